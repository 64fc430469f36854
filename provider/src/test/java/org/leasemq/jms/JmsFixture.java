package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.leasemq.LeaseMQConnectionFactory;

/** A fresh store in memory for each test, and what tests of the façade need again and again. */
abstract class JmsFixture {

  static final long SOON = 20_000;

  final LeaseMQConnectionFactory factory =
      new LeaseMQConnectionFactory("jdbc:h2:mem:" + UUID.randomUUID());

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

  @AfterEach
  void closeAll() throws Exception {
    while (!toClose.isEmpty()) {
      toClose.pop().close();
    }
  }

  <C extends AutoCloseable> C closing(C resource) {
    toClose.push(resource);
    return resource;
  }

  Connection connect() throws JMSException {
    return closing(factory.createConnection());
  }

  Connection started() throws JMSException {
    Connection connection = connect();
    connection.start();
    return connection;
  }

  static void send(Session session, Queue queue, String... texts) throws JMSException {
    var producer = session.createProducer(queue);
    for (String text : texts) {
      producer.send(session.createTextMessage(text));
    }
    producer.close();
  }

  static TextMessage receive(MessageConsumer consumer) throws JMSException {
    Message message = consumer.receive(SOON);
    assertNotNull(message, "no message came");
    return (TextMessage) message;
  }

  static String text(Message message) throws JMSException {
    assertNotNull(message, "no message came");
    return ((TextMessage) message).getText();
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T element = queue.poll(SOON, TimeUnit.MILLISECONDS);
    assertNotNull(element, "nothing came");
    return element;
  }

  static void join(Thread thread) throws InterruptedException {
    thread.join(SOON);
    assertTrue(!thread.isAlive(), () -> "still at work: " + thread);
  }

  /** Waits until the thread waits inside the provider. */
  static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }
}
