package org.leasemq.store.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * Random groups of rows in three tables, and what may be found of them: what was synced must be
 * there, a group that was not synced may be there wholly or not at all, but none without those
 * before it.
 */
final class SqlWorkload {

  private static final List<String> TABLES = List.of("PLAIN", "INDEXED", "WIDE");

  private final Random random;

  /** The states that may be found; the first is what was synced, each has one group more. */
  private List<Map<String, Integer>> possible = new ArrayList<>(List.of(new TreeMap<>()));

  private boolean created;
  private boolean mayBeCreated;
  private int acknowledged;

  SqlWorkload(Random random) {
    this.random = random;
  }

  int acknowledged() {
    return acknowledged;
  }

  /** Creates the tables if they are missing, and then does so many random steps. */
  void run(Connection connection, int steps) throws SQLException {
    connection.setAutoCommit(false);
    if (!created) {
      createTables(connection);
    }
    for (int step = 0; step < steps; step++) {
      int kind = random.nextInt(20);
      if (kind == 0) {
        mvStore(connection).compact(50 + random.nextInt(50), 1 << random.nextInt(21));
        sync(connection);
      } else if (kind == 1) {
        commitGroup(connection);
      } else {
        commitGroup(connection);
        sync(connection);
      }
    }
  }

  /** Compares with the database; what is found is what the next life begins with. */
  void verify(Connection connection) throws SQLException {
    boolean exists = tablesExist(connection);
    if (created && !exists) {
      throw new AssertionError("the tables are gone");
    }
    if (!mayBeCreated && exists) {
      throw new AssertionError("tables that nobody created");
    }
    created = exists;
    Map<String, Integer> found = exists ? read(connection) : new TreeMap<>();
    if (!possible.contains(found)) {
      throw new AssertionError(difference(possible.get(0), found));
    }
    possible = new ArrayList<>(List.of(found));
  }

  private void createTables(Connection connection) throws SQLException {
    mayBeCreated = true;
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS PLAIN(ID BIGINT PRIMARY KEY, V VARBINARY)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS INDEXED(ID BIGINT PRIMARY KEY, V VARBINARY, K INT DEFAULT 7)");
      statement.execute("CREATE INDEX IF NOT EXISTS INDEXED_K ON INDEXED(K, ID)");
      statement.execute("CREATE TABLE IF NOT EXISTS WIDE(ID BIGINT PRIMARY KEY, V VARBINARY)");
    }
    connection.commit();
    sync(connection);
    created = true;
  }

  private void commitGroup(Connection connection) throws SQLException {
    Map<String, Integer> state = new TreeMap<>(possible.get(possible.size() - 1));
    int rows = 1 + random.nextInt(random.nextInt(12) + 1);
    List<PreparedStatement> statements = new ArrayList<>();
    try {
      for (int i = 0; i < rows; i++) {
        statements.add(change(connection, state));
      }
      possible.add(state);
      connection.commit();
    } finally {
      for (PreparedStatement statement : statements) {
        statement.close();
      }
    }
  }

  private PreparedStatement change(Connection connection, Map<String, Integer> state)
      throws SQLException {
    String table = TABLES.get(random.nextInt(TABLES.size()));
    long id = random.nextInt(40);
    String key = table + ":" + id;
    byte[] value = new byte[length(table)];
    random.nextBytes(value);
    PreparedStatement statement;
    if (!state.containsKey(key)) {
      statement = connection.prepareStatement("INSERT INTO " + table + "(V, ID) VALUES(?, ?)");
      statement.setBytes(1, value);
      statement.setLong(2, id);
      state.put(key, Arrays.hashCode(value));
    } else if (random.nextBoolean()) {
      statement = connection.prepareStatement("UPDATE " + table + " SET V = ? WHERE ID = ?");
      statement.setBytes(1, value);
      statement.setLong(2, id);
      state.put(key, Arrays.hashCode(value));
    } else {
      statement = connection.prepareStatement("DELETE FROM " + table + " WHERE ID = ?");
      statement.setLong(1, id);
      state.remove(key);
    }
    if (statement.executeUpdate() != 1) {
      throw new AssertionError("row count of " + statement);
    }
    return statement;
  }

  private int length(String table) {
    if (table.equals("WIDE")) {
      return random.nextInt(20) == 0 ? random.nextInt(300_000) : random.nextInt(9_000);
    }
    return random.nextInt(1_200);
  }

  private void sync(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT SYNC");
    }
    acknowledged++;
    possible = new ArrayList<>(possible.subList(possible.size() - 1, possible.size()));
  }

  private static boolean tablesExist(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'WIDE'")) {
      rows.next();
      return rows.getInt(1) == 1;
    }
  }

  private static Map<String, Integer> read(Connection connection) throws SQLException {
    Map<String, Integer> found = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet rows = statement.executeQuery("SELECT ID, V FROM " + table)) {
          while (rows.next()) {
            found.put(table + ":" + rows.getLong(1), Arrays.hashCode(rows.getBytes(2)));
          }
        }
      }
      try (ResultSet rows =
          statement.executeQuery("SELECT ID FROM INDEXED WHERE K = 7 ORDER BY K, ID")) {
        while (rows.next()) {
          if (!found.containsKey("INDEXED:" + rows.getLong(1))) {
            throw new AssertionError("in the index only: " + rows.getLong(1));
          }
        }
      }
    }
    return found;
  }

  private static String difference(Map<String, Integer> expected, Map<String, Integer> found) {
    StringBuilder text = new StringBuilder("not a state that was committed:");
    expected.forEach(
        (key, value) -> {
          if (!value.equals(found.get(key))) {
            text.append(found.containsKey(key) ? " changed " : " lost ").append(key);
          }
        });
    found.keySet().stream()
        .filter(key -> !expected.containsKey(key))
        .forEach(key -> text.append(" added ").append(key));
    return text.toString();
  }

  static MVStore mvStore(Connection connection) throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return session.getDatabase().getStore().getMvStore();
  }
}
