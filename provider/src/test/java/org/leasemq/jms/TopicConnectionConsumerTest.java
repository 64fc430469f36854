package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, 11.2: ConnectionConsumers on all kinds of subscription. */
class TopicConnectionConsumerTest extends JmsFixture {

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final TestServerSessions pool = closing(new TestServerSessions());
  private Connection connection;
  private Session publishing;
  private Topic topic;

  @BeforeEach
  void open() throws JMSException {
    connection = connect();
    connection.setClientID("me");
    connection.start();
    pool.add(connection.createSession(), message -> Unchecked.run(() -> seen.add(text(message))));
    publishing = started().createSession();
    topic = publishing.createTopic("prices");
  }

  private void publish(String text) throws JMSException {
    try (MessageProducer producer = publishing.createProducer(topic)) {
      producer.send(publishing.createTextMessage(text));
    }
  }

  @Test
  void aPlainOneEndsItsSubscription() throws Exception {
    ConnectionConsumer consumer =
        connection.createConnectionConsumer(topic, "JMSPriority = 4", pool, 5);
    publish("a");
    assertEquals("a", next(seen));
    consumer.close();
    publish("b");
    connection.createConnectionConsumer(topic, null, pool, 1);
    publish("c");
    assertEquals("c", next(seen));
  }

  @Test
  void aDurableOneIsTheOneConsumer() throws Exception {
    ConnectionConsumer consumer =
        connection.createDurableConnectionConsumer(topic, "all", null, pool, 1);
    Session session = connection.createSession();
    assertThrows(JMSException.class, () -> session.createDurableConsumer(topic, "all"));
    assertThrows(
        JMSException.class,
        () -> connection.createDurableConnectionConsumer(topic, "all", null, pool, 1));
    assertThrows(IllegalStateException.class, () -> session.unsubscribe("all"));
    publish("a");
    assertEquals("a", next(seen));
    consumer.close();
    publish("b");
    connection.createDurableConnectionConsumer(topic, "all", null, pool, 1).close();
    MessageConsumer after = session.createDurableConsumer(topic, "all");
    connection.close();
    assertThrows(IllegalStateException.class, after::receiveNoWait);
    Connection again = connect();
    again.setClientID("me");
    again.start();
    Session next = again.createSession();
    boolean gone = next.createDurableConsumer(topic, "all").receiveNoWait() == null;
    assertEquals(gone, "b".equals(seen.poll()), "b was delivered once");
  }

  @Test
  void sharedOnesShareWithOtherConsumers() throws Exception {
    for (boolean durable : new boolean[] {false, true}) {
      ConnectionConsumer one = shared(durable);
      ConnectionConsumer two = shared(durable);
      TreeSet<String> received = new TreeSet<>();
      for (int i = 0; i < 10; i++) {
        publish("m" + i);
      }
      for (int i = 0; i < 10; i++) {
        assertTrue(received.add(next(seen)));
      }
      one.close();
      publish("x");
      assertEquals("x", next(seen));
      two.close();
      assertNull(seen.poll());
    }
  }

  private ConnectionConsumer shared(boolean durable) throws JMSException {
    return durable
        ? connection.createSharedDurableConnectionConsumer(topic, "work", null, pool, 2)
        : connection.createSharedConnectionConsumer(topic, "work", null, pool, 2);
  }

  @Test
  void aSharedDurableOneKeepsWhatIsPublishedMeanwhile() throws Exception {
    shared(true).close();
    publish("a");
    shared(true);
    assertEquals("a", next(seen));
  }

  @Test
  void theLegacyInterfaceHasThem() throws Exception {
    factory.setClientId("legacy");
    TopicConnection legacy = closing(factory.createTopicConnection());
    TopicSession session = legacy.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    TestServerSessions own = closing(new TestServerSessions());
    own.add(session, message -> Unchecked.run(() -> seen.add(text(message))));
    legacy.start();
    legacy.createConnectionConsumer(topic, null, own, 1);
    legacy.createDurableConnectionConsumer(topic, "all", null, own, 1);
    publish("a");
    assertEquals("a", next(seen));
    assertEquals("a", next(seen));
  }

  @Test
  void invalidArgumentsAreRefused() throws Exception {
    assertThrows(
        InvalidDestinationException.class,
        () -> connection.createConnectionConsumer((Topic) null, null, pool, 1));
    assertThrows(
        InvalidDestinationException.class,
        () -> connection.createDurableConnectionConsumer(null, "s", null, pool, 1));
    assertThrows(
        InvalidDestinationException.class,
        () -> connection.createSharedConnectionConsumer(null, "s", null, pool, 1));
    assertThrows(
        InvalidDestinationException.class,
        () -> connection.createSharedDurableConnectionConsumer(null, "s", null, pool, 1));
    assertThrows(
        InvalidSelectorException.class,
        () -> connection.createConnectionConsumer(topic, "a =", pool, 1));
    assertThrows(
        InvalidSelectorException.class,
        () -> connection.createDurableConnectionConsumer(topic, "s", "a =", pool, 1));
    assertThrows(
        JMSException.class,
        () -> connection.createSharedConnectionConsumer(topic, "", null, pool, 1));
    assertThrows(
        JMSException.class,
        () -> connection.createSharedDurableConnectionConsumer(topic, "s", null, null, 1));
    assertThrows(
        IllegalStateException.class,
        () -> connect().createDurableConnectionConsumer(topic, "s", null, pool, 1));
    // Nothing was left behind by what was refused.
    connection.createDurableConnectionConsumer(topic, "s", null, pool, 1);
  }
}
