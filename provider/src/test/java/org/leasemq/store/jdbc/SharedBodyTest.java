package org.leasemq.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.store.Operation;
import org.leasemq.store.QueueStore;
import org.leasemq.store.StoreFixture;

/** A body is stored once, however many subscriptions get it. */
class SharedBodyTest extends StoreFixture {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

  @Override
  protected QueueStore open(InstantSource time) {
    return JdbcStores.open(url, "test", StoreFixture::startsWith, time);
  }

  @Override
  protected void leave(QueueStore left) {
    left.close();
  }

  @Override
  protected List<String> findings(QueueStore checked) {
    return ((JdbcStore) checked).verify();
  }

  private long storedBytes() throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT SUM(LENGTH(data)) FROM payload_part")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void aHundredSubscriptionsKeepOneBody() throws SQLException {
    Topic topic = store.createTopic(new QueueName("t"), false);
    List<Queue> queues = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      QueueName name = new QueueName("s" + i);
      SubscriptionSpec spec =
          new SubscriptionSpec(topic.id(), null, false, false, i % 2 == 0 ? null : "\0", null);
      queues.add(store.createSubscription(spec, name, QueueSettings.defaults(name)).queue());
    }
    int length = 100 << 10;
    accepted(
        commit(
            new Operation.Publish(
                topic.id(), new StoredMessage(traits(), new byte[0], new byte[length]), null)));
    assertEquals(length, storedBytes());
    for (Queue queue : queues) {
      assertEquals(length, storedBytes());
      acknowledge(take(reader(queue)));
    }
    assertEquals(0, storedBytes());
  }
}
