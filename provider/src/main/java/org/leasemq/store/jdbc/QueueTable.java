package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;

/** The queues and their settings. For the pipeline's thread only. */
final class QueueTable {

  private final Database database;

  QueueTable(Database database) {
    this.database = database;
  }

  List<Queue> all() throws SQLException {
    List<Queue> all = new ArrayList<>();
    PreparedStatement query =
        database.prepare("SELECT id, name, temporary, settings FROM queue ORDER BY name");
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        QueueName name = new QueueName(rows.getString(2));
        all.add(
            new Queue(
                new QueueId(rows.getLong(1)),
                name,
                SettingsCodec.decode(name, rows.getString(4)),
                rows.getBoolean(3)));
      }
    }
    return all;
  }

  void insert(Queue queue) throws SQLException {
    database.update(
        "INSERT INTO queue(id, name, temporary, settings) VALUES (?, ?, ?, ?)",
        queue.id().value(),
        queue.name().value(),
        queue.temporary(),
        SettingsCodec.encode(queue.settings()));
  }

  void update(Queue queue) throws SQLException {
    database.update(
        "UPDATE queue SET settings = ? WHERE id = ?",
        SettingsCodec.encode(queue.settings()),
        queue.id().value());
  }

  void delete(QueueId queue) throws SQLException {
    database.update("DELETE FROM queue WHERE id = ?", queue.value());
  }
}
