package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The deduplication ids inside their windows. They outlive the delete of their message. For the
 * pipeline's thread only.
 */
final class DeduplicationTable {

  private final Database database;

  DeduplicationTable(Database database) {
    this.database = database;
  }

  /**
   * The id of the message that was accepted with this token and whose window is open; null if none.
   */
  @Nullable Long original(long queue, String token, long now) throws SQLException {
    PreparedStatement query =
        database.prepare(
            "SELECT original, until_at FROM deduplication WHERE queue_id = ? AND token = ?");
    query.setLong(1, queue);
    query.setString(2, token);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() && rows.getLong(2) > now ? rows.getLong(1) : null;
    }
  }

  /** Remembers a token; replaces an entry whose window is over. */
  void put(long queue, String token, long until, long original) throws SQLException {
    PreparedStatement merge =
        database.prepare(
            """
            MERGE INTO deduplication(queue_id, token, until_at, original) KEY(queue_id, token)
            VALUES (?, ?, ?, ?)
            """);
    merge.setLong(1, queue);
    merge.setString(2, token);
    merge.setLong(3, until);
    merge.setLong(4, original);
    merge.executeUpdate();
  }

  int prune(long now, int most) throws SQLException {
    return database.update(
        "DELETE FROM deduplication WHERE until_at <= ? FETCH FIRST ? ROWS ONLY", now, most);
  }

  int deleteQueue(long queue, int most) throws SQLException {
    return database.update(
        "DELETE FROM deduplication WHERE queue_id = ? FETCH FIRST ? ROWS ONLY", queue, most);
  }
}
