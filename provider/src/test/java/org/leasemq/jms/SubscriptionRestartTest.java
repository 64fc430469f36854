package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.queue.Queue;

/** What is left of subscriptions when the node has ended, well or not, and is started again. */
class SubscriptionRestartTest extends JmsFixture {

  @TempDir Path directory;
  private int lives;
  private Connection connection;
  private Session session;
  private Topic topic;

  @BeforeEach
  void open() throws JMSException {
    factory.setClientId("me");
    factory.setUrl("jdbc:h2:file:" + life().resolve("store"));
    connection = started();
    session = connection.createSession();
    topic = session.createTopic("prices");
  }

  private Path life() {
    return directory.resolve("life-" + lives);
  }

  private void restart() throws JMSException {
    connection.close();
    open();
  }

  /** Goes on with a copy of the files as they are now. */
  private void crash() throws JMSException, IOException {
    Path from = life();
    lives++;
    Files.createDirectories(life());
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, life().resolve(file.getFileName()));
      }
    }
    restart();
  }

  private void publish(String... texts) throws JMSException {
    try (MessageProducer producer = session.createProducer(topic)) {
      for (String text : texts) {
        producer.send(session.createTextMessage(text));
      }
    }
  }

  private List<String> subscriptionQueues() {
    return ((LeaseMQConnection) connection)
        .shared().node().queues().stream()
            .map(Queue::name)
            .map(Object::toString)
            .filter(name -> name.contains("prices"))
            .toList();
  }

  @Test
  void aDurableSubscriptionOutlivesRestarts() throws Exception {
    session.createDurableConsumer(topic, "all", "JMSPriority = 4", false).close();
    session.createSharedDurableConsumer(topic, "shared").close();
    publish("a", "b");
    restart();
    publish("c");
    MessageConsumer all = session.createDurableConsumer(topic, "all", "JMSPriority = 4", false);
    assertEquals("a", receive(all).getText());
    crash();
    all = session.createDurableConsumer(topic, "all", "JMSPriority = 4", false);
    List<String> rest = List.of("b", "c");
    TextMessage first = receive(all);
    // The last automatic acknowledge before a crash may be behind.
    if (first.getText().equals("a")) {
      first = receive(all);
    }
    assertEquals(rest.get(0), first.getText());
    assertEquals(rest.get(1), receive(all).getText());
    MessageConsumer shared = session.createSharedDurableConsumer(topic, "shared");
    for (String text : List.of("a", "b", "c")) {
      assertEquals(text, receive(shared).getText());
    }
    assertNull(shared.receiveNoWait());
  }

  @Test
  void theRulesOutliveRestarts() throws Exception {
    session.createDurableConsumer(topic, "all", null, true).close();
    session.createSharedDurableConsumer(topic, "shared").close();
    restart();
    publish("own: the client id is the same");
    assertThrows(JMSException.class, () -> session.createSharedDurableConsumer(topic, "all"));
    assertThrows(JMSException.class, () -> session.createDurableConsumer(topic, "shared"));
    assertNull(session.createDurableConsumer(topic, "all", null, true).receiveNoWait());
    session.unsubscribe("shared");
    restart();
    session.createDurableConsumer(topic, "shared");
  }

  @Test
  void whatWasNotAcknowledgedComesAgainAfterACrash() throws Exception {
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = client.createDurableConsumer(topic, "all");
    publish("a", "b");
    receive(consumer).acknowledge();
    receive(consumer);
    crash();
    MessageConsumer again = session.createDurableConsumer(topic, "all");
    assertEquals("b", receive(again).getText());
    assertNull(again.receiveNoWait());
  }

  @Test
  void aCrashLeavesNothingOfSubscriptionsThatAreNotDurable() throws Exception {
    session.createConsumer(topic);
    session.createSharedConsumer(topic, "shared");
    session.createTemporaryTopic();
    publish("a");
    assertEquals(2, subscriptionQueues().size());
    crash();
    assertEquals(List.of(), subscriptionQueues());
    assertNull(session.createSharedConsumer(topic, "shared").receiveNoWait());
  }

  /** A message that is held longer than its subscription goes when it is settled. */
  @Test
  void anEndedSubscriptionGoesOnceItsMessagesAreSettled() throws Exception {
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = client.createConsumer(topic);
    publish("a");
    TextMessage held = receive(consumer);
    consumer.close();
    var node = ((LeaseMQConnection) connection).shared().node();
    node.runServices();
    assertEquals(1, subscriptionQueues().size());
    held.acknowledge();
    node.runServices();
    assertEquals(List.of(), subscriptionQueues());
    assertTrue(node.queues().stream().noneMatch(Queue::temporary));
  }
}
