package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.LeaseMQConnectionFactory;

/**
 * A program as users of Amazon's JMS library for SQS write it, from what its documentation shows:
 * all of it is the standard interface, the properties and the mode of that library; only the
 * connection factory is another.
 */
class AmazonLibraryProgramTest {

  private static final int UNORDERED_ACKNOWLEDGE = 100;
  private static final long SOON = 20_000;

  private final ConnectionFactory factory =
      new LeaseMQConnectionFactory("jdbc:h2:mem:" + UUID.randomUUID());
  private Connection connection;

  @BeforeEach
  void connect() throws JMSException {
    connection = factory.createConnection();
  }

  @AfterEach
  void close() throws JMSException {
    connection.close();
  }

  @Test
  void sendsAndReceivesOneAfterTheOther() throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    Queue queue = session.createQueue("MyQueue");
    session.createProducer(queue).send(session.createTextMessage("Hello World!"));
    MessageConsumer consumer = session.createConsumer(queue);
    connection.start();
    Message received = consumer.receive(SOON);
    assertEquals("Hello World!", ((TextMessage) received).getText());
    assertEquals(1, received.getIntProperty("JMSXDeliveryCount"));
    assertNull(consumer.receiveNoWait());
  }

  @Test
  void sendsToAFifoQueueWithGroupAndDeduplicationId() throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    Queue queue = session.createQueue("MyQueue.fifo");
    MessageProducer producer = session.createProducer(queue);
    for (int i = 0; i < 2; i++) {
      TextMessage message = session.createTextMessage("Hello World!");
      message.setStringProperty("JMSXGroupID", "Default");
      message.setStringProperty("JMS_SQS_DeduplicationId", "hello");
      producer.send(message);
      assertTrue(Long.parseLong(message.getStringProperty("JMS_SQS_SequenceNumber")) > 0);
    }
    connection.start();
    MessageConsumer consumer = session.createConsumer(queue);
    Message received = consumer.receive(SOON);
    assertEquals("Default", received.getStringProperty("JMSXGroupID"));
    assertEquals("hello", received.getStringProperty("JMS_SQS_DeduplicationId"));
    assertNotNull(received.getStringProperty("JMS_SQS_SequenceNumber"));
    assertNull(consumer.receiveNoWait());
  }

  @Test
  void listens() throws Exception {
    BlockingQueue<Message> seen = new LinkedBlockingQueue<>();
    Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
    Queue queue = session.createQueue("MyQueue");
    session
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              try {
                message.acknowledge();
                seen.add(message);
              } catch (JMSException e) {
                throw new IllegalStateException(e);
              }
            });
    connection.start();
    Session sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    sending.createProducer(queue).send(sending.createTextMessage("Hello World!"));
    assertNotNull(seen.poll(SOON, TimeUnit.MILLISECONDS));
  }

  @Test
  void clientAcknowledgeAcknowledgesWhatCameBeforeToo() throws JMSException {
    assertNull(leftAfterAcknowledgingTheSecond(Session.CLIENT_ACKNOWLEDGE));
  }

  @Test
  void unorderedAcknowledgeAcknowledgesOneMessageAlone() throws JMSException {
    assertEquals("first", leftAfterAcknowledgingTheSecond(UNORDERED_ACKNOWLEDGE));
  }

  private String leftAfterAcknowledgingTheSecond(int mode) throws JMSException {
    Session session = connection.createSession(false, mode);
    Queue queue = session.createQueue("MyQueue");
    MessageProducer producer = session.createProducer(queue);
    producer.send(session.createTextMessage("first"));
    producer.send(session.createTextMessage("second"));
    connection.start();
    MessageConsumer consumer = session.createConsumer(queue);
    assertEquals("first", ((TextMessage) consumer.receive(SOON)).getText());
    Message second = consumer.receive(SOON);
    assertEquals("second", ((TextMessage) second).getText());
    second.acknowledge();
    session.close();
    Session next = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    TextMessage left = (TextMessage) next.createConsumer(queue).receiveNoWait();
    return left == null ? null : left.getText();
  }
}
