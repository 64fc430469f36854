package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of FIFO queues. A lane that holds a message has a row; the row says its place among the
 * ready lanes, or until when it backs off. Who leases a lane is in memory. For the pipeline's
 * thread only.
 */
final class LaneTable {

  private final Database database;

  LaneTable(Database database) {
    this.database = database;
  }

  /** A lane at its place among the ready ones. */
  record Ready(long lane, long place) {}

  /** Whether there is a row. */
  boolean exists(long lane) throws SQLException {
    return database.number("SELECT queue_id FROM lane WHERE id = ?", lane) != null;
  }

  void insertReady(long lane, long queue, long place) throws SQLException {
    PreparedStatement insert =
        database.prepare(
            "INSERT INTO lane(id, queue_id, ready_place, due_at) VALUES (?, ?, ?, NULL)");
    insert.setLong(1, lane);
    insert.setLong(2, queue);
    insert.setLong(3, place);
    insert.executeUpdate();
  }

  void makeReady(long lane, long place) throws SQLException {
    PreparedStatement update =
        database.prepare("UPDATE lane SET ready_place = ?, due_at = NULL WHERE id = ?");
    update.setLong(1, place);
    update.setLong(2, lane);
    update.executeUpdate();
  }

  void backOff(long lane, long until) throws SQLException {
    database.update("UPDATE lane SET ready_place = NULL, due_at = ? WHERE id = ?", until, lane);
  }

  /** Until when the lane backs off; null if it does not. */
  @Nullable Long dueAt(long lane) throws SQLException {
    return database.number("SELECT due_at FROM lane WHERE id = ?", lane);
  }

  /** The lane's place among the ready ones; null if it backs off. */
  @Nullable Long place(long lane) throws SQLException {
    return database.number("SELECT ready_place FROM lane WHERE id = ?", lane);
  }

  /** Deletes the row of a lane that holds no message at all. */
  void deleteEmpty(long lane) throws SQLException {
    database.update(
        """
        DELETE FROM lane WHERE id = ? AND NOT EXISTS (SELECT 1 FROM delivery WHERE channel = ?)
        """,
        lane,
        lane);
  }

  void delete(long lane) throws SQLException {
    database.update("DELETE FROM lane WHERE id = ?", lane);
  }

  /** Ready lanes of a queue behind a place, in order. */
  List<Ready> ready(long queue, long after, int most) throws SQLException {
    PreparedStatement query =
        database.prepare(
            """
            SELECT id, ready_place FROM lane WHERE queue_id = ? AND ready_place > ?
            ORDER BY queue_id, ready_place FETCH FIRST ? ROWS ONLY
            """);
    query.setLong(1, queue);
    query.setLong(2, after);
    query.setInt(3, most);
    List<Ready> found = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(new Ready(rows.getLong(1), rows.getLong(2)));
      }
    }
    return found;
  }

  /** The queue of a lane that backs off until exactly then; null if it does not. */
  @Nullable Long queueIfDue(long lane, long at) throws SQLException {
    return database.number("SELECT queue_id FROM lane WHERE id = ? AND due_at = ?", lane, at);
  }

  /** Lanes of a queue behind an id, whatever their state. */
  List<Long> some(long queue, long after, int most) throws SQLException {
    PreparedStatement query =
        database.prepare(
            """
            SELECT id FROM lane WHERE id > ? AND queue_id = ? ORDER BY id
            FETCH FIRST ? ROWS ONLY
            """);
    query.setLong(1, after);
    query.setLong(2, queue);
    query.setInt(3, most);
    List<Long> found = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }
}
