package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Sections 3.4, 3.5 and 3.11: whatever is sent is what is received. */
class MessageCodecPropertiesTest {

  /** Any chars at all: surrogates without partners, zero, what is no character. */
  private static final Arbitrary<String> STRINGS =
      Arbitraries.oneOf(
          Arbitraries.strings().ascii().ofMaxLength(300),
          Arbitraries.strings().all().ofMaxLength(40),
          Arbitraries.strings()
              .withChars('?', '\uD83D', '\uDE00', '\uFFFD', 'é', '€', '\u0000')
              .ofMaxLength(10));

  private static final Arbitrary<Object> PROPERTY_VALUES =
      Arbitraries.oneOf(
          STRINGS,
          Arbitraries.of(true, false),
          Arbitraries.bytes(),
          Arbitraries.shorts(),
          Arbitraries.integers(),
          Arbitraries.longs(),
          Arbitraries.integers().map(Float::intBitsToFloat),
          Arbitraries.longs().map(Double::longBitsToDouble));

  private static final Arbitrary<Object> BODY_VALUES =
      Arbitraries.oneOf(
          PROPERTY_VALUES,
          Arbitraries.chars().all().map(Object.class::cast),
          Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Object.class::cast));

  @Provide
  Arbitrary<Map<String, Object>> properties() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20).map(s -> "p" + s),
            Arbitraries.strings().withChars("äéøñ注文_$").ofMinLength(1).ofMaxLength(9));
    return Arbitraries.maps(names, PROPERTY_VALUES.injectNull(0.1)).ofMaxSize(20);
  }

  @Provide
  Arbitrary<Map<String, Object>> mapBodies() {
    return Arbitraries.maps(STRINGS.filter(s -> !s.isEmpty()), BODY_VALUES.injectNull(0.1))
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Object>> streamBodies() {
    return BODY_VALUES.injectNull(0.1).list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<String> strings() {
    return STRINGS;
  }

  @Provide
  Arbitrary<LeaseMQMessage> headers() {
    return Combinators.combine(
            STRINGS.injectNull(0.3),
            STRINGS.injectNull(0.3),
            Arbitraries.longs(),
            Arbitraries.longs(),
            Arbitraries.longs(),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(1, 2),
            Arbitraries.bytes().array(byte[].class).injectNull(0.5))
        .as(MessageCodecPropertiesTest::message);
  }

  private static LeaseMQMessage message(
      String text,
      String type,
      long timestamp,
      long expiration,
      long deliveryTime,
      int priority,
      int deliveryMode,
      byte[] correlation) {
    LeaseMQMessage message = new LeaseMQMessage();
    message.setJMSMessageID(text);
    message.setJMSType(type);
    message.setJMSTimestamp(timestamp);
    message.setJMSExpiration(expiration);
    message.setJMSDeliveryTime(deliveryTime);
    message.setJMSCorrelationID(type);
    if (correlation != null) {
      message.setJMSCorrelationIDAsBytes(correlation);
    }
    try {
      message.setJMSPriority(priority);
      message.setJMSDeliveryMode(deliveryMode);
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
    return message;
  }

  @Property
  void headerFields(@ForAll("headers") LeaseMQMessage sent) throws JMSException {
    LeaseMQMessage received = Wire.received(sent);
    assertEquals(sent.getJMSMessageID(), received.getJMSMessageID());
    assertEquals(sent.getJMSType(), received.getJMSType());
    assertEquals(sent.getJMSTimestamp(), received.getJMSTimestamp());
    assertEquals(sent.getJMSExpiration(), received.getJMSExpiration());
    assertEquals(sent.getJMSDeliveryTime(), received.getJMSDeliveryTime());
    assertEquals(sent.getJMSPriority(), received.getJMSPriority());
    assertEquals(sent.getJMSDeliveryMode(), received.getJMSDeliveryMode());
    assertEquals(sent.getJMSCorrelationID(), received.getJMSCorrelationID());
    assertArrayEquals(sent.getJMSCorrelationIDAsBytes(), received.getJMSCorrelationIDAsBytes());
  }

  @Property
  void propertiesAlsoForSelectors(@ForAll("properties") Map<String, Object> values)
      throws JMSException {
    LeaseMQMessage sent = new LeaseMQMessage();
    for (Map.Entry<String, Object> value : values.entrySet()) {
      sent.setObjectProperty(value.getKey(), value.getValue());
    }
    LeaseMQMessage received = Wire.received(sent);
    HeaderView view = new HeaderView(MessageCodec.encode(sent).headers());
    assertEquals(
        new TreeSet<>(values.keySet()),
        new TreeSet<>(Collections.list(received.getPropertyNames())));
    for (Map.Entry<String, Object> value : values.entrySet()) {
      assertEquals(value.getValue(), received.getObjectProperty(value.getKey()));
      assertEquals(value.getValue(), view.property(value.getKey()));
    }
  }

  @Property
  void texts(@ForAll("strings") String text) throws JMSException {
    assertEquals(text, Wire.received(new LeaseMQTextMessage(text)).getText());
  }

  @Property
  void bytes(@ForAll byte[] bytes) throws JMSException {
    LeaseMQBytesMessage sent = new LeaseMQBytesMessage();
    sent.writeBytes(bytes);
    byte[] received = new byte[bytes.length];
    LeaseMQBytesMessage message = Wire.received(sent);
    assertEquals(bytes.length, message.getBodyLength());
    assertEquals(bytes.length == 0 ? 0 : bytes.length, message.readBytes(received));
    assertArrayEquals(bytes, received);
  }

  @Property
  void utfInBytes(@ForAll("strings") String text) throws JMSException {
    LeaseMQBytesMessage sent = new LeaseMQBytesMessage();
    sent.writeUTF(text);
    assertEquals(text, Wire.received(sent).readUTF());
  }

  @Property
  void maps(@ForAll("mapBodies") Map<String, Object> values) throws JMSException {
    LeaseMQMapMessage sent = new LeaseMQMapMessage();
    for (Map.Entry<String, Object> value : values.entrySet()) {
      sent.setObject(value.getKey(), value.getValue());
    }
    LeaseMQMapMessage received = Wire.received(sent);
    assertEquals(
        new TreeSet<>(values.keySet()), new TreeSet<>(Collections.list(received.getMapNames())));
    for (Map.Entry<String, Object> value : values.entrySet()) {
      assertEqualValues(value.getValue(), received.getObject(value.getKey()));
    }
  }

  @Property
  void streams(@ForAll("streamBodies") List<Object> values) throws JMSException {
    LeaseMQStreamMessage sent = new LeaseMQStreamMessage();
    for (Object value : values) {
      sent.writeObject(value);
    }
    LeaseMQStreamMessage received = Wire.received(sent);
    for (Object value : values) {
      assertEqualValues(value, received.readObject());
    }
    assertThrows(MessageEOFException.class, received::readObject);
  }

  @Property
  void objects(@ForAll("strings") String text) throws JMSException {
    assertEquals(text, Wire.received(new LeaseMQObjectMessage(text)).getObject());
  }

  private static void assertEqualValues(Object expected, Object actual) {
    if (expected instanceof byte[] bytes) {
      assertArrayEquals(bytes, (byte[]) actual);
    } else {
      assertEquals(expected, actual);
    }
  }
}
