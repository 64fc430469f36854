package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, chapters 3, 7 and 8, and the extensions for queues. */
class SendReceiveTest extends JmsFixture {

  private Session session;
  private Queue queue;
  private MessageProducer producer;

  @BeforeEach
  void open() throws JMSException {
    session = started().createSession();
    queue = session.createQueue("orders");
    producer = session.createProducer(queue);
  }

  @Test
  void theFiveBodiesArriveAsTheyWereSent() throws JMSException {
    MessageConsumer consumer = session.createConsumer(queue);
    BytesMessage bytes = session.createBytesMessage();
    bytes.writeBytes(new byte[] {1, 2, 3});
    MapMessage map = session.createMapMessage();
    map.setInt("n", 7);
    StreamMessage stream = session.createStreamMessage();
    stream.writeString("s");
    producer.send(session.createTextMessage("text"));
    producer.send(bytes);
    producer.send(map);
    producer.send(stream);
    producer.send(session.createObjectMessage("object"));
    producer.send(session.createMessage());

    assertEquals("text", text(consumer.receive(SOON)));
    assertArrayEquals(new byte[] {1, 2, 3}, consumer.receive(SOON).getBody(byte[].class));
    assertEquals(7, ((MapMessage) consumer.receive(SOON)).getInt("n"));
    assertEquals("s", ((StreamMessage) consumer.receive(SOON)).readString());
    assertEquals("object", ((ObjectMessage) consumer.receive(SOON)).getObject());
    assertFalse(consumer.receive(SOON) instanceof TextMessage);
  }

  /** Table 3-1: what a send sets, shows on both sides. */
  @Test
  void aSendSetsTheHeaders() throws JMSException {
    Message sent = session.createTextMessage("x");
    sent.setJMSPriority(1);
    sent.setJMSDeliveryMode(DeliveryMode.PERSISTENT);
    producer.send(sent, DeliveryMode.NON_PERSISTENT, 7, 60_000);

    assertTrue(sent.getJMSMessageID().startsWith("ID:"));
    assertEquals(queue, sent.getJMSDestination());
    assertEquals(7, sent.getJMSPriority());
    assertEquals(DeliveryMode.NON_PERSISTENT, sent.getJMSDeliveryMode());
    assertEquals(sent.getJMSTimestamp() + 60_000, sent.getJMSExpiration());
    assertEquals(sent.getJMSTimestamp(), sent.getJMSDeliveryTime());

    Message received = session.createConsumer(queue).receive(SOON);
    assertEquals(sent.getJMSMessageID(), received.getJMSMessageID());
    assertEquals(sent.getJMSDestination(), received.getJMSDestination());
    assertEquals(sent.getJMSPriority(), received.getJMSPriority());
    assertEquals(sent.getJMSDeliveryMode(), received.getJMSDeliveryMode());
    assertEquals(sent.getJMSExpiration(), received.getJMSExpiration());
    assertEquals(sent.getJMSTimestamp(), received.getJMSTimestamp());
    assertFalse(received.getJMSRedelivered());
    assertEquals(1, received.getIntProperty("JMSXDeliveryCount"));
  }

  @Test
  void messageIdsDiffer() throws JMSException {
    Message message = session.createMessage();
    producer.send(message);
    String first = message.getJMSMessageID();
    producer.send(message);
    assertNotEquals(first, message.getJMSMessageID());
  }

  @Test
  void hintsSpareIdAndTimestamp() throws JMSException {
    producer.setDisableMessageID(true);
    producer.setDisableMessageTimestamp(true);
    Message message = session.createMessage();
    producer.send(message);
    assertNull(message.getJMSMessageID());
    assertEquals(0, message.getJMSTimestamp());
  }

  /** 3.4.10: higher priority first, and in order of the sends within one. */
  @Test
  void expeditedMessagesComeFirst() throws JMSException {
    producer.setPriority(2);
    producer.send(session.createTextMessage("low 1"));
    producer.send(session.createTextMessage("low 2"));
    producer.setPriority(8);
    producer.send(session.createTextMessage("high 1"));
    producer.send(session.createTextMessage("high 2"));
    MessageConsumer consumer = session.createConsumer(queue);
    assertEquals("high 1", text(consumer.receive(SOON)));
    assertEquals("high 2", text(consumer.receive(SOON)));
    assertEquals("low 1", text(consumer.receive(SOON)));
    assertEquals("low 2", text(consumer.receive(SOON)));
  }

  /** 3.4.9: an expired message is not received. */
  @Test
  void anExpiredMessageDoesNotArrive() throws JMSException {
    producer.setTimeToLive(1);
    Message message = session.createTextMessage("old");
    producer.send(message);
    producer.setTimeToLive(0);
    MessageConsumer consumer = session.createConsumer(queue, "kind = 'after'");
    // The store's clock has passed the expiration once a message with a later timestamp exists.
    Message after = session.createTextMessage("after");
    after.setStringProperty("kind", "after");
    do {
      producer.send(after);
      assertEquals("after", text(consumer.receive(SOON)));
    } while (after.getJMSTimestamp() <= message.getJMSExpiration());
    consumer.close();
    assertNull(session.createConsumer(queue).receiveNoWait());
  }

  /** 7.9: not before the delivery time, which counts from the send. */
  @Test
  void aDelayedMessageArrivesWhenItIsDue() throws JMSException {
    MessageConsumer consumer = session.createConsumer(queue);
    producer.setDeliveryDelay(300);
    Message sent = session.createTextMessage("later");
    producer.send(sent);
    producer.setDeliveryDelay(0);
    producer.send(session.createTextMessage("at once"));

    assertEquals(sent.getJMSTimestamp() + 300, sent.getJMSDeliveryTime());
    assertEquals("at once", text(consumer.receive(SOON)));
    Message received = consumer.receive(SOON);
    assertEquals("later", text(received));
    assertEquals(sent.getJMSDeliveryTime(), received.getJMSDeliveryTime());
    Message now = session.createMessage();
    producer.send(now);
    assertTrue(now.getJMSTimestamp() >= sent.getJMSDeliveryTime(), "it came before its time");
  }

  @Test
  void aDelayOnAFifoQueueIsRefused() throws JMSException {
    MessageProducer fifo = session.createProducer(session.createQueue("orders.fifo"));
    fifo.setDeliveryDelay(1000);
    Message message = session.createMessage();
    message.setStringProperty("JMSXGroupID", "g");
    assertThrows(JMSException.class, () -> fifo.send(message));
  }

  @Test
  void aFifoQueueWantsAGroup() throws JMSException {
    MessageProducer fifo = session.createProducer(session.createQueue("orders.fifo"));
    JMSException e = assertThrows(JMSException.class, () -> fifo.send(session.createMessage()));
    assertTrue(e.getMessage().contains("JMSXGroupID"), e.getMessage());
  }

  @Test
  void aDuplicateIsSuppressedAndHasItsOriginalsSequenceNumber() throws JMSException {
    Queue fifo = session.createQueue("orders.fifo");
    Message first = grouped("one");
    first.setStringProperty("JMS_SQS_DeduplicationId", "d-1");
    Message again = grouped("one again");
    again.setStringProperty("JMS_SQS_DeduplicationId", "d-1");
    MessageProducer fifoProducer = session.createProducer(fifo);
    fifoProducer.send(first);
    fifoProducer.send(again);
    fifoProducer.send(grouped("two"));

    String number = first.getStringProperty("JMS_SQS_SequenceNumber");
    assertNotNull(number);
    assertEquals(number, again.getStringProperty("JMS_SQS_SequenceNumber"));
    MessageConsumer consumer = session.createConsumer(fifo);
    Message received = consumer.receive(SOON);
    assertEquals("one", text(received));
    assertEquals(number, received.getStringProperty("JMS_SQS_SequenceNumber"));
    assertEquals("two", text(consumer.receive(SOON)));
    assertNull(consumer.receiveNoWait());
  }

  private TextMessage grouped(String text) throws JMSException {
    TextMessage message = session.createTextMessage(text);
    message.setStringProperty("JMSXGroupID", "g");
    message.setIntProperty("JMSXGroupSeq", 3);
    return message;
  }

  @Test
  void theGroupArrivesWithTheMessage() throws JMSException {
    producer.send(grouped("x"));
    Message received = session.createConsumer(queue).receive(SOON);
    assertEquals("g", received.getStringProperty("JMSXGroupID"));
    assertEquals(3, received.getIntProperty("JMSXGroupSeq"));
  }

  @Test
  void anOversizeGroupIsRefused() throws JMSException {
    Message message = session.createMessage();
    message.setStringProperty("JMSXGroupID", "g".repeat(129));
    JMSException e = assertThrows(JMSException.class, () -> producer.send(message));
    assertTrue(e.getMessage().contains("JMSXGroupID"), e.getMessage());
  }

  /** 3.8: the others stay for whom they may concern. */
  @Test
  void aSelectorSelects() throws JMSException {
    for (int i = 0; i < 10; i++) {
      Message message = session.createTextMessage("m" + i);
      message.setIntProperty("n", i);
      producer.send(message);
    }
    MessageConsumer odd = session.createConsumer(queue, "n IN (1, 3)".replace("IN (1, 3)", "= 3"));
    assertEquals("m3", text(odd.receive(SOON)));
    assertNull(odd.receiveNoWait());
    assertEquals("n = 3", odd.getMessageSelector());
    MessageConsumer all = session.createConsumer(queue);
    assertEquals("m0", text(all.receive(SOON)));
    assertNull(session.createConsumer(queue, "  ").getMessageSelector());
  }

  @Test
  void anInvalidSelectorIsRefusedAtOnce() {
    assertThrows(InvalidSelectorException.class, () -> session.createConsumer(queue, "n = = 3"));
    assertThrows(InvalidSelectorException.class, () -> session.createBrowser(queue, "("));
  }

  /** MessageProducer's Javadoc: which exception for which mistake. */
  @Test
  void mistakesOfASendAreToldApart() throws JMSException {
    Message message = session.createMessage();
    MessageProducer anonymous = session.createProducer(null);
    assertThrows(MessageFormatException.class, () -> producer.send(null));
    assertThrows(UnsupportedOperationException.class, () -> producer.send(queue, message));
    assertThrows(UnsupportedOperationException.class, () -> anonymous.send(message));
    assertThrows(
        InvalidDestinationException.class, () -> anonymous.send((Destination) null, message));
    assertThrows(JMSException.class, () -> producer.send(message, 3, 4, 0));
    assertThrows(JMSException.class, () -> producer.send(message, 2, 10, 0));
    assertThrows(JMSException.class, () -> producer.setPriority(-1));
    assertThrows(JMSException.class, () -> producer.setDeliveryMode(0));
    assertThrows(JMSException.class, () -> producer.setTimeToLive(-1));
    assertThrows(JMSException.class, () -> producer.setDeliveryDelay(-1));
    assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null));
    assertThrows(InvalidDestinationException.class, () -> session.createBrowser(null));
    assertThrows(JMSException.class, () -> session.createQueue(""));
  }

  @Test
  void anUnidentifiedProducerSendsAnywhere() throws JMSException {
    MessageProducer anonymous = session.createProducer(null);
    assertNull(anonymous.getDestination());
    anonymous.send(queue, session.createTextMessage("x"));
    assertEquals("x", text(session.createConsumer(queue).receive(SOON)));
  }

  @Test
  void receiveNoWaitFindsWhatIsThere() throws JMSException {
    MessageConsumer consumer = session.createConsumer(queue);
    assertNull(consumer.receiveNoWait());
    producer.send(session.createTextMessage("x"));
    assertEquals("x", text(consumer.receiveNoWait()));
    assertNull(consumer.receive(1));
  }

  @Test
  void anotherProvidersMessageIsCopiedAndItsHeadersSetBack() throws JMSException {
    ForeignText foreign = ForeignText.of("x", session);
    producer.send(foreign);
    assertTrue(foreign.getJMSMessageID().startsWith("ID:"));
    assertEquals("x", text(session.createConsumer(queue).receive(SOON)));
  }

  @Test
  void theLegacyInterfaceForQueues() throws JMSException {
    QueueConnection connection = closing(factory.createQueueConnection());
    connection.start();
    QueueSession legacy = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
    QueueSender sender = legacy.createSender(queue);
    sender.send(legacy.createTextMessage("x"));
    QueueReceiver receiver = legacy.createReceiver(queue);
    assertEquals(queue, receiver.getQueue());
    assertEquals(queue, sender.getQueue());
    assertEquals("x", text(receiver.receive(SOON)));
    assertThrows(jakarta.jms.IllegalStateException.class, () -> legacy.createTopic("t"));
    assertThrows(jakarta.jms.IllegalStateException.class, legacy::createTemporaryTopic);
    assertThrows(
        jakarta.jms.IllegalStateException.class,
        () -> legacy.createDurableConsumer(session.createTopic("t"), "s"));
    assertThrows(jakarta.jms.IllegalStateException.class, () -> legacy.unsubscribe("s"));
    assertThrows(
        jakarta.jms.IllegalStateException.class,
        () -> connection.createDurableConnectionConsumer(null, "s", null, null, 1));
  }

  @Test
  void theLegacyInterfaceForTopicsRefusesQueues() throws JMSException {
    var topics =
        closing(factory.createTopicConnection())
            .createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    assertThrows(jakarta.jms.IllegalStateException.class, () -> topics.createQueue("q"));
    assertThrows(jakarta.jms.IllegalStateException.class, () -> topics.createBrowser(queue));
    assertThrows(jakarta.jms.IllegalStateException.class, topics::createTemporaryQueue);
  }
}
