package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of things and when their time comes: {@code schedule} for delayed messages (positive ids)
 * and lanes that back off (negative ids), {@code expiry} for messages with a time-to-live. For the
 * pipeline's thread only.
 */
final class TimerTable {

  private final Database database;
  private final String insert;
  private final String delete;
  private final String due;
  private final String next;

  private TimerTable(Database database, String table) {
    this.database = database;
    insert = "INSERT INTO " + table + "(at, target) VALUES (?, ?)";
    delete = "DELETE FROM " + table + " WHERE target = ? AND at = ?";
    due =
        "SELECT at, target FROM "
            + table
            + " WHERE at <= ? ORDER BY at, target FETCH FIRST ? ROWS ONLY";
    next = "SELECT MIN(at) FROM " + table;
  }

  static TimerTable schedule(Database database) {
    return new TimerTable(database, "schedule");
  }

  static TimerTable expiry(Database database) {
    return new TimerTable(database, "expiry");
  }

  /** What is due, and when it was. */
  record Entry(long at, long target) {}

  void insert(long at, long target) throws SQLException {
    database.update(insert, at, target);
  }

  void delete(Entry entry) throws SQLException {
    database.update(delete, entry.target(), entry.at());
  }

  List<Entry> due(long now, int most) throws SQLException {
    PreparedStatement query = database.prepare(due);
    query.setLong(1, now);
    query.setInt(2, most);
    List<Entry> found = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(new Entry(rows.getLong(1), rows.getLong(2)));
      }
    }
    return found;
  }

  /** When the next is due, if anything is. */
  Optional<Long> next() throws SQLException {
    return Optional.ofNullable(database.number(next));
  }
}
