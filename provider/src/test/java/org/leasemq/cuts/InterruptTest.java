package org.leasemq.cuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.LeaseMQConnectionFactory;

/**
 * Application threads that are interrupted again and again in the middle of their calls, on a store
 * on disk: an interrupt must not close its files.
 */
class InterruptTest {

  private static final int MESSAGES = 150;

  @TempDir Path directory;
  private Connection connection;
  private Queue queue;
  private int flags;

  @BeforeEach
  void open() throws JMSException {
    connection =
        new LeaseMQConnectionFactory("jdbc:h2:file:" + directory.resolve("orders"))
            .createConnection();
    connection.start();
    queue = connection.createSession().createQueue("orders");
  }

  @AfterEach
  void close() throws JMSException {
    connection.close();
  }

  /** Runs work on a thread that is interrupted all the time. */
  private void interrupted(Callable<Void> work) throws Exception {
    FutureTask<Void> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "interrupted");
    thread.start();
    while (!task.isDone()) {
      thread.interrupt();
      Thread.onSpinWait();
    }
    task.get();
    assertTrue(flags > 0, "no interrupt came in the middle of a call");
  }

  /** After a call: whoever interrupted it finds the flag. */
  private void lookAtFlag() {
    if (Thread.interrupted()) {
      flags++;
    }
  }

  private static Message message(Session session, int i) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(new byte[i % 10 == 0 ? 100_000 : 100]);
    message.setIntProperty("i", i);
    return message;
  }

  private void allAreThere() throws JMSException {
    try (Session session = connection.createSession()) {
      MessageConsumer consumer = session.createConsumer(queue);
      for (int i = 0; i < MESSAGES; i++) {
        assertEquals(i, consumer.receive(10_000).getIntProperty("i"));
      }
      assertNull(consumer.receiveNoWait());
    }
  }

  private void send() throws JMSException {
    try (Session session = connection.createSession()) {
      MessageProducer producer = session.createProducer(queue);
      for (int i = 0; i < MESSAGES; i++) {
        producer.send(message(session, i));
      }
    }
  }

  @Test
  void sendsAreDone() throws Exception {
    interrupted(
        () -> {
          Session session = connection.createSession();
          MessageProducer producer = session.createProducer(queue);
          for (int i = 0; i < MESSAGES; i++) {
            producer.send(message(session, i));
            lookAtFlag();
          }
          return null;
        });
    allAreThere();
  }

  @Test
  void commitsAreDone() throws Exception {
    interrupted(
        () -> {
          Session session = connection.createSession(Session.SESSION_TRANSACTED);
          MessageProducer producer = session.createProducer(queue);
          for (int i = 0; i < MESSAGES; i++) {
            producer.send(message(session, i));
            session.commit();
            lookAtFlag();
          }
          return null;
        });
    allAreThere();
  }

  @Test
  void acknowledgesAreDone() throws Exception {
    send();
    interrupted(
        () -> {
          Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
          MessageConsumer consumer = session.createConsumer(queue);
          for (int i = 0; i < MESSAGES; i++) {
            Message message = receive(consumer);
            assertEquals(i, message.getIntProperty("i"));
            message.acknowledge();
            lookAtFlag();
          }
          return null;
        });
    try (Session session = connection.createSession()) {
      assertNull(session.createConsumer(queue).receiveNoWait());
    }
  }

  @Test
  void receivesLoseNothing() throws Exception {
    send();
    interrupted(
        () -> {
          Session session = connection.createSession();
          MessageConsumer consumer = session.createConsumer(queue);
          for (int i = 0; i < MESSAGES; i++) {
            assertEquals(i, receive(consumer).getIntProperty("i"));
            lookAtFlag();
          }
          return null;
        });
    try (Session session = connection.createSession()) {
      assertNull(session.createConsumer(queue).receiveNoWait());
    }
  }

  /** A receive that an interrupt ends has taken nothing; it is tried until it gets a message. */
  private Message receive(MessageConsumer consumer) throws JMSException {
    while (true) {
      try {
        Message message = consumer.receive(10_000);
        if (message != null) {
          return message;
        }
      } catch (JMSException e) {
        assertTrue(e.getCause() instanceof InterruptedException, () -> Life.stack(e));
      }
      lookAtFlag();
    }
  }
}
