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
  private final String deleteTarget;
  private final String due;
  private final String next;

  private TimerTable(Database database, String table) {
    this.database = database;
    insert = "INSERT INTO " + table + "(at, target) VALUES (?, ?)";
    delete = "DELETE FROM " + table + " WHERE target = ? AND at = ?";
    deleteTarget = "DELETE FROM " + table + " WHERE target = ?";
    due =
        "SELECT at, target FROM "
            + table
            + " WHERE at <= ? AND at >= ? AND (at > ? OR target > ?)"
            + " ORDER BY at, target FETCH FIRST ? ROWS ONLY";
    next = "SELECT MIN(at) FROM " + table;
  }

  static TimerTable schedule(Database database) {
    return new TimerTable(database, "schedule");
  }

  static TimerTable expiry(Database database) {
    return new TimerTable(database, "expiry");
  }

  /** What is due, and when it was. */
  record Entry(long at, long target) {
    /** Before all others. */
    static final Entry NONE = new Entry(Long.MIN_VALUE, Long.MIN_VALUE);
  }

  void insert(long at, long target) throws SQLException {
    database.update(insert, at, target);
  }

  void delete(Entry entry) throws SQLException {
    database.update(delete, entry.target(), entry.at());
  }

  /** Deletes a target's entries, of which the caller does not know when they are due. */
  void deleteTarget(long target) throws SQLException {
    database.update(deleteTarget, target);
  }

  /** What is due, behind an entry, in order. */
  List<Entry> due(long now, Entry behind, int most) throws SQLException {
    PreparedStatement query = database.prepare(due);
    query.setLong(1, now);
    query.setLong(2, behind.at());
    query.setLong(3, behind.at());
    query.setLong(4, behind.target());
    query.setInt(5, most);
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
