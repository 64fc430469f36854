package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.Immutable;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Message properties (Jakarta Messaging 3.1, 3.5). */
class MessagePropertiesTest extends SpecFixture {

  @Immutable
  private interface Read {
    Object from(Message message, String name) throws JMSException;
  }

  /** The columns of table 3-2. */
  private enum As {
    BOOLEAN(Message::getBooleanProperty),
    BYTE(Message::getByteProperty),
    SHORT(Message::getShortProperty),
    INT(Message::getIntProperty),
    LONG(Message::getLongProperty),
    FLOAT(Message::getFloatProperty),
    DOUBLE(Message::getDoubleProperty),
    STRING(Message::getStringProperty);

    private final Read read;

    As(Read read) {
      this.read = read;
    }
  }

  private static Arguments row(Object value, As... allowed) {
    return Arguments.of(value, Set.of(allowed));
  }

  private static Stream<Arguments> conversions() {
    return Stream.of(
        row(true, As.BOOLEAN, As.STRING),
        row((byte) 7, As.BYTE, As.SHORT, As.INT, As.LONG, As.STRING),
        row((short) 700, As.SHORT, As.INT, As.LONG, As.STRING),
        row(70_000, As.INT, As.LONG, As.STRING),
        row(7_000_000_000L, As.LONG, As.STRING),
        row(1.5f, As.FLOAT, As.DOUBLE, As.STRING),
        row(2.5d, As.DOUBLE, As.STRING),
        row("7", As.values()));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  @Section("3.5.4")
  void valuesConvertAsTheTableSaysAndNotOtherwise(Object value, Set<As> allowed)
      throws JMSException {
    Message message = session().createMessage();
    message.setObjectProperty("p", value);
    for (Message each : List.of(message, passed(message))) {
      for (As as : As.values()) {
        if (allowed.contains(as)) {
          String expected = as == As.BOOLEAN ? "" + value.equals(true) : numeric(value, as);
          assertEquals(expected, String.valueOf(as.read.from(each, "p")), as.name());
        } else {
          assertThrows(MessageFormatException.class, () -> as.read.from(each, "p"), as.name());
        }
      }
    }
  }

  private static String numeric(Object value, As as) {
    if (as == As.FLOAT || as == As.DOUBLE) {
      return String.valueOf(Double.parseDouble(value.toString()));
    }
    return value.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "1e", "9999999999999999999999"})
  @Section("3.5.4")
  void aStringThatIsNoNumberThrowsNumberFormatException(String text) throws JMSException {
    Message message = session().createMessage();
    message.setStringProperty("p", text);
    assertThrows(NumberFormatException.class, () -> message.getByteProperty("p"));
    assertThrows(NumberFormatException.class, () -> message.getShortProperty("p"));
    assertThrows(NumberFormatException.class, () -> message.getIntProperty("p"));
    assertThrows(NumberFormatException.class, () -> message.getLongProperty("p"));
  }

  @Test
  @Section("3.5.4")
  void aStringThatIsNoFloatingPointNumberThrowsNumberFormatException() throws JMSException {
    Message message = session().createMessage();
    message.setStringProperty("p", "abc");
    assertThrows(NumberFormatException.class, () -> message.getFloatProperty("p"));
    assertThrows(NumberFormatException.class, () -> message.getDoubleProperty("p"));
  }

  @Test
  @Section("3.5.8")
  void anAbsentPropertyReadsAsNullWouldConvert() throws JMSException {
    Message message = session().createMessage();
    assertFalse(message.getBooleanProperty("absent"));
    assertNull(message.getStringProperty("absent"));
    assertNull(message.getObjectProperty("absent"));
    assertThrows(NumberFormatException.class, () -> message.getByteProperty("absent"));
    assertThrows(NumberFormatException.class, () -> message.getShortProperty("absent"));
    assertThrows(NumberFormatException.class, () -> message.getIntProperty("absent"));
    assertThrows(NumberFormatException.class, () -> message.getLongProperty("absent"));
    assertThrows(NullPointerException.class, () -> message.getFloatProperty("absent"));
    assertThrows(NullPointerException.class, () -> message.getDoubleProperty("absent"));
  }

  @Test
  @Section("3.5.8")
  void aPropertySetToNullExists() throws JMSException {
    Message message = session().createMessage();
    message.setStringProperty("s", null);
    message.setObjectProperty("o", null);
    Message received = passed(message);
    assertTrue(received.propertyExists("s"));
    assertTrue(received.propertyExists("o"));
    assertNull(received.getStringProperty("s"));
    assertNull(received.getObjectProperty("o"));
    assertFalse(received.propertyExists("absent"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS"})
  @Section("3.5.1")
  void aNameMustNotBeAWordOfTheSelectorLanguage(String name) throws JMSException {
    Message message = session().createMessage();
    assertThrows(JMSException.class, () -> message.setIntProperty(name, 1));
    assertThrows(JMSException.class, () -> message.setStringProperty("ESCAPE", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1st", "with space", "a-b", "a.b", "#", "a'b"})
  @Section("3.5.1")
  void aNameMustBeASelectorIdentifier(String name) throws JMSException {
    Message message = session().createMessage();
    assertThrows(JMSException.class, () -> message.setIntProperty(name, 1));
    assertThrows(JMSException.class, () -> message.setObjectProperty(name, "x"));
  }

  @Test
  @Section("3.5.1")
  void aNameMayBeAnyJavaIdentifierAndIsCaseSensitive() throws JMSException {
    Message message = session().createMessage();
    message.setIntProperty("_under$core1", 1);
    message.setIntProperty("größe", 2);
    message.setIntProperty("name", 3);
    message.setIntProperty("Name", 4);
    Message received = passed(message);
    assertEquals(1, received.getIntProperty("_under$core1"));
    assertEquals(2, received.getIntProperty("größe"));
    assertEquals(3, received.getIntProperty("name"));
    assertEquals(4, received.getIntProperty("Name"));
  }

  @Test
  @Section("Message.setXProperty")
  void anEmptyOrNullNameIsAnIllegalArgument() throws JMSException {
    Message message = session().createMessage();
    for (String name : new String[] {"", null}) {
      assertThrows(IllegalArgumentException.class, () -> message.setBooleanProperty(name, true));
      assertThrows(IllegalArgumentException.class, () -> message.setByteProperty(name, (byte) 1));
      assertThrows(IllegalArgumentException.class, () -> message.setShortProperty(name, (short) 1));
      assertThrows(IllegalArgumentException.class, () -> message.setIntProperty(name, 1));
      assertThrows(IllegalArgumentException.class, () -> message.setLongProperty(name, 1));
      assertThrows(IllegalArgumentException.class, () -> message.setFloatProperty(name, 1));
      assertThrows(IllegalArgumentException.class, () -> message.setDoubleProperty(name, 1));
      assertThrows(IllegalArgumentException.class, () -> message.setStringProperty(name, "1"));
      assertThrows(IllegalArgumentException.class, () -> message.setObjectProperty(name, "1"));
    }
  }

  @Test
  @Section("3.5.3")
  void propertiesOfAReceivedMessageAreReadOnly() throws JMSException {
    Message message = session().createMessage();
    message.setIntProperty("p", 1);
    Message received = passed(message);
    assertThrows(MessageNotWriteableException.class, () -> received.setBooleanProperty("p", true));
    assertThrows(MessageNotWriteableException.class, () -> received.setByteProperty("p", (byte) 1));
    assertThrows(
        MessageNotWriteableException.class, () -> received.setShortProperty("p", (short) 1));
    assertThrows(MessageNotWriteableException.class, () -> received.setIntProperty("p", 1));
    assertThrows(MessageNotWriteableException.class, () -> received.setLongProperty("p", 1));
    assertThrows(MessageNotWriteableException.class, () -> received.setFloatProperty("p", 1));
    assertThrows(MessageNotWriteableException.class, () -> received.setDoubleProperty("p", 1));
    assertThrows(MessageNotWriteableException.class, () -> received.setStringProperty("p", "1"));
    assertThrows(MessageNotWriteableException.class, () -> received.setObjectProperty("p", 1));
    assertEquals(1, received.getIntProperty("p"));
  }

  @Test
  @Section("3.5.3")
  void propertiesOfASentMessageStayWritable() throws JMSException {
    Message message = session().createMessage();
    message.setIntProperty("p", 1);
    Message received = passed(message);
    message.setIntProperty("p", 2);
    assertEquals(1, received.getIntProperty("p"));
    assertEquals(2, passed(message).getIntProperty("p"));
  }

  @Test
  @Section("3.5.5")
  void objectPropertiesKeepTheirTypes() throws JMSException {
    List<Object> values = List.of(true, (byte) 1, (short) 2, 3, 4L, 5.5f, 6.5d, "seven");
    Message message = session().createMessage();
    for (Object value : values) {
      message.setObjectProperty(value.getClass().getSimpleName(), value);
    }
    Message received = passed(message);
    for (Object value : values) {
      assertEquals(value, received.getObjectProperty(value.getClass().getSimpleName()));
    }
  }

  @Test
  @Section("3.5.5")
  void anObjectPropertyOfAnotherClassThrowsMessageFormatException() throws JMSException {
    Message message = session().createMessage();
    for (Object value : List.of('c', BigDecimal.ONE, new byte[1], List.of(), new Object())) {
      assertThrows(MessageFormatException.class, () -> message.setObjectProperty("p", value));
    }
  }

  @Test
  @Section("3.5.6")
  void propertyNamesAreThoseSetAndNoHeaders() throws JMSException {
    Message message = session().createMessage();
    message.setJMSType("t");
    message.setJMSCorrelationID("c");
    message.setIntProperty("a", 1);
    message.setStringProperty("b", "2");
    assertEquals(Set.of("a", "b"), names(message));

    Set<String> received = names(passed(message));
    assertTrue(received.containsAll(Set.of("a", "b")), received::toString);
    received.removeAll(Set.of("a", "b"));
    assertTrue(
        received.stream().allMatch(n -> n.startsWith("JMSX") || n.startsWith("JMS_")),
        received::toString);
  }

  private static Set<String> names(Message message) throws JMSException {
    List<String> names = new ArrayList<>();
    for (Object name : Collections.list((Enumeration<?>) message.getPropertyNames())) {
      names.add((String) name);
    }
    return new TreeSet<>(names);
  }

  @Test
  @Section("3.5.7")
  void clearPropertiesLeavesNoneAndMakesThemWritable() throws JMSException {
    TextMessage message = session().createTextMessage("body");
    message.setIntProperty("p", 1);
    Message received = passed(message);
    received.clearProperties();
    assertFalse(received.propertyExists("p"));
    assertFalse(received.getPropertyNames().hasMoreElements());
    received.setIntProperty("q", 2);
    assertEquals(2, received.getIntProperty("q"));
    assertEquals("body", text(received));
  }

  @Test
  @Section("3.5.7")
  void clearPropertiesLeavesTheBodyReadOnly() throws JMSException {
    TextMessage received = (TextMessage) passed(session().createTextMessage("body"));
    received.clearProperties();
    assertThrows(MessageNotWriteableException.class, () -> received.setText("other"));
  }

  @Test
  @Section("3.5.9")
  void groupIdAndSequenceAreTheClients() throws JMSException {
    Message message = session().createMessage();
    message.setStringProperty("JMSXGroupID", "group");
    message.setIntProperty("JMSXGroupSeq", 7);
    Message received = passed(message);
    assertEquals("group", received.getStringProperty("JMSXGroupID"));
    assertEquals(7, received.getIntProperty("JMSXGroupSeq"));
  }

  @Test
  @Section("3.5.9")
  void theMetaDataNameTheMandatoryJmsxProperties() throws JMSException {
    List<?> names =
        Collections.list((Enumeration<?>) connect().getMetaData().getJMSXPropertyNames());
    assertTrue(
        names.containsAll(List.of("JMSXGroupID", "JMSXGroupSeq", "JMSXDeliveryCount")),
        names::toString);
  }

  @Test
  @Section("3.5.11")
  void deliveryCountIsOneAtFirstAndGrows() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    send(session, queue, "m");
    session.commit();
    var consumer = session.createConsumer(queue);
    assertEquals(1, next(consumer).getIntProperty("JMSXDeliveryCount"));
    session.rollback();
    Message second = next(consumer);
    assertEquals(2, second.getIntProperty("JMSXDeliveryCount"));
    assertTrue(second.getJMSRedelivered());
  }
}
