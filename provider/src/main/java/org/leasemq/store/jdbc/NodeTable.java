package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The one row of the node that owns the store: incarnation, last committed group, next number. */
final class NodeTable {

  private final Database database;

  NodeTable(Database database) {
    this.database = database;
  }

  /** What the row says. */
  record State(long incarnation, long lastGroup, long nextNumber) {}

  State read() throws SQLException {
    PreparedStatement query =
        database.prepare("SELECT incarnation, last_group, next_number FROM node");
    try (ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        database.update("INSERT INTO node(incarnation, last_group, next_number) VALUES (0, 0, 1)");
        return new State(0, 0, 1);
      }
      return new State(rows.getLong(1), rows.getLong(2), rows.getLong(3));
    }
  }

  void beginIncarnation(long incarnation) throws SQLException {
    database.update("UPDATE node SET incarnation = ?", incarnation);
  }

  void writeGroup(long group, long nextNumber) throws SQLException {
    PreparedStatement update = database.prepare("UPDATE node SET last_group = ?, next_number = ?");
    update.setLong(1, group);
    update.setLong(2, nextNumber);
    update.executeUpdate();
  }
}
