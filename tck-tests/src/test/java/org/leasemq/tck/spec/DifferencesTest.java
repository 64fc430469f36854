package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import org.junit.jupiter.api.Test;

/**
 * The same programs on LeaseMQ and on Artemis. Where the two differ, the test quotes the sentence
 * of Jakarta Messaging 3.1 that decides.
 */
class DifferencesTest extends SpecFixture {

  /** What it returns is what it saw; an exception that it throws is named. */
  private interface Program {
    Object run(Provider provider, Connection connection) throws JMSException;
  }

  private interface Call {
    void run() throws JMSException;
  }

  private static final class Artemis {
    private static final Provider PROVIDER = new ArtemisProvider();
  }

  private static String outcome(Call call) throws JMSException {
    try {
      call.run();
      return "done";
    } catch (JMSException | RuntimeException e) {
      return e.getClass().getSimpleName();
    }
  }

  private static Object run(Provider provider, Program program) throws JMSException {
    try (Connection connection = provider.connections().createConnection()) {
      return program.run(provider, connection);
    }
  }

  private static void assertSame(Object expected, Program program) throws JMSException {
    assertDiffer(expected, expected, program);
  }

  private static void assertDiffer(Object leasemq, Object artemis, Program program)
      throws JMSException {
    assertEquals(leasemq, run(PROVIDER, program), "LeaseMQ");
    assertEquals(artemis, run(Artemis.PROVIDER, program), "Artemis");
  }

  private static Message passed(Connection connection, Message message) throws JMSException {
    Session session = connection.createSession();
    Queue queue = queue(session);
    session.createProducer(queue).send(message);
    connection.start();
    return next(session.createConsumer(queue));
  }

  @Test
  void bothRedeliverInOrderAfterARollback() throws JMSException {
    assertSame(
        "a false, b false, a true, b true, c false",
        (provider, connection) -> {
          Session session = connection.createSession(Session.SESSION_TRANSACTED);
          Queue queue = queue(session);
          send(session, queue, "a", "b", "c");
          session.commit();
          connection.start();
          MessageConsumer consumer = session.createConsumer(queue);
          String seen = seen(next(consumer)) + ", " + seen(next(consumer));
          session.rollback();
          for (int i = 0; i < 3; i++) {
            seen += ", " + seen(next(consumer));
          }
          session.commit();
          return seen;
        });
  }

  private static String seen(Message message) throws JMSException {
    return text(message) + " " + message.getJMSRedelivered();
  }

  @Test
  void bothKeepADurableSubscriptionAndDropANonDurableOne() throws JMSException {
    assertSame(
        "durable",
        (provider, connection) -> {
          connection.setClientID(unique("client"));
          connection.start();
          Session session = connection.createSession();
          Topic topic = topic(session);
          session.createDurableConsumer(topic, "s").close();
          session.createConsumer(topic).close();
          send(session, topic, "durable");
          MessageConsumer nonDurable = session.createConsumer(topic);
          MessageConsumer durable = session.createDurableConsumer(topic, "s");
          String text = text(next(durable));
          assertNothing(nonDurable);
          durable.close();
          session.unsubscribe("s");
          return text;
        });
  }

  /** 6.1.2: "immediately after creating the Connection […] and before any other action". */
  @Test
  @Section("6.1.2")
  void theClientIdIsTooLateAfterStop() throws JMSException {
    assertDiffer(
        "IllegalStateException",
        "done",
        (provider, connection) -> {
          connection.stop();
          return outcome(() -> connection.setClientID(unique("late")));
        });
  }

  /** 3.5.7: "This leaves the message with an empty set of properties." */
  @Test
  @Section("3.5.7")
  void clearPropertiesLeavesNone() throws JMSException {
    assertDiffer(
        false,
        true,
        (provider, connection) -> {
          Message received = passed(connection, connection.createSession().createMessage());
          received.clearProperties();
          return received.propertyExists("JMSXDeliveryCount");
        });
  }

  /** 3.4.11: "Any values set […] prior to sending a message will be ignored and overwritten." */
  @Test
  @Section("3.4.13")
  void theDeliveryTimeThatAClientSetsIsOverwritten() throws JMSException {
    assertDiffer(
        false,
        true,
        (provider, connection) -> {
          Session session = connection.createSession();
          Message message = session.createMessage();
          message.setJMSDeliveryTime(Long.MAX_VALUE);
          session.createProducer(queue(session)).send(message);
          return message.getJMSDeliveryTime() == Long.MAX_VALUE;
        });
  }

  /** 3.11.3: "the current position of the read pointer must not be incremented". */
  @Test
  @Section("3.11.3")
  void aStreamStaysWhereItWasWhenAReadFails() throws JMSException {
    assertDiffer(
        "abc",
        "MessageFormatException",
        (provider, connection) -> {
          StreamMessage message = connection.createSession().createStreamMessage();
          message.writeString("abc");
          message.writeLong(7);
          StreamMessage stream = (StreamMessage) passed(connection, message);
          outcome(() -> stream.readInt());
          outcome(() -> stream.readChar());
          outcome(() -> stream.readBytes(new byte[1]));
          try {
            return stream.readString();
          } catch (JMSException e) {
            return e.getClass().getSimpleName();
          }
        });
  }

  /** 3.12: "All of these methods must be implemented to copy their input objects". */
  @Test
  @Section("3.12")
  void bytesAreCopiedIntoAMap() throws JMSException {
    assertDiffer(
        (byte) 1,
        (byte) 9,
        (provider, connection) -> {
          MapMessage map = connection.createSession().createMapMessage();
          byte[] bytes = {1};
          map.setBytes("b", bytes);
          bytes[0] = 9;
          return map.getBytes("b")[0];
        });
  }

  /** 10.3: InvalidDestinationException if a destination "is no longer valid". */
  @Test
  @Section("10.3")
  void aDeletedTemporaryQueueIsNoLongerValid() throws JMSException {
    assertDiffer(
        "InvalidDestinationException",
        "done",
        (provider, connection) -> {
          Session session = connection.createSession();
          TemporaryQueue queue = session.createTemporaryQueue();
          var producer = session.createProducer(queue);
          queue.delete();
          return outcome(() -> producer.send(session.createMessage()));
        });
  }

  /**
   * 8.3.4: "and an unshared durable subscription already exists […] a JMSException […] is thrown".
   */
  @Test
  @Section("8.3.4")
  void aSharedDurableSubscriptionIsRefusedWhereAnUnsharedOneIs() throws JMSException {
    assertDiffer(
        "refused",
        "done",
        (provider, connection) -> {
          connection.setClientID(unique("client"));
          Session session = connection.createSession();
          Topic topic = topic(session);
          session.createDurableConsumer(topic, "s").close();
          return outcome(() -> session.createSharedDurableConsumer(topic, "s")).equals("done")
              ? "done"
              : "refused";
        });
  }

  /** 9.2: "the Jakarta Messaging provider must throw an IllegalStateException". */
  @Test
  @Section("9.2")
  void aQueueConnectionRefusesTheMethodsOfTopics() throws JMSException {
    assertDiffer(
        "IllegalStateException",
        "done",
        (provider, connection) -> {
          Topic topic = topic(connection.createSession());
          try (QueueConnection queues = provider.queueConnections().createQueueConnection()) {
            return outcome(
                () -> queues.createSharedConnectionConsumer(topic, "s", null, () -> null, 1));
          }
        });
  }

  /** TopicPublisher.publish: "MessageFormatException - if an invalid message is specified". */
  @Test
  @Section("TopicPublisher.publish")
  void aNullMessageIsInvalid() throws JMSException {
    assertDiffer(
        "MessageFormatException",
        "NullPointerException",
        (provider, connection) -> {
          try (var topics = provider.topicConnections().createTopicConnection()) {
            var session = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
            var publisher = session.createPublisher(topic(session));
            return outcome(() -> publisher.publish(null));
          }
        });
  }
}
