package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicRequestor;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, 4.2 and 8.3.1: publishing, and subscriptions of one consumer. */
class TopicTest extends JmsFixture {

  private Connection connection;
  private Session session;
  private Topic topic;

  @BeforeEach
  void open() throws JMSException {
    connection = started();
    session = connection.createSession();
    topic = session.createTopic("prices");
  }

  private static void publish(Session from, Topic to, String... texts) throws JMSException {
    try (MessageProducer producer = from.createProducer(to)) {
      for (String text : texts) {
        producer.send(from.createTextMessage(text));
      }
    }
  }

  private static void assertNothing(MessageConsumer consumer) throws JMSException {
    assertNull(consumer.receiveNoWait());
  }

  /** 4.2.2: each message goes to every subscription; what came before is not for it. */
  @Test
  void eachSubscriberGetsEachMessage() throws JMSException {
    publish(session, topic, "too early");
    MessageConsumer one = session.createConsumer(topic);
    MessageConsumer two = started().createSession().createConsumer(topic);
    publish(session, topic, "a", "b");
    for (MessageConsumer each : List.of(one, two)) {
      assertEquals("a", receive(each).getText());
      assertEquals("b", receive(each).getText());
      assertNothing(each);
    }
  }

  @Test
  void aMessageOfATopicNamesIt() throws JMSException {
    MessageConsumer consumer = session.createConsumer(topic);
    TextMessage sent = session.createTextMessage("a");
    sent.setJMSReplyTo(session.createTopic("replies"));
    session.createProducer(topic).send(sent);
    assertEquals(topic, sent.getJMSDestination());
    Message received = receive(consumer);
    assertEquals(topic, received.getJMSDestination());
    assertTrue(received.getJMSDestination() instanceof Topic);
    assertTrue(received.getJMSReplyTo() instanceof Topic);
    assertEquals(session.createTopic("replies"), received.getJMSReplyTo());
    assertEquals(1, received.getIntProperty("JMSXDeliveryCount"));
    assertFalse(received.getJMSRedelivered());
    session.createProducer(null).send(received.getJMSReplyTo(), session.createMessage());
  }

  @Test
  void aQueueMayHaveTheSameName() throws JMSException {
    Queue queue = session.createQueue("prices");
    MessageConsumer subscriber = session.createConsumer(topic);
    MessageConsumer receiver = session.createConsumer(queue);
    publish(session, topic, "published");
    send(session, queue, "sent");
    assertEquals("published", receive(subscriber).getText());
    assertEquals("sent", receive(receiver).getText());
    assertNothing(subscriber);
    assertNothing(receiver);
  }

  @Test
  void aClosedSubscriberLeavesNothingForTheNext() throws JMSException {
    MessageConsumer first = session.createConsumer(topic);
    publish(session, topic, "a");
    first.close();
    MessageConsumer second = session.createConsumer(topic);
    publish(session, topic, "b");
    assertEquals("b", receive(second).getText());
  }

  /** 8.3.1: only what the selector selects is added. */
  @Test
  void aSelectorSelects() throws JMSException {
    MessageConsumer reds = session.createConsumer(topic, "colour = 'red'");
    assertEquals("colour = 'red'", reds.getMessageSelector());
    MessageConsumer all = session.createConsumer(topic, "");
    assertNull(all.getMessageSelector());
    for (String colour : List.of("blue", "red")) {
      TextMessage message = session.createTextMessage(colour);
      message.setStringProperty("colour", colour);
      session.createProducer(topic).send(message);
    }
    assertEquals("red", receive(reds).getText());
    assertNothing(reds);
    assertEquals("blue", receive(all).getText());
    assertEquals("red", receive(all).getText());
    assertThrows(InvalidSelectorException.class, () -> session.createConsumer(topic, "a ="));
  }

  /** 8.3.1: noLocal shuts out what the own connection publishes, in whatever session. */
  @Test
  void noLocalShutsOutTheOwnConnection() throws JMSException {
    MessageConsumer consumer = session.createConsumer(topic, null, true);
    publish(session, topic, "own");
    publish(connection.createSession(), topic, "own too");
    publish(connect().createSession(), topic, "foreign");
    assertEquals("foreign", receive(consumer).getText());
    assertNothing(consumer);
  }

  @Test
  void noLocalHoldsForAConnectionWithAClientIdToo() throws JMSException {
    Connection named = connect();
    named.setClientID("me");
    named.start();
    Session own = named.createSession();
    MessageConsumer consumer = own.createConsumer(topic, null, true);
    publish(own, topic, "own");
    publish(session, topic, "foreign");
    assertEquals("foreign", receive(consumer).getText());
    assertNothing(consumer);
  }

  @Test
  void messagesComeByPriorityAndInOrder() throws JMSException {
    MessageConsumer consumer = session.createConsumer(topic);
    MessageProducer producer = session.createProducer(topic);
    producer.send(session.createTextMessage("a"), DeliveryMode.NON_PERSISTENT, 4, 0);
    producer.send(session.createTextMessage("b"), DeliveryMode.PERSISTENT, 4, 0);
    producer.send(session.createTextMessage("urgent"), DeliveryMode.PERSISTENT, 9, 0);
    assertEquals("urgent", receive(consumer).getText());
    assertEquals("a", receive(consumer).getText());
    assertEquals("b", receive(consumer).getText());
  }

  @Test
  void aListenerGetsWhatIsPublished() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    Session listening = connection.createSession();
    listening
        .createConsumer(topic)
        .setMessageListener(message -> Unchecked.run(() -> seen.add(text(message))));
    publish(session, topic, "a", "b");
    assertEquals("a", next(seen));
    assertEquals("b", next(seen));
  }

  /** 7.3. */
  @Test
  void anAsynchronousSendCompletes() throws Exception {
    BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    MessageConsumer consumer = session.createConsumer(topic);
    MessageProducer producer = session.createProducer(topic);
    producer.send(
        session.createTextMessage("a"),
        new CompletionListener() {
          @Override
          public void onCompletion(Message message) {
            seen.add(message);
          }

          @Override
          public void onException(Message message, Exception exception) {
            seen.add(exception);
          }
        });
    assertEquals("a", text((Message) next(seen)));
    assertEquals("a", receive(consumer).getText());
  }

  /** 6.2.7: publishes and receipts of a transaction take effect with its commit. */
  @Test
  void aTransactionPublishesWithItsCommit() throws JMSException {
    Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = session.createConsumer(topic);
    publish(transacted, topic, "rolled back");
    transacted.rollback();
    publish(transacted, topic, "a");
    assertNothing(consumer);
    transacted.commit();
    assertEquals("a", receive(consumer).getText());
  }

  @Test
  void aRollbackRedelivers() throws JMSException {
    Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = transacted.createConsumer(topic);
    publish(session, topic, "a", "b");
    receive(consumer);
    transacted.rollback();
    TextMessage again = receive(consumer);
    assertEquals("a", again.getText());
    assertTrue(again.getJMSRedelivered());
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
    assertEquals("b", receive(consumer).getText());
    transacted.commit();
    assertNothing(consumer);
  }

  @Test
  void recoverRedelivers() throws JMSException {
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = client.createConsumer(topic);
    publish(session, topic, "a", "b");
    receive(consumer);
    receive(consumer);
    client.recover();
    assertEquals("a", receive(consumer).getText());
    TextMessage again = receive(consumer);
    assertEquals("b", again.getText());
    assertTrue(again.getJMSRedelivered());
    again.acknowledge();
    client.recover();
    assertNothing(consumer);
  }

  /** What was received is settled as ever, though its subscription is over. */
  @Test
  void whatWasReceivedCanBeSettledAfterTheConsumerIsClosed() throws JMSException {
    Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
    MessageConsumer first = transacted.createConsumer(topic);
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer second = client.createConsumer(topic);
    publish(session, topic, "a", "b");
    receive(first);
    TextMessage held = receive(second);
    first.close();
    second.close();
    publish(session, topic, "nobody listens");
    send(transacted, session.createQueue("forwarded"), "a");
    transacted.commit();
    held.acknowledge();
    assertNotNull(session.createConsumer(session.createQueue("forwarded")).receiveNoWait());
  }

  /** 3.4.13: a message waits for its delivery time in each subscription. */
  @Test
  void aDelayedMessageWaits() throws JMSException {
    MessageConsumer consumer = session.createConsumer(topic);
    MessageProducer producer = session.createProducer(topic);
    producer.setDeliveryDelay(300);
    producer.send(session.createTextMessage("a"));
    assertNothing(consumer);
    TextMessage message = receive(consumer);
    assertTrue(message.getJMSDeliveryTime() >= message.getJMSTimestamp() + 300);
  }

  @Test
  void aFifoTopicKeepsTheOrderOfEachGroup() throws JMSException {
    Topic fifo = session.createTopic("prices.fifo");
    MessageConsumer one = session.createConsumer(fifo);
    MessageConsumer two = session.createConsumer(fifo);
    for (String text : List.of("a", "b", "c")) {
      TextMessage message = session.createTextMessage(text);
      message.setStringProperty("JMSXGroupID", "g");
      session.createProducer(fifo).send(message);
    }
    for (MessageConsumer each : List.of(one, two)) {
      for (String text : List.of("a", "b", "c")) {
        assertEquals(text, receive(each).getText());
      }
    }
    assertThrows(JMSException.class, () -> publish(session, fifo, "no group"));
  }

  @Test
  void invalidTopicsAreRefused() throws JMSException {
    Topic foreign = () -> "foreign";
    for (Topic invalid : new Topic[] {null, foreign}) {
      assertThrows(InvalidDestinationException.class, () -> session.createConsumer(invalid));
      assertThrows(
          InvalidDestinationException.class, () -> session.createConsumer(invalid, "a = 1"));
      assertThrows(
          InvalidDestinationException.class, () -> session.createConsumer(invalid, null, true));
      assertThrows(
          InvalidDestinationException.class, () -> session.createSharedConsumer(invalid, "s"));
      assertThrows(
          InvalidDestinationException.class,
          () -> session.createSharedConsumer(invalid, "s", "a = 1"));
      assertThrows(
          InvalidDestinationException.class,
          () -> session.createSharedDurableConsumer(invalid, "s"));
      assertThrows(
          InvalidDestinationException.class,
          () -> session.createSharedDurableConsumer(invalid, "s", "a = 1"));
      assertThrows(
          InvalidDestinationException.class, () -> session.createDurableConsumer(invalid, "s"));
      assertThrows(
          InvalidDestinationException.class,
          () -> session.createDurableConsumer(invalid, "s", "a = 1", true));
      assertThrows(
          InvalidDestinationException.class, () -> session.createDurableSubscriber(invalid, "s"));
      assertThrows(
          InvalidDestinationException.class,
          () -> session.createDurableSubscriber(invalid, "s", "a = 1", true));
    }
    assertThrows(InvalidDestinationException.class, () -> session.createProducer(foreign));
    assertThrows(InvalidDestinationException.class, () -> session.createTopic(""));
    assertThrows(InvalidDestinationException.class, () -> session.createTopic(null));
  }

  @Test
  void aTopicThatNobodyHasMadeIsRefusedWithoutAutoCreate() throws JMSException {
    factory.setUrl(factory.getUrl() + "2");
    factory.setAutoCreate(false);
    Session strict = connect().createSession();
    Topic unknown = strict.createTopic("unknown");
    assertThrows(InvalidDestinationException.class, () -> strict.createConsumer(unknown));
    assertThrows(InvalidDestinationException.class, () -> strict.createProducer(unknown));
    assertThrows(
        InvalidDestinationException.class,
        () -> strict.createProducer(null).send(unknown, strict.createMessage()));
  }

  // The legacy interfaces.

  @Test
  void theLegacyInterfacesPublishAndSubscribe() throws JMSException {
    TopicConnection legacy = closing(factory.createTopicConnection());
    legacy.start();
    TopicSession topics = legacy.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    TopicSubscriber all = topics.createSubscriber(topic);
    TopicSubscriber foreign = topics.createSubscriber(topic, "JMSPriority > 3", true);
    assertEquals(topic, all.getTopic());
    assertFalse(all.getNoLocal());
    assertEquals(topic, foreign.getTopic());
    assertTrue(foreign.getNoLocal());
    TopicPublisher publisher = topics.createPublisher(topic);
    assertEquals(topic, publisher.getTopic());
    publisher.publish(topics.createTextMessage("a"));
    publisher.publish(topics.createTextMessage("b"), DeliveryMode.NON_PERSISTENT, 3, 60_000);
    TopicPublisher open = topics.createPublisher(null);
    assertNull(open.getTopic());
    open.publish(topic, topics.createTextMessage("c"));
    open.publish(topic, topics.createTextMessage("d"), DeliveryMode.PERSISTENT, 4, 0);
    publisher.send(topics.createTextMessage("e"));
    for (String text : List.of("a", "c", "d", "e", "b")) {
      assertEquals(text, receive(all).getText());
    }
    assertNothing(foreign);
    assertThrows(UnsupportedOperationException.class, () -> open.publish(topics.createMessage()));
    assertThrows(
        UnsupportedOperationException.class,
        () -> publisher.publish(topic, topics.createMessage()));
    assertThrows(
        InvalidDestinationException.class, () -> open.publish(null, topics.createMessage()));
    assertThrows(InvalidDestinationException.class, () -> topics.createSubscriber(null));
    assertThrows(
        InvalidDestinationException.class, () -> topics.createSubscriber(null, "a = 1", true));
    assertThrows(
        InvalidSelectorException.class, () -> topics.createSubscriber(topic, "a =", false));
  }

  /** Javadoc of QueueSession and QueueConnection: what must be refused. */
  @Test
  void aQueueSessionRefusesWhatIsForTopics() throws JMSException {
    QueueConnection legacy = closing(factory.createQueueConnection());
    QueueSession queues = legacy.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
    TestServerSessions pool = closing(new TestServerSessions());
    assertIllegal(() -> queues.createTopic("t"));
    assertIllegal(queues::createTemporaryTopic);
    assertIllegal(() -> queues.createDurableSubscriber(topic, "s"));
    assertIllegal(() -> queues.createDurableSubscriber(topic, "s", null, true));
    assertIllegal(() -> queues.createDurableConsumer(topic, "s"));
    assertIllegal(() -> queues.createDurableConsumer(topic, "s", null, true));
    assertIllegal(() -> queues.createSharedConsumer(topic, "s"));
    assertIllegal(() -> queues.createSharedConsumer(topic, "s", null));
    assertIllegal(() -> queues.createSharedDurableConsumer(topic, "s"));
    assertIllegal(() -> queues.createSharedDurableConsumer(topic, "s", null));
    assertIllegal(() -> queues.unsubscribe("s"));
    assertIllegal(() -> legacy.createDurableConnectionConsumer(topic, "s", null, pool, 1));
    assertIllegal(() -> legacy.createSharedConnectionConsumer(topic, "s", null, pool, 1));
    assertIllegal(() -> legacy.createSharedDurableConnectionConsumer(topic, "s", null, pool, 1));
  }

  /** Javadoc of TopicSession. */
  @Test
  void aTopicSessionRefusesWhatIsForQueues() throws JMSException {
    TopicSession topics =
        closing(factory.createTopicConnection())
            .createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    Queue queue = session.createQueue("q");
    assertIllegal(() -> topics.createQueue("q"));
    assertIllegal(topics::createTemporaryQueue);
    assertIllegal(() -> topics.createBrowser(queue));
    assertIllegal(() -> topics.createBrowser(queue, "a = 1"));
  }

  private static void assertIllegal(org.junit.jupiter.api.function.Executable call) {
    assertThrows(jakarta.jms.IllegalStateException.class, call);
  }

  /** 4.2.10. */
  @Test
  void aTopicRequestorGetsItsReply() throws Exception {
    MessageConsumer requests = session.createConsumer(topic);
    Thread server =
        new Thread(
            () ->
                Unchecked.run(
                    () -> {
                      Message request = requests.receive(SOON);
                      session
                          .createProducer(request.getJMSReplyTo())
                          .send(session.createTextMessage(text(request) + " back"));
                    }));
    server.start();
    TopicConnection requesting = closing(factory.createTopicConnection());
    requesting.start();
    TopicSession legacy = requesting.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    TopicRequestor requestor = new TopicRequestor(legacy, topic);
    assertEquals("there back", text(requestor.request(legacy.createTextMessage("there"))));
    requestor.close();
    join(server);
    assertThrows(InvalidDestinationException.class, () -> new TopicRequestor(legacy, null));
  }

  // The simplified interface.

  @Test
  void aContextPublishesAndSubscribes() {
    try (JMSContext context = factory.createContext()) {
      Topic simple = context.createTopic("simple");
      var consumer = context.createConsumer(simple);
      var foreign = context.createConsumer(simple, "JMSPriority = 4", true);
      context.createProducer().send(simple, "a");
      assertEquals("a", consumer.receiveBody(String.class, SOON));
      assertNull(foreign.receiveNoWait());
    }
  }
}
