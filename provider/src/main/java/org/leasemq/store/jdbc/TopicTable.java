package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.queue.TopicId;

/**
 * The topics, and what their subscriptions' queues are fed with. For the pipeline's thread only.
 */
final class TopicTable {

  private final Database database;

  TopicTable(Database database) {
    this.database = database;
  }

  List<Topic> all() throws SQLException {
    List<Topic> all = new ArrayList<>();
    PreparedStatement query = database.prepare("SELECT id, name, temporary FROM topic ORDER BY id");
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(
            new Topic(
                new TopicId(rows.getLong(1)),
                new QueueName(rows.getString(2)),
                rows.getBoolean(3)));
      }
    }
    return all;
  }

  void insert(Topic topic) throws SQLException {
    database.update(
        "INSERT INTO topic(id, name, temporary) VALUES (?, ?, ?)",
        topic.id().value(),
        topic.name().value(),
        topic.temporary());
  }

  void delete(TopicId topic) throws SQLException {
    database.update("DELETE FROM topic WHERE id = ?", topic.value());
  }

  /** The subscriptions by their queues, in the order in which they were made. */
  Map<QueueId, SubscriptionSpec> subscriptions() throws SQLException {
    Map<QueueId, SubscriptionSpec> all = new LinkedHashMap<>();
    PreparedStatement query =
        database.prepare(
            """
            SELECT queue_id, topic_id, client_id, name, durable, shared, selector,
              excluded_publisher FROM subscription ORDER BY queue_id
            """);
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(4);
        all.put(
            new QueueId(rows.getLong(1)),
            new SubscriptionSpec(
                new TopicId(rows.getLong(2)),
                name == null ? null : new SubscriptionKey(rows.getString(3), name),
                rows.getBoolean(5),
                rows.getBoolean(6),
                rows.getString(7),
                rows.getString(8)));
      }
    }
    return all;
  }

  void insert(QueueId queue, SubscriptionSpec spec) throws SQLException {
    SubscriptionKey key = spec.key();
    @Nullable String clientId = key == null ? null : key.clientId();
    @Nullable String name = key == null ? null : key.name();
    database.update(
        """
        INSERT INTO subscription(queue_id, topic_id, client_id, name, durable, shared, selector,
          excluded_publisher) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        queue.value(),
        spec.topic().value(),
        clientId,
        name,
        spec.durable(),
        spec.shared(),
        spec.selector(),
        spec.excludedPublisher());
  }

  void deleteSubscription(QueueId queue) throws SQLException {
    database.update("DELETE FROM subscription WHERE queue_id = ?", queue.value());
  }
}
