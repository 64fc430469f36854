package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.Queue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, 2.6 to 2.10: the simplified interface. */
class ContextTest extends JmsFixture {

  private JMSContext context;
  private Queue queue;

  @BeforeEach
  void open() {
    context = closing(factory.createContext());
    queue = context.createQueue("orders");
  }

  @Test
  void bodiesAreSentAndReceivedDirectly() {
    JMSProducer producer = context.createProducer();
    JMSConsumer consumer = context.createConsumer(queue);
    producer
        .send(queue, "text")
        .send(queue, new byte[] {1, 2})
        .send(queue, Map.of("k", 1))
        .send(queue, (java.io.Serializable) Integer.valueOf(5));
    assertEquals("text", consumer.receiveBody(String.class, SOON));
    assertArrayEquals(new byte[] {1, 2}, consumer.receiveBody(byte[].class, SOON));
    assertEquals(Map.of("k", 1), consumer.receiveBody(Map.class, SOON));
    assertEquals(5, consumer.receiveBody(Integer.class));
    assertNull(consumer.receiveBodyNoWait(String.class));
    assertNull(consumer.receiveBody(String.class, 1));
  }

  /** JMSConsumer.receiveBody: as if the call had not been made. */
  @Test
  void aBodyOfTheWrongTypeStaysUnreceivedInAutoMode() throws JMSException {
    context.createProducer().send(queue, "first").send(queue, "second");
    JMSConsumer consumer = context.createConsumer(queue);
    assertThrows(
        MessageFormatRuntimeException.class, () -> consumer.receiveBody(byte[].class, SOON));
    Message message = consumer.receive(SOON);
    assertEquals("first", text(message));
    assertFalse(message.getJMSRedelivered());
    assertEquals(1, message.getIntProperty("JMSXDeliveryCount"));
    assertEquals("second", consumer.receiveBody(String.class, SOON));
  }

  @ParameterizedTest
  @ValueSource(ints = {JMSContext.CLIENT_ACKNOWLEDGE, JMSContext.SESSION_TRANSACTED})
  void aBodyOfTheWrongTypeIsConsumedInOtherModes(int mode) throws JMSException {
    context.createProducer().send(queue, "first").send(queue, "second");
    JMSContext other = closing(factory.createContext(mode));
    JMSConsumer consumer = other.createConsumer(queue);
    assertThrows(
        MessageFormatRuntimeException.class, () -> consumer.receiveBody(byte[].class, SOON));
    assertEquals("second", consumer.receiveBody(String.class, SOON));
    if (mode == JMSContext.CLIENT_ACKNOWLEDGE) {
      other.recover();
    } else {
      other.rollback();
    }
    Message again = consumer.receive(SOON);
    assertEquals("first", text(again));
    assertTrue(again.getJMSRedelivered());
  }

  @Test
  void messagesWithoutABodyHaveNoneToReceive() {
    JMSConsumer consumer = context.createConsumer(queue);
    context.createProducer().send(queue, context.createMessage());
    assertThrows(
        MessageFormatRuntimeException.class, () -> consumer.receiveBody(String.class, SOON));
    assertNotNull(consumer.receive(SOON));
    context.createProducer().send(queue, (String) null);
    assertThrows(
        MessageFormatRuntimeException.class, () -> consumer.receiveBody(String.class, SOON));
  }

  /** 2.7: options, properties and headers go onto each message. */
  @Test
  void theProducerDressesItsMessages() throws JMSException {
    JMSProducer producer =
        context
            .createProducer()
            .setProperty("p", 5)
            .setProperty("q", "text")
            .setJMSType("type")
            .setJMSCorrelationID("c")
            .setJMSReplyTo(queue)
            .setPriority(9)
            .setTimeToLive(60_000)
            .setDisableMessageTimestamp(false);
    assertEquals(Set.of("p", "q"), producer.getPropertyNames());
    assertEquals(5, producer.getIntProperty("p"));
    assertEquals(9, producer.getPriority());
    Message message = context.createTextMessage("x");
    message.setIntProperty("p", 1);
    producer.send(queue, message);
    Message received = context.createConsumer(queue, "p = 5 AND q = 'text'").receive(SOON);
    assertEquals("type", received.getJMSType());
    assertEquals("c", received.getJMSCorrelationID());
    assertEquals(queue, received.getJMSReplyTo());
    assertEquals(9, received.getJMSPriority());
    assertEquals(received.getJMSTimestamp() + 60_000, received.getJMSExpiration());
    producer.clearProperties();
    assertFalse(producer.propertyExists("p"));
    assertThrows(IllegalArgumentException.class, () -> producer.setProperty("", 1));
    assertThrows(JMSRuntimeException.class, () -> producer.setPriority(10));
    assertThrows(JMSRuntimeException.class, () -> producer.setDeliveryDelay(-1));
  }

  @Test
  void anAsynchronousProducerTellsItsListener() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    JMSProducer producer = context.createProducer();
    assertNull(producer.getAsync());
    producer.setAsync(
        new jakarta.jms.CompletionListener() {
          @Override
          public void onCompletion(Message message) {
            seen.add(Unchecked.get(() -> text(message)));
            assertThrows(IllegalStateRuntimeException.class, context::close);
          }

          @Override
          public void onException(Message message, Exception exception) {
            seen.add(exception.toString());
          }
        });
    producer.send(queue, "a").send(queue, "b");
    assertEquals("a", next(seen));
    assertEquals("b", next(seen));
    producer.setAsync(null).send(queue, "c");
    assertTrue(seen.isEmpty());
  }

  /** 2.6.4. */
  @Test
  void aConsumerStartsTheConnectionUnlessToldNotTo() {
    context.createProducer().send(queue, "x");
    context.setAutoStart(false);
    assertFalse(context.getAutoStart());
    JMSConsumer consumer = context.createConsumer(queue);
    assertNull(consumer.receiveNoWait());
    context.start();
    assertEquals("x", consumer.receiveBody(String.class, SOON));
  }

  /** 2.6.2: contexts of one connection; the last one closes it. */
  @Test
  void theLastContextClosesTheConnection() {
    JMSContext child = context.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
    assertEquals(JMSContext.CLIENT_ACKNOWLEDGE, child.getSessionMode());
    context.close();
    context.close();
    JMSConsumer consumer = child.createConsumer(queue);
    child.createProducer().send(queue, "x");
    assertEquals("x", consumer.receiveBody(String.class, SOON));
    child.acknowledge();
    child.close();
    assertThrows(IllegalStateRuntimeException.class, () -> child.createQueue("x"));
    assertThrows(IllegalStateRuntimeException.class, child::getClientID);
    assertThrows(IllegalStateRuntimeException.class, consumer::receiveNoWait);
  }

  @Test
  void acknowledgeIsForAllOfTheContext() {
    context.createProducer().send(queue, "a").send(queue, "b");
    try (JMSContext client = context.createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
      JMSConsumer consumer = client.createConsumer(queue);
      consumer.receive(SOON);
      consumer.receive(SOON);
      client.acknowledge();
    }
    assertNull(context.createConsumer(queue).receiveNoWait());
    context.acknowledge();
  }

  @Test
  void aTransactedContextCommitsAndRollsBack() {
    try (JMSContext transacted = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      assertTrue(transacted.getTransacted());
      transacted.createProducer().send(queue, "lost");
      transacted.rollback();
      transacted.createProducer().send(queue, "kept");
      transacted.commit();
    }
    assertEquals("kept", context.createConsumer(queue).receiveBody(String.class, SOON));
    assertThrows(IllegalStateRuntimeException.class, context::commit);
    assertThrows(IllegalStateRuntimeException.class, context::rollback);
  }

  @Test
  void aClientIdComesFirst() {
    try (JMSContext fresh = factory.createContext()) {
      fresh.setClientID("me");
      assertEquals("me", fresh.getClientID());
      assertThrows(IllegalStateRuntimeException.class, () -> fresh.setClientID("you"));
      JMSContext second = closing(factory.createContext());
      assertThrows(InvalidClientIDRuntimeException.class, () -> second.setClientID("me"));
    }
    assertThrows(IllegalStateRuntimeException.class, () -> context.setClientID("late"));
  }

  @Test
  void checkedExceptionsComeAsTheirCounterparts() {
    assertThrows(InvalidSelectorRuntimeException.class, () -> context.createConsumer(queue, "="));
    assertThrows(InvalidDestinationRuntimeException.class, () -> context.createConsumer(null));
    assertThrows(
        InvalidDestinationRuntimeException.class, () -> context.createProducer().send(null, "x"));
    assertThrows(
        MessageFormatRuntimeException.class,
        () -> context.createProducer().send(queue, (Message) null));
    assertThrows(JMSRuntimeException.class, () -> factory.createContext(17));
    assertThrows(JMSRuntimeException.class, () -> context.createContext(17));
  }

  @Test
  void aListenerOfAContextWorks() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    JMSContext listening = context.createContext(JMSContext.AUTO_ACKNOWLEDGE);
    listening
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              assertThrows(IllegalStateRuntimeException.class, listening::close);
              assertThrows(IllegalStateRuntimeException.class, listening::stop);
              seen.add(Unchecked.get(() -> text(message)));
            });
    context.createProducer().send(queue, "a");
    assertEquals("a", next(seen));
    listening.close();
  }
}
