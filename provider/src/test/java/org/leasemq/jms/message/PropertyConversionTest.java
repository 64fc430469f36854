package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.5.4, table 3-2: what a property can be read as. */
class PropertyConversionTest {

  static List<ConversionTable.Field> fields() {
    return ConversionTable.PROPERTIES.fields();
  }

  static List<String> types() {
    return ConversionTable.PROPERTIES.types();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void everyFieldOfTheTableHoldsOnTheSendersMessage(ConversionTable.Field field) throws Exception {
    LeaseMQMessage message = new LeaseMQMessage();
    write(message, field);
    field.check(() -> read(message, "p", field.read()));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void everyFieldOfTheTableHoldsOnTheReceivedMessage(ConversionTable.Field field) throws Exception {
    LeaseMQMessage message = new LeaseMQMessage();
    write(message, field);
    LeaseMQMessage received = Wire.received(message);
    field.check(() -> read(received, "p", field.read()));
  }

  @ParameterizedTest
  @MethodSource("types")
  void aMissingPropertyIsANullOne(String type) throws Exception {
    LeaseMQMessage message = new LeaseMQMessage();
    message.setStringProperty("p", null);
    for (String name : new String[] {"p", "missing"}) {
      Class<? extends Throwable> failure = ConversionTable.NULL_FAILURES.get(type);
      if (failure != null) {
        assertThrows(failure, () -> read(message, name, type));
      } else {
        assertEquals(type.equals("boolean") ? false : null, read(message, name, type));
      }
    }
    assertNull(message.getObjectProperty("missing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"byte", "short", "int", "long", "float", "double"})
  void aStringThatIsNoNumberIsANumberFormatException(String type) throws Exception {
    LeaseMQMessage message = new LeaseMQMessage();
    message.setStringProperty("p", "abc");
    assertThrows(NumberFormatException.class, () -> read(message, "p", type));
  }

  @Test
  void aStringIsTrueAsBooleanValueOfSays() throws Exception {
    LeaseMQMessage message = new LeaseMQMessage();
    message.setStringProperty("a", "TRUE");
    message.setStringProperty("b", "yes");
    assertEquals(true, message.getBooleanProperty("a"));
    assertEquals(false, message.getBooleanProperty("b"));
  }

  private static void write(Message message, ConversionTable.Field field) throws JMSException {
    Object value = field.sample();
    switch (field.written()) {
      case "boolean" -> message.setBooleanProperty("p", (boolean) value);
      case "byte" -> message.setByteProperty("p", (byte) value);
      case "short" -> message.setShortProperty("p", (short) value);
      case "int" -> message.setIntProperty("p", (int) value);
      case "long" -> message.setLongProperty("p", (long) value);
      case "float" -> message.setFloatProperty("p", (float) value);
      case "double" -> message.setDoubleProperty("p", (double) value);
      default -> message.setStringProperty("p", (String) value);
    }
    assertEquals(value, message.getObjectProperty("p"));
  }

  private static Object read(Message message, String name, String type) throws JMSException {
    return switch (type) {
      case "boolean" -> message.getBooleanProperty(name);
      case "byte" -> message.getByteProperty(name);
      case "short" -> message.getShortProperty(name);
      case "int" -> message.getIntProperty(name);
      case "long" -> message.getLongProperty(name);
      case "float" -> message.getFloatProperty(name);
      case "double" -> message.getDoubleProperty(name);
      default -> message.getStringProperty(name);
    };
  }
}
