package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.11, table 3-7 and the Javadoc of MapMessage. */
class MapMessageTest {

  private final LeaseMQMapMessage message = new LeaseMQMapMessage();

  static List<ConversionTable.Field> fields() {
    return ConversionTable.BODIES.fields();
  }

  static List<String> types() {
    return ConversionTable.BODIES.types();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void everyFieldOfTheTableHolds(ConversionTable.Field field) throws Exception {
    write(message, "v", field);
    field.check(() -> read(message, "v", field.read()));
    LeaseMQMapMessage received = Wire.received(message);
    field.check(() -> read(received, "v", field.read()));
  }

  @ParameterizedTest
  @MethodSource("types")
  void aMissingValueIsANullOne(String type) throws Exception {
    message.setObject("v", null);
    LeaseMQMapMessage received = Wire.received(message);
    for (String name : new String[] {"v", "missing", null}) {
      Class<? extends Throwable> failure = ConversionTable.NULL_FAILURES.get(type);
      if (failure != null) {
        assertThrows(failure, () -> read(received, name, type));
      } else {
        assertEquals(type.equals("boolean") ? false : null, read(received, name, type));
      }
      assertNull(received.getObject(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"byte", "short", "int", "long", "float", "double"})
  void aStringThatIsNoNumberIsANumberFormatException(String type) throws Exception {
    message.setString("v", "abc");
    assertThrows(NumberFormatException.class, () -> read(message, "v", type));
  }

  private List<Executable> setters(LeaseMQMapMessage m, String name) {
    return List.of(
        () -> m.setBoolean(name, true),
        () -> m.setByte(name, (byte) 1),
        () -> m.setShort(name, (short) 1),
        () -> m.setChar(name, 'c'),
        () -> m.setInt(name, 1),
        () -> m.setLong(name, 1),
        () -> m.setFloat(name, 1),
        () -> m.setDouble(name, 1),
        () -> m.setString(name, "1"),
        () -> m.setBytes(name, new byte[1]),
        () -> m.setBytes(name, new byte[1], 0, 1),
        () -> m.setObject(name, 1));
  }

  @Test
  void aNullOrEmptyNameIsAnIllegalArgument() {
    setters(message, null).forEach(s -> assertThrows(IllegalArgumentException.class, s));
    setters(message, "").forEach(s -> assertThrows(IllegalArgumentException.class, s));
  }

  @Test
  void anyOtherNameIsAccepted() throws JMSException {
    message.setInt("with space", 1);
    message.setInt("JMSPriority", 2);
    message.setInt("NULL", 3);
    assertEquals(
        List.of("with space", "JMSPriority", "NULL"),
        Collections.list(Wire.received(message).getMapNames()));
  }

  @Test
  void anObjectOfAnotherClassIsRefused() {
    assertThrows(MessageFormatException.class, () -> message.setObject("v", new Object()));
    assertThrows(MessageFormatException.class, () -> message.setObject("v", new int[1]));
  }

  @Test
  void aNewMessageCanBeReadAndWritten() throws JMSException {
    message.setInt("a", 1);
    assertEquals(1, message.getInt("a"));
    message.setInt("a", 2);
    assertEquals(2, message.getInt("a"));
    assertTrue(message.itemExists("a"));
    assertFalse(message.itemExists("b"));
    assertFalse(message.itemExists(null));
  }

  @Test
  void aReceivedMessageIsReadOnlyUntilItsBodyIsCleared() throws JMSException {
    message.setInt("a", 1);
    LeaseMQMapMessage received = Wire.received(message);
    setters(received, "a").forEach(s -> assertThrows(MessageNotWriteableException.class, s));
    assertEquals(1, received.getInt("a"));
    received.clearBody();
    assertFalse(received.itemExists("a"));
    received.setInt("b", 2);
    assertEquals(2, received.getInt("b"));
  }

  @Test
  void aBodyThatIsClearedUnreadIsEmpty() throws JMSException {
    message.setInt("a", 1);
    LeaseMQMapMessage received = Wire.received(message);
    received.clearBody();
    assertFalse(received.getMapNames().hasMoreElements());
  }

  @Test
  void byteArraysAreCopied() throws JMSException {
    // Section 3.12.
    byte[] bytes = {0, 1, 2, 3};
    message.setBytes("a", bytes);
    message.setBytes("b", bytes, 1, 2);
    message.setObject("c", bytes);
    bytes[1] = 9;
    assertArrayEquals(new byte[] {0, 1, 2, 3}, message.getBytes("a"));
    assertArrayEquals(new byte[] {1, 2}, message.getBytes("b"));
    assertArrayEquals(new byte[] {0, 1, 2, 3}, (byte[]) message.getObject("c"));
    assertNotSame(message.getBytes("a"), message.getBytes("a"));
    assertNotSame(message.getObject("c"), message.getObject("c"));
    message.setBytes("n", null);
    message.setBytes("m", null, 0, 0);
    assertTrue(message.itemExists("n"));
    assertNull(message.getBytes("m"));
  }

  @Test
  void aWrongRangeIsRefused() throws JMSException {
    assertThrows(IndexOutOfBoundsException.class, () -> message.setBytes("a", new byte[2], 1, 2));
    assertFalse(message.itemExists("a"));
  }

  @Test
  void theBodyIsAMapOrObject() throws JMSException {
    message.setInt("a", 1);
    message.setString("b", null);
    Map<String, Object> expected = new HashMap<>();
    expected.put("a", 1);
    expected.put("b", null);
    LeaseMQMapMessage received = Wire.received(message);
    assertEquals(expected, received.getBody(Map.class));
    assertEquals(expected, received.getBody(Object.class));
    assertTrue(received.isBodyAssignableTo(Map.class));
    assertTrue(received.isBodyAssignableTo(Object.class));
    assertFalse(received.isBodyAssignableTo(HashMap.class));
    assertThrows(MessageFormatException.class, () -> received.getBody(HashMap.class));
  }

  @Test
  void theMapHandedOutIsACopy() throws JMSException {
    message.setBytes("a", new byte[] {1});
    @SuppressWarnings("unchecked")
    Map<String, Object> body = message.getBody(Map.class);
    ((byte[]) body.get("a"))[0] = 9;
    body.clear();
    assertArrayEquals(new byte[] {1}, message.getBytes("a"));
  }

  @Test
  void anEmptyBodyIsNone() throws JMSException {
    LeaseMQMapMessage received = Wire.received(message);
    assertTrue(received.isBodyAssignableTo(String.class));
    assertNull(received.getBody(String.class));
  }

  @Test
  void theSenderCanGoOnWriting() throws JMSException {
    // Section 3.9.
    message.setInt("a", 1);
    LeaseMQMapMessage received = Wire.received(message);
    message.setInt("a", 2);
    assertEquals(1, received.getInt("a"));
  }

  private static void write(LeaseMQMapMessage m, String name, ConversionTable.Field field)
      throws JMSException {
    Object value = field.sample();
    switch (field.written()) {
      case "boolean" -> m.setBoolean(name, (boolean) value);
      case "byte" -> m.setByte(name, (byte) value);
      case "short" -> m.setShort(name, (short) value);
      case "char" -> m.setChar(name, (char) value);
      case "int" -> m.setInt(name, (int) value);
      case "long" -> m.setLong(name, (long) value);
      case "float" -> m.setFloat(name, (float) value);
      case "double" -> m.setDouble(name, (double) value);
      case "String" -> m.setString(name, (String) value);
      default -> m.setBytes(name, (byte[]) value);
    }
  }

  private static Object read(LeaseMQMapMessage m, String name, String type) throws JMSException {
    return switch (type) {
      case "boolean" -> m.getBoolean(name);
      case "byte" -> m.getByte(name);
      case "short" -> m.getShort(name);
      case "char" -> m.getChar(name);
      case "int" -> m.getInt(name);
      case "long" -> m.getLong(name);
      case "float" -> m.getFloat(name);
      case "double" -> m.getDouble(name);
      case "String" -> m.getString(name);
      default -> m.getBytes(name);
    };
  }
}
