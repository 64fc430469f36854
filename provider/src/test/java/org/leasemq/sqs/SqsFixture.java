package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.LeaseMQQueue;
import org.leasemq.engine.Node;
import org.leasemq.engine.NodeConfiguration;
import org.leasemq.jms.ConnectionSettings;
import org.leasemq.jms.Domain;
import org.leasemq.jms.LeaseMQXAConnection;
import org.leasemq.jms.NodeHold;
import org.leasemq.jms.Selectors;
import org.leasemq.jms.SharedNode;
import org.leasemq.jms.message.ObjectMessagePolicy;
import org.leasemq.queue.LeaseTerms;
import org.leasemq.queue.Permission;
import org.leasemq.store.SettableClock;
import org.leasemq.store.jdbc.JdbcStores;

/** A node whose clock is set, a connection to it, and short words for what the tests do. */
abstract class SqsFixture {

  static final long SOON = 20_000;
  static final int INDIVIDUAL = 100;

  final SettableClock clock = new SettableClock();
  final SharedNode shared =
      new SharedNode(
          Node.start(
              NodeConfiguration.named("test"),
              JdbcStores.open(
                  "jdbc:h2:mem:" + UUID.randomUUID(), "test", Selectors::compiled, clock)));
  final BlockingQueue<Object> problems = new LinkedBlockingQueue<>();
  LeaseMQXAConnection connection;
  Session session;

  @BeforeEach
  void open() throws JMSException {
    connection = connect(LeaseTerms.OF_THE_QUEUE);
    connection.setExceptionListener(problems::add);
    session = connection.createSession(INDIVIDUAL);
  }

  @AfterEach
  void close() throws JMSException {
    connection.close();
    shared.close();
  }

  LeaseMQXAConnection connect(LeaseTerms terms) throws JMSException {
    LeaseMQXAConnection made =
        new LeaseMQXAConnection(
            hold(), new ConnectionSettings(null, ObjectMessagePolicy.CLOSED, terms, Domain.COMMON));
    made.start();
    return made;
  }

  private NodeHold hold() {
    return new NodeHold(shared, this::hold, () -> {});
  }

  /** The queue, with the settings that the object sets. */
  org.leasemq.queue.Queue resolve(LeaseMQQueue queue) throws JMSException {
    return hold().access().queue(Permission.RECEIVE, queue);
  }

  /** A queue as SQS has it: leases that nobody extends. */
  static LeaseMQQueue sqsQueue(String name) {
    LeaseMQQueue queue = new LeaseMQQueue(name);
    queue.setLeaseExtension(false);
    return queue;
  }

  /** Lets time pass, and the node see to what is due. */
  void pass(Duration time) {
    clock.advance(time);
    shared.node().runServices();
  }

  static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  void send(Queue queue, String... texts) throws JMSException {
    for (String text : texts) {
      sendTo(queue, session.createTextMessage(text));
    }
  }

  void sendToGroup(Queue queue, String group, String... texts) throws JMSException {
    for (String text : texts) {
      Message message = session.createTextMessage(text);
      message.setStringProperty("JMSXGroupID", group);
      message.setStringProperty("JMS_SQS_DeduplicationId", UUID.randomUUID().toString());
      sendTo(queue, message);
    }
  }

  void sendTo(Queue queue, Message message) throws JMSException {
    try (MessageProducer producer = session.createProducer(queue)) {
      producer.send(message);
    }
  }

  /** What a consumer gets now; null if there is nothing for it. */
  Message tryReceive(Queue queue) throws JMSException {
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      return consumer.receiveNoWait();
    }
  }

  Message receive(Queue queue) throws JMSException {
    return receive(session, queue);
  }

  static Message receive(Session from, Queue queue) throws JMSException {
    try (MessageConsumer consumer = from.createConsumer(queue)) {
      Message message = consumer.receive(SOON);
      assertNotNull(message, "no message came");
      return message;
    }
  }

  /** Receives that text, and leaves it to the caller to acknowledge it. */
  Message receive(Queue queue, String text) throws JMSException {
    Message message = receive(queue);
    assertEquals(text, text(message));
    return message;
  }

  void nothingIn(Queue queue) throws JMSException {
    Message message = tryReceive(queue);
    assertNull(message, () -> "there should be nothing");
  }

  static String text(Message message) throws JMSException {
    assertNotNull(message, "no message came");
    return ((TextMessage) message).getText();
  }

  static int count(Message message) throws JMSException {
    return message.getIntProperty("JMSXDeliveryCount");
  }

  static void leaseOver(Executable attempt) {
    JMSException e = assertThrows(JMSException.class, attempt);
    assertEquals("LeaseOver", e.getErrorCode(), e.getMessage());
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T element = queue.poll(SOON, TimeUnit.MILLISECONDS);
    assertNotNull(element, "nothing came");
    return element;
  }
}
