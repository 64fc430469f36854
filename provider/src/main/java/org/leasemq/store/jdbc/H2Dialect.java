package org.leasemq.store.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.h2.Driver;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.leasemq.store.StoreException;
import org.leasemq.store.file.JournaledFile;
import org.leasemq.store.file.StoreFileException;

/** H2 inside this JVM, on a journaled file or in memory. */
final class H2Dialect implements Dialect {

  private static final int COMPACT_FILL_RATE = 50;
  private static final int COMPACT_BYTES = 1 << 20;

  private final String name;
  private final Supplier<String> url;

  /**
   * A dialect for one database.
   *
   * @param name how the user names it
   * @param url how H2 is to open it, for each connection anew
   */
  H2Dialect(String name, Supplier<String> url) {
    this.name = name;
    this.url = url;
  }

  @Override
  public Connection connect() {
    try {
      Connection connection = new Driver().connect(url.get(), new Properties());
      if (connection == null) {
        throw new StoreException("Not a URL of H2: " + name, null);
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      throw new StoreException("The store " + name + " cannot be opened: " + reason(e), e);
    }
  }

  /** What the files say, if they do: H2's own words are about its names for them. */
  private static String reason(SQLException e) {
    return StoreFileException.causeOf(e).map(Throwable::getMessage).orElseGet(() -> firstWords(e));
  }

  private static String firstWords(SQLException e) {
    String words = String.valueOf(e.getMessage());
    for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
      if (t instanceof IOException && t.getMessage() != null) {
        words = t.getMessage();
      }
    }
    return words;
  }

  /** A database in memory has nothing that could be left behind, and would be gone. */
  @Override
  public void abandon(Connection connection) throws SQLException {
    if (store(connection) == null) {
      connection.close();
    } else {
      JournaledFile.abandon(connection);
    }
  }

  @Override
  public void sync(Connection connection) throws SQLException {
    try (PreparedStatement checkpoint = connection.prepareStatement("CHECKPOINT SYNC")) {
      checkpoint.execute();
    }
  }

  @Override
  public void compact(Connection connection) {
    MVStore store = store(connection);
    if (store != null) {
      store.compact(COMPACT_FILL_RATE, COMPACT_BYTES);
    }
  }

  /** What H2 keeps in the file; null if there is none, or it is closed. */
  private static @Nullable MVStore store(Connection connection) {
    if (connection instanceof JdbcConnection h2
        && h2.getSession() instanceof SessionLocal session
        && session.getDatabase().getStore().getMvStore().getFileStore() != null) {
      return session.getDatabase().getStore().getMvStore();
    }
    return null;
  }

  @Override
  public String schemaVersionTables() {
    return """
        SELECT COUNT(*) FROM information_schema.tables
        WHERE table_schema = 'PUBLIC' AND table_name = 'SCHEMA_VERSION'
        """;
  }

  @Override
  public String schema() {
    return """
        CREATE TABLE IF NOT EXISTS schema_version(version INTEGER PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS node(
          incarnation BIGINT NOT NULL, last_group BIGINT NOT NULL, next_number BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS queue(
          id BIGINT PRIMARY KEY, name VARCHAR NOT NULL UNIQUE, temporary BOOLEAN NOT NULL,
          settings VARCHAR NOT NULL);
        CREATE TABLE IF NOT EXISTS topic(
          id BIGINT PRIMARY KEY, name VARCHAR NOT NULL UNIQUE, temporary BOOLEAN NOT NULL);
        CREATE TABLE IF NOT EXISTS subscription(
          queue_id BIGINT PRIMARY KEY, topic_id BIGINT NOT NULL, client_id VARCHAR, name VARCHAR,
          durable BOOLEAN NOT NULL, shared BOOLEAN NOT NULL, selector VARCHAR,
          excluded_publisher VARCHAR);
        CREATE TABLE IF NOT EXISTS delivery(
          id BIGINT PRIMARY KEY, queue_id BIGINT NOT NULL, channel BIGINT NOT NULL,
          rank BIGINT NOT NULL, receive_count INTEGER NOT NULL, priority INTEGER NOT NULL,
          persistent BOOLEAN NOT NULL, expires_at BIGINT, group_id VARCHAR, payload_id BIGINT,
          body_length INTEGER NOT NULL, headers VARBINARY NOT NULL, body VARBINARY, mark VARCHAR);
        CREATE INDEX IF NOT EXISTS delivery_by_rank ON delivery(channel, rank);
        CREATE TABLE IF NOT EXISTS payload(
          id BIGINT PRIMARY KEY, refs INTEGER NOT NULL, parts INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS payload_part(
          payload_id BIGINT NOT NULL, part INTEGER NOT NULL, data VARBINARY NOT NULL,
          PRIMARY KEY(payload_id, part));
        CREATE TABLE IF NOT EXISTS stray(payload_id BIGINT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS lane(
          id BIGINT PRIMARY KEY, queue_id BIGINT NOT NULL, ready_place BIGINT, due_at BIGINT);
        CREATE INDEX IF NOT EXISTS lane_by_place ON lane(queue_id, ready_place);
        CREATE TABLE IF NOT EXISTS schedule(at BIGINT NOT NULL, target BIGINT NOT NULL, PRIMARY KEY(at, target));
        CREATE INDEX IF NOT EXISTS schedule_by_target ON schedule(target);
        CREATE TABLE IF NOT EXISTS expiry(at BIGINT NOT NULL, target BIGINT NOT NULL, PRIMARY KEY(at, target));
        CREATE TABLE IF NOT EXISTS deduplication(
          queue_id BIGINT NOT NULL, token VARCHAR NOT NULL, until_at BIGINT NOT NULL,
          original BIGINT NOT NULL, PRIMARY KEY(queue_id, token));
        CREATE INDEX IF NOT EXISTS deduplication_by_until ON deduplication(until_at);
        CREATE TABLE IF NOT EXISTS account(name VARCHAR PRIMARY KEY, secret VARCHAR NOT NULL);
        CREATE TABLE IF NOT EXISTS account_grant(
          account VARCHAR NOT NULL, pattern VARCHAR NOT NULL, permissions VARCHAR NOT NULL,
          PRIMARY KEY(account, pattern));
        CREATE TABLE IF NOT EXISTS xa_branch(
          branch VARCHAR PRIMARY KEY, node VARCHAR NOT NULL, work VARBINARY NOT NULL)
        """;
  }
}
