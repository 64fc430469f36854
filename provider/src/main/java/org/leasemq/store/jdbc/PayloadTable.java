package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Bodies that are too large to stand in their message's row, in parts. For the pipeline's thread
 * only.
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

  void insert(long delivery, byte[] body) throws SQLException {
    PreparedStatement insert =
        database.prepare("INSERT INTO payload(delivery_id, part, data) VALUES (?, ?, ?)");
    for (int part = 0; part < parts(body.length); part++) {
      insert.setLong(1, delivery);
      insert.setInt(2, part);
      insert.setBytes(
          3, Arrays.copyOfRange(body, part * PART, Math.min(body.length, (part + 1) * PART)));
      insert.executeUpdate();
    }
  }

  byte[] read(long delivery, int parts) throws SQLException {
    byte[] body = new byte[0];
    PreparedStatement query =
        database.prepare(
            "SELECT data FROM payload WHERE delivery_id = ? ORDER BY delivery_id, part");
    query.setLong(1, delivery);
    int length = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        byte[] part = rows.getBytes(1);
        if (body.length == 0) {
          body = new byte[(parts - 1) * PART + (parts == 1 ? part.length : PART)];
        }
        System.arraycopy(part, 0, body, length, part.length);
        length += part.length;
      }
    }
    return length == body.length ? body : Arrays.copyOf(body, length);
  }

  void delete(long delivery) throws SQLException {
    database.update("DELETE FROM payload WHERE delivery_id = ?", delivery);
  }
}
