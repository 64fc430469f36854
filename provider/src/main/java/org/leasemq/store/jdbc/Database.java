package org.leasemq.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.StoreException;

/**
 * The store's connection: prepared statements, and the one helper for transactions. For the
 * pipeline's thread only.
 */
final class Database implements AutoCloseable {

  private final Dialect dialect;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private @Nullable Connection connection;

  Database(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Opens the connection; a former one has failed. */
  void open() {
    abandon();
    connection = dialect.connect();
  }

  Dialect dialect() {
    return dialect;
  }

  /** Whether statements can be run. */
  boolean isOpen() {
    try {
      return connection != null && !connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  /** The prepared statement of this text; one for each text and connection. */
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection().prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  /** Runs an update with these parameters (Long, Integer, String, byte[], Boolean, null). */
  int update(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = prepare(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement.executeUpdate();
  }

  /** Reads the one number that a query gives; null if it gives no row or NULL. */
  @Nullable Long number(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = prepare(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return null;
      }
      long value = rows.getLong(1);
      return rows.wasNull() ? null : value;
    }
  }

  /** Work in a transaction. */
  interface Work<T> {
    /** Runs the statements. */
    T run() throws SQLException;
  }

  /**
   * Runs statements that need no transaction of their own.
   *
   * @throws StoreException if they fail
   */
  <T> T read(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw new StoreException("Reading the store failed: " + e.getMessage(), e);
    }
  }

  /**
   * Runs work and commits it.
   *
   * @param durable whether it must be on the disk
   * @throws StoreException if the work failed: nothing was done
   * @throws OutcomeUnknownException if the commit failed; the connection is closed then
   */
  <T> T transact(boolean durable, Work<T> work) {
    T result;
    boolean done = false;
    try {
      result = work.run();
      done = true;
    } catch (SQLException | RuntimeException e) {
      throw new StoreException(
          "The store could not be written, nothing was done: " + e.getMessage(), e);
    } finally {
      if (!done) {
        rollback();
      }
    }
    commit(durable);
    return result;
  }

  /** As {@link #read}, for statements that give nothing back. */
  void look(Action action) {
    var unused =
        read(
            () -> {
              action.run();
              return true;
            });
  }

  /** Work in a transaction that gives nothing back. */
  interface Action {
    /** Runs the statements. */
    void run() throws SQLException;
  }

  /** As {@link #transact}, for work that gives nothing back. */
  void write(boolean durable, Action action) {
    var unused =
        transact(
            durable,
            () -> {
              action.run();
              return true;
            });
  }

  private void commit(boolean durable) {
    try {
      connection().commit();
      if (durable) {
        dialect.sync(connection());
      }
    } catch (SQLException | RuntimeException e) {
      abandon();
      throw new OutcomeUnknownException(
          "The store failed in a commit; whether it was done is found out when the store is open again: "
              + e.getMessage(),
          e);
    }
  }

  private void rollback() {
    try {
      connection().rollback();
    } catch (SQLException | RuntimeException e) {
      abandon();
    }
  }

  Connection connection() {
    if (connection == null) {
      throw new StoreException("The store is closed", null);
    }
    return connection;
  }

  /** Closes the connection in good order. */
  @Override
  public void close() {
    end(Connection::close);
  }

  /** Closes the connection, which has failed. */
  void abandon() {
    end(dialect::abandon);
  }

  private interface Ending {
    void end(Connection connection) throws SQLException;
  }

  private void end(Ending ending) {
    statements.clear();
    Connection old = connection;
    connection = null;
    if (old != null) {
      try {
        ending.end(old);
      } catch (SQLException | RuntimeException e) {
        System.getLogger(Database.class.getName())
            .log(System.Logger.Level.WARNING, "Closing the store's connection failed", e);
      }
    }
  }
}
