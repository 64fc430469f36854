package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Timeout;

/** One provider for all tests, names that are unique, and what tests need again and again. */
@DisplayNameGeneration(Sentences.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SpecFixture {

  /** Within it comes what must come, in milliseconds. */
  static final long SOON = 15_000;

  /** For so long a test looks whether something comes that must not, in milliseconds. */
  static final long WHILE = 60;

  static final Provider PROVIDER = Provider.current();

  private static final AtomicLong NAMES = new AtomicLong();

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

  @AfterEach
  void closeAll() throws Exception {
    while (!toClose.isEmpty()) {
      toClose.pop().close();
    }
  }

  final <C extends AutoCloseable> C closing(C resource) {
    toClose.push(resource);
    return resource;
  }

  /** A name that nobody has used. */
  static String unique(String prefix) {
    return prefix + "-" + NAMES.incrementAndGet();
  }

  final Connection connect() throws JMSException {
    return closing(PROVIDER.connections().createConnection());
  }

  final Connection started() throws JMSException {
    Connection connection = connect();
    connection.start();
    return connection;
  }

  /** A session of a started connection. */
  final Session session(int mode) throws JMSException {
    return started().createSession(mode);
  }

  final Session session() throws JMSException {
    return session(Session.AUTO_ACKNOWLEDGE);
  }

  final JMSContext context(int mode) {
    return closing(PROVIDER.connections().createContext(mode));
  }

  final JMSContext context() {
    return context(JMSContext.AUTO_ACKNOWLEDGE);
  }

  static Queue queue(Session session) throws JMSException {
    return session.createQueue(unique("queue"));
  }

  static Topic topic(Session session) throws JMSException {
    return session.createTopic(unique("topic"));
  }

  static Queue queue(JMSContext context) {
    return context.createQueue(unique("queue"));
  }

  static Topic topic(JMSContext context) {
    return context.createTopic(unique("topic"));
  }

  static void send(Session session, Destination destination, String... texts) throws JMSException {
    MessageProducer producer = session.createProducer(destination);
    for (String text : texts) {
      producer.send(session.createTextMessage(text));
    }
    producer.close();
  }

  static void send(JMSContext context, Destination destination, String... texts) {
    for (String text : texts) {
      context.createProducer().send(destination, text);
    }
  }

  /** The next message, which must come. */
  static Message next(MessageConsumer consumer) throws JMSException {
    Message message = consumer.receive(SOON);
    assertNotNull(message, "no message came");
    return message;
  }

  static Message next(JMSConsumer consumer) {
    Message message = consumer.receive(SOON);
    assertNotNull(message, "no message came");
    return message;
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T element = queue.poll(SOON, TimeUnit.MILLISECONDS);
    assertNotNull(element, "nothing came");
    return element;
  }

  static String text(Message message) throws JMSException {
    assertNotNull(message, "no message came");
    return ((TextMessage) message).getText();
  }

  /** These come next, in this order. */
  static void assertReceives(MessageConsumer consumer, String... texts) throws JMSException {
    for (String text : texts) {
      assertEquals(text, text(next(consumer)));
    }
  }

  static void assertReceives(JMSConsumer consumer, String... texts) throws JMSException {
    for (String text : texts) {
      assertEquals(text, text(next(consumer)));
    }
  }

  static void assertNothing(MessageConsumer consumer) throws JMSException {
    assertNull(consumer.receive(WHILE));
  }

  static void assertNothing(JMSConsumer consumer) {
    assertNull(consumer.receive(WHILE));
  }

  /** Sends it to a queue of its own and receives it there. */
  final Message passed(Message message) throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    session.createProducer(queue).send(message);
    return next(session.createConsumer(queue));
  }

  static void join(Thread thread) throws InterruptedException {
    thread.join(SOON);
    assertFalse(thread.isAlive(), () -> "still at work: " + thread);
  }

  /** Waits until the thread waits for something. */
  static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }
}
