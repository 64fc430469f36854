package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JMSProducer (Jakarta Messaging 3.1, 7.2 to 7.6 and 7.10). */
class ContextProducersTest extends SpecFixture {

  private JMSContext context;
  private JMSProducer producer;
  private Queue queue;

  @BeforeEach
  void producer() {
    context = context();
    producer = context.createProducer();
    queue = queue(context);
  }

  private Message received() {
    return next(context.createConsumer(queue));
  }

  @Test
  @Section("7.2")
  void eachBodyIsSentAsTheMessageOfItsType() throws JMSException {
    producer.send(queue, "text");
    producer.send(queue, Map.of("a", (Object) 1));
    producer.send(queue, new byte[] {1, 2});
    producer.send(queue, (Serializable) BigDecimal.TEN);
    var consumer = context.createConsumer(queue);
    assertEquals("text", assertInstanceOf(TextMessage.class, next(consumer)).getText());
    assertEquals(1, assertInstanceOf(MapMessage.class, next(consumer)).getInt("a"));
    BytesMessage bytes = assertInstanceOf(BytesMessage.class, next(consumer));
    assertArrayEquals(new byte[] {1, 2}, bytes.getBody(byte[].class));
    ObjectMessage object = assertInstanceOf(ObjectMessage.class, next(consumer));
    assertEquals(BigDecimal.TEN, object.getObject());
  }

  @Test
  @Section("JMSProducer.send")
  void aNullBodyIsSentAsAMessageWithoutABody() throws JMSException {
    producer.send(queue, (String) null);
    producer.send(queue, (Map<String, Object>) null);
    producer.send(queue, (byte[]) null);
    producer.send(queue, (Serializable) null);
    var consumer = context.createConsumer(queue);
    assertNull(assertInstanceOf(TextMessage.class, next(consumer)).getText());
    assertFalse(assertInstanceOf(MapMessage.class, next(consumer)).getMapNames().hasMoreElements());
    assertEquals(0, assertInstanceOf(BytesMessage.class, next(consumer)).getBodyLength());
    assertNull(assertInstanceOf(ObjectMessage.class, next(consumer)).getObject());
  }

  @Test
  @Section("JMSProducer.send")
  void aNullMessageIsInvalid() {
    assertThrows(MessageFormatRuntimeException.class, () -> producer.send(queue, (Message) null));
  }

  @Test
  @Section("JMSProducer.send")
  void aNullDestinationIsInvalid() {
    Message message = context.createMessage();
    assertThrows(InvalidDestinationRuntimeException.class, () -> producer.send(null, message));
    assertThrows(InvalidDestinationRuntimeException.class, () -> producer.send(null, "text"));
    assertThrows(
        InvalidDestinationRuntimeException.class,
        () -> producer.send(null, Map.of("a", (Object) 1)));
    assertThrows(InvalidDestinationRuntimeException.class, () -> producer.send(null, new byte[1]));
    assertThrows(
        InvalidDestinationRuntimeException.class, () -> producer.send(null, (Serializable) 1));
  }

  @Test
  @Section("JMSProducer.send")
  void aMapWithAnUnsupportedValueOrNameIsInvalid() {
    Map<String, Object> value = Map.of("a", new Object());
    assertThrows(MessageFormatRuntimeException.class, () -> producer.send(queue, value));
    Map<String, Object> name = new HashMap<>();
    name.put("", 1);
    assertThrows(RuntimeException.class, () -> producer.send(queue, name));
  }

  @Test
  @Section("7.10")
  void everySetterReturnsTheProducer() {
    assertSame(producer, producer.setDeliveryMode(DeliveryMode.PERSISTENT));
    assertSame(producer, producer.setPriority(4));
    assertSame(producer, producer.setTimeToLive(0));
    assertSame(producer, producer.setDeliveryDelay(0));
    assertSame(producer, producer.setDisableMessageID(false));
    assertSame(producer, producer.setDisableMessageTimestamp(false));
    assertSame(producer, producer.setAsync(null));
    assertSame(producer, producer.setProperty("a", true));
    assertSame(producer, producer.setProperty("a", (byte) 1));
    assertSame(producer, producer.setProperty("a", (short) 1));
    assertSame(producer, producer.setProperty("a", 1));
    assertSame(producer, producer.setProperty("a", 1L));
    assertSame(producer, producer.setProperty("a", 1f));
    assertSame(producer, producer.setProperty("a", 1d));
    assertSame(producer, producer.setProperty("a", "1"));
    assertSame(producer, producer.setProperty("a", (Object) 1));
    assertSame(producer, producer.clearProperties());
    assertSame(producer, producer.setJMSCorrelationID("c"));
    assertSame(producer, producer.setJMSType("t"));
    assertSame(producer, producer.setJMSReplyTo(queue));
    assertSame(producer, producer.send(queue, "m"));
  }

  @Test
  @Section("7.4")
  void theOptionsOfANewProducerAreTheDefaults() {
    assertEquals(Message.DEFAULT_DELIVERY_MODE, producer.getDeliveryMode());
    assertEquals(Message.DEFAULT_PRIORITY, producer.getPriority());
    assertEquals(Message.DEFAULT_TIME_TO_LIVE, producer.getTimeToLive());
    assertEquals(Message.DEFAULT_DELIVERY_DELAY, producer.getDeliveryDelay());
    assertFalse(producer.getDisableMessageID());
    assertFalse(producer.getDisableMessageTimestamp());
    assertNull(producer.getAsync());
    assertNull(producer.getJMSCorrelationID());
    assertNull(producer.getJMSType());
    assertNull(producer.getJMSReplyTo());
    assertTrue(producer.getPropertyNames().isEmpty());
  }

  @Test
  @Section("7.4")
  void theOptionsHoldForItsSends() throws JMSException {
    producer
        .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
        .setPriority(8)
        .setTimeToLive(100_000)
        .setDisableMessageID(true)
        .setDisableMessageTimestamp(true)
        .send(queue, "m");
    assertEquals(100_000, producer.getTimeToLive());
    assertTrue(producer.getDisableMessageID());
    assertTrue(producer.getDisableMessageTimestamp());
    Message message = received();
    assertEquals(DeliveryMode.NON_PERSISTENT, message.getJMSDeliveryMode());
    assertEquals(8, message.getJMSPriority());
    assertTrue(message.getJMSExpiration() > System.currentTimeMillis());
  }

  @Test
  @Section("7.9")
  void theDelayHoldsForItsSends() throws JMSException {
    producer.setDeliveryDelay(100).send(queue, "later");
    assertEquals(100, producer.getDeliveryDelay());
    producer.setDeliveryDelay(0).send(queue, "now");
    assertReceives(context.createConsumer(queue), "now", "later");
  }

  @Test
  @Section("JMSProducer.setPriority")
  void optionsOutOfRangeAreRefused() {
    assertThrows(JMSRuntimeException.class, () -> producer.setPriority(-1));
    assertThrows(JMSRuntimeException.class, () -> producer.setPriority(10));
    assertThrows(JMSRuntimeException.class, () -> producer.setDeliveryMode(-1));
    assertThrows(JMSRuntimeException.class, () -> producer.setDeliveryMode(3));
  }

  // 7.5 Properties

  @Test
  @Section("7.5")
  void propertiesAreSetOnEveryMessage() throws JMSException {
    producer
        .setProperty("boolean", true)
        .setProperty("byte", (byte) 1)
        .setProperty("short", (short) 2)
        .setProperty("int", 3)
        .setProperty("long", 4L)
        .setProperty("float", 5.5f)
        .setProperty("double", 6.5d)
        .setProperty("string", "seven")
        .setProperty("object", (Object) 8L)
        .send(queue, "m");
    Message message = received();
    assertTrue(message.getBooleanProperty("boolean"));
    assertEquals((byte) 1, message.getObjectProperty("byte"));
    assertEquals((short) 2, message.getObjectProperty("short"));
    assertEquals(3, message.getObjectProperty("int"));
    assertEquals(4L, message.getObjectProperty("long"));
    assertEquals(5.5f, message.getObjectProperty("float"));
    assertEquals(6.5d, message.getObjectProperty("double"));
    assertEquals("seven", message.getStringProperty("string"));
    assertEquals(8L, message.getObjectProperty("object"));
  }

  @Test
  @Section("7.5")
  void propertiesOverrideThoseOfTheMessage() throws JMSException {
    Message message = context.createMessage();
    message.setIntProperty("a", 1);
    message.setIntProperty("b", 1);
    producer.setProperty("a", 2).send(queue, message);
    Message received = received();
    assertEquals(2, received.getIntProperty("a"));
    assertEquals(1, received.getIntProperty("b"));
  }

  @Test
  @Section("JMSProducer.getPropertyNames")
  void propertiesCanBeReadAndCleared() {
    producer.setProperty("a", 1).setProperty("b", "2");
    Set<String> names = producer.getPropertyNames();
    assertEquals(Set.of("a", "b"), names);
    assertTrue(producer.propertyExists("a"));
    assertEquals(1, producer.getIntProperty("a"));
    assertEquals(1L, producer.getLongProperty("a"));
    assertEquals("1", producer.getStringProperty("a"));
    assertEquals((byte) 2, producer.getByteProperty("b"));
    assertEquals((short) 2, producer.getShortProperty("b"));
    assertEquals(2f, producer.getFloatProperty("b"));
    assertEquals(2d, producer.getDoubleProperty("b"));
    assertFalse(producer.getBooleanProperty("b"));
    assertEquals("2", producer.getObjectProperty("b"));
    assertNull(producer.getObjectProperty("absent"));
    producer.clearProperties();
    assertFalse(producer.propertyExists("a"));
    assertTrue(producer.getPropertyNames().isEmpty());
  }

  @Test
  @Section("JMSProducer.getPropertyNames")
  void theSetOfPropertyNamesCannotBeModified() {
    producer.setProperty("a", 1);
    Set<String> names = producer.getPropertyNames();
    assertThrows(UnsupportedOperationException.class, () -> names.add("b"));
    assertThrows(UnsupportedOperationException.class, () -> names.remove("a"));
    assertTrue(producer.propertyExists("a"));
  }

  @Test
  @Section("3.5.4")
  void aPropertyOfAnotherTypeThrowsMessageFormatRuntimeException() {
    producer.setProperty("boolean", true).setProperty("long", 1L).setProperty("text", "x");
    assertThrows(MessageFormatRuntimeException.class, () -> producer.getIntProperty("boolean"));
    assertThrows(MessageFormatRuntimeException.class, () -> producer.getIntProperty("long"));
    assertThrows(MessageFormatRuntimeException.class, () -> producer.getBooleanProperty("long"));
    assertThrows(NumberFormatException.class, () -> producer.getIntProperty("text"));
    assertThrows(NumberFormatException.class, () -> producer.getIntProperty("absent"));
  }

  @Test
  @Section("JMSProducer.setProperty")
  void aNullOrEmptyNameIsAnIllegalArgument() {
    for (String name : new String[] {null, ""}) {
      assertThrows(IllegalArgumentException.class, () -> producer.setProperty(name, true));
      assertThrows(IllegalArgumentException.class, () -> producer.setProperty(name, (byte) 1));
      assertThrows(IllegalArgumentException.class, () -> producer.setProperty(name, (short) 1));
      assertThrows(IllegalArgumentException.class, () -> producer.setProperty(name, 1));
      assertThrows(IllegalArgumentException.class, () -> producer.setProperty(name, 1L));
      assertThrows(IllegalArgumentException.class, () -> producer.setProperty(name, 1f));
      assertThrows(IllegalArgumentException.class, () -> producer.setProperty(name, 1d));
      assertThrows(IllegalArgumentException.class, () -> producer.setProperty(name, "1"));
      assertThrows(IllegalArgumentException.class, () -> producer.setProperty(name, (Object) 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOT", "null", "1a", "a b", "a-b"})
  @Section("3.5.1")
  void aNameMustBeASelectorIdentifier(String name) {
    assertThrows(JMSRuntimeException.class, () -> producer.setProperty(name, 1));
  }

  @Test
  @Section("JMSProducer.setProperty")
  void anObjectOfAnotherClassThrowsMessageFormatRuntimeException() {
    for (Object value : List.of(new Object(), List.of(), 'c', BigDecimal.ONE)) {
      assertThrows(MessageFormatRuntimeException.class, () -> producer.setProperty("a", value));
    }
  }

  @Test
  @Section("JMSProducer.send")
  void propertiesCannotBeSetOnAMessageThatIsReadOnly() throws JMSException {
    producer.send(queue, "m");
    Message readOnly = received();
    producer.setProperty("a", 1);
    assertThrows(MessageNotWriteableRuntimeException.class, () -> producer.send(queue, readOnly));
  }

  // 7.6 Headers

  @Test
  @Section("7.6")
  void headersOverrideThoseOfTheMessage() throws JMSException {
    Message message = context.createMessage();
    message.setJMSCorrelationID("message");
    message.setJMSType("message");
    message.setJMSReplyTo(queue(context));
    Destination replies = queue(context);
    producer
        .setJMSCorrelationID("producer")
        .setJMSType("producer")
        .setJMSReplyTo(replies)
        .send(queue, message);
    assertEquals("producer", producer.getJMSCorrelationID());
    assertEquals("producer", producer.getJMSType());
    assertEquals(replies, producer.getJMSReplyTo());
    Message received = received();
    assertEquals("producer", received.getJMSCorrelationID());
    assertEquals("producer", received.getJMSType());
    assertEquals(replies, received.getJMSReplyTo());
  }

  @Test
  @Section("7.6")
  void headersThatAreNotSetLeaveThoseOfTheMessage() throws JMSException {
    Message message = context.createMessage();
    message.setJMSCorrelationID("message");
    message.setJMSType("message");
    producer.send(queue, message);
    Message received = received();
    assertEquals("message", received.getJMSCorrelationID());
    assertEquals("message", received.getJMSType());
  }

  @Test
  @Section("JMSProducer.setJMSCorrelationIDAsBytes")
  void theCorrelationIdMayBeBytes() throws JMSException {
    byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
    producer.setJMSCorrelationIDAsBytes(bytes);
    assertArrayEquals(bytes, producer.getJMSCorrelationIDAsBytes());
    producer.send(queue, "m");
    assertArrayEquals(bytes, received().getJMSCorrelationIDAsBytes());
  }

  @Test
  @Section("JMSProducer.send")
  void aMessageIsGivenItsHeadersWhenSent() throws JMSException {
    Message message = context.createTextMessage("m");
    producer.setPriority(7).send(queue, message);
    assertTrue(message.getJMSMessageID().startsWith("ID:"));
    assertEquals(queue, message.getJMSDestination());
    assertEquals(7, message.getJMSPriority());
  }
}
