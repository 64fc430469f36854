package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.leasemq.queue.StoredBody;

/**
 * Bodies that are too large to stand in their message's row, in parts. One that messages (or
 * prepared branches) refer to has a row that counts them; the last to go takes the body with it.
 * Parts that nobody refers to are noted as stray: on their way in, or waiting to be swept. For the
 * pipeline's thread only.
 */
final class PayloadTable {

  /** The largest body that stands in its message's row. */
  static final int INLINE_LIMIT = 4096;

  /** How large a part is. */
  static final int PART = 256 * 1024;

  private final Database database;

  PayloadTable(Database database) {
    this.database = database;
  }

  /** In how many parts a body of this length is kept; 0 if it stands in its message's row. */
  static int parts(int length) {
    return length <= INLINE_LIMIT ? 0 : (length + PART - 1) / PART;
  }

  /** Writes a whole body, which one refers to. */
  void insert(long id, byte[] body) throws SQLException {
    insertParts(id, body, 0, body.length);
    insertReferred(id, parts(body.length));
  }

  private void insertReferred(long id, int parts) throws SQLException {
    database.update("INSERT INTO payload(id, refs, parts) VALUES (?, 1, ?)", id, parts);
  }

  private void insertParts(long id, byte[] body, int from, int to) throws SQLException {
    PreparedStatement insert =
        database.prepare("INSERT INTO payload_part(payload_id, part, data) VALUES (?, ?, ?)");
    for (int start = from; start < to; start += PART) {
      insert.setLong(1, id);
      insert.setInt(2, start / PART);
      insert.setBytes(3, Arrays.copyOfRange(body, start, Math.min(to, start + PART)));
      insert.executeUpdate();
    }
  }

  /** Writes a slice of a body that nobody refers to yet; says where the next one begins. */
  int insertStray(long id, byte[] body, int from) throws SQLException {
    if (from == 0) {
      database.update("INSERT INTO stray(payload_id) VALUES (?)", id);
    }
    int to = (int) Math.min(body.length, (long) from + StoredBody.SLICE);
    insertParts(id, body, from, to);
    return to;
  }

  /** Somebody refers to what was stray. */
  void adopt(StoredBody body) throws SQLException {
    if (database.update("DELETE FROM stray WHERE payload_id = ?", body.id()) != 1) {
      throw new SQLException("The body " + body + " of a message is not in the store");
    }
    insertReferred(body.id(), parts(body.length()));
  }

  /** So many refer to what one referred to. */
  void share(long id, int refs) throws SQLException {
    if (refs != 1) {
      database.update("UPDATE payload SET refs = ? WHERE id = ?", refs, id);
    }
  }

  /** One refers to it no more. */
  void release(long id) throws SQLException {
    int parts;
    PreparedStatement query = database.prepare("SELECT refs, parts FROM payload WHERE id = ?");
    query.setLong(1, id);
    try (ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("The body " + id + " of a message is not in the store");
      }
      if (rows.getInt(1) > 1) {
        database.update("UPDATE payload SET refs = refs - 1 WHERE id = ?", id);
        return;
      }
      parts = rows.getInt(2);
    }
    database.update("DELETE FROM payload WHERE id = ?", id);
    if (parts <= StoredBody.SLICE / PART) {
      database.update("DELETE FROM payload_part WHERE payload_id = ?", id);
    } else {
      database.update("INSERT INTO stray(payload_id) VALUES (?)", id);
    }
  }

  /** Reads a body from this byte on, a slice at most; says where the next one begins. */
  int read(long id, int from, byte[] into) throws SQLException {
    PreparedStatement query =
        database.prepare(
            """
            SELECT data FROM payload_part WHERE payload_id = ? AND part >= ? AND part < ?
            ORDER BY payload_id, part
            """);
    query.setLong(1, id);
    query.setInt(2, from / PART);
    query.setInt(3, from / PART + StoredBody.SLICE / PART);
    int next = from;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        byte[] part = rows.getBytes(1);
        System.arraycopy(part, 0, into, next, part.length);
        next += part.length;
      }
    }
    return next;
  }

  /** Those that nobody refers to. */
  List<Long> strays() throws SQLException {
    List<Long> strays = new ArrayList<>();
    PreparedStatement query = database.prepare("SELECT payload_id FROM stray");
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        strays.add(rows.getLong(1));
      }
    }
    return strays;
  }

  /** Deletes a slice of a stray body, and with the last one the note of it. */
  void sweep(long id) throws SQLException {
    int most = StoredBody.SLICE / PART;
    int deleted =
        database.update(
            "DELETE FROM payload_part WHERE payload_id = ? FETCH FIRST ? ROWS ONLY", id, most);
    if (deleted < most) {
      database.update("DELETE FROM stray WHERE payload_id = ?", id);
    }
  }
}
