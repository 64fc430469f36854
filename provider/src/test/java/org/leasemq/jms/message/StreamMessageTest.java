package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.11, table 3-7 and the Javadoc of StreamMessage. */
class StreamMessageTest {

  private final LeaseMQStreamMessage message = new LeaseMQStreamMessage();

  static List<ConversionTable.Field> fields() {
    return ConversionTable.BODIES.fields();
  }

  static List<String> types() {
    return ConversionTable.BODIES.types();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void everyFieldOfTheTableHolds(ConversionTable.Field field) throws Exception {
    write(message, field);
    LeaseMQStreamMessage received = Wire.received(message);
    field.check(() -> read(received, field.read()));
    if (!field.marked()) {
      // The position has not moved: it can be read as what it is.
      assertEqualValues(field.sample(), received.readObject());
    }
    assertThrows(MessageEOFException.class, received::readObject);
  }

  @ParameterizedTest
  @MethodSource("types")
  void aNullIsReadAsItsTypeWantsIt(String type) throws Exception {
    message.writeObject(null);
    LeaseMQStreamMessage received = Wire.received(message);
    Class<? extends Throwable> failure = ConversionTable.NULL_FAILURES.get(type);
    if (failure != null) {
      assertThrows(failure, () -> read(received, type));
      assertNull(received.readObject());
    } else if (type.equals("boolean")) {
      assertFalse(received.readBoolean());
    } else {
      assertNull(read(received, type));
    }
    assertThrows(MessageEOFException.class, received::readObject);
  }

  @ParameterizedTest
  @ValueSource(strings = {"byte", "short", "int", "long", "float", "double"})
  void aStringThatIsNoNumberLeavesThePosition(String type) throws Exception {
    message.writeString("abc");
    message.reset();
    assertThrows(NumberFormatException.class, () -> read(message, type));
    assertEquals("abc", message.readString());
  }

  @Test
  void anObjectOfAnotherClassIsRefused() {
    assertThrows(MessageFormatException.class, () -> message.writeObject(new Object()));
    assertThrows(MessageFormatException.class, () -> message.writeObject(List.of()));
  }

  private List<Executable> reads(LeaseMQStreamMessage m) {
    return List.of(
        m::readBoolean,
        m::readByte,
        m::readShort,
        m::readChar,
        m::readInt,
        m::readLong,
        m::readFloat,
        m::readDouble,
        m::readString,
        m::readObject,
        () -> m.readBytes(new byte[1]));
  }

  private List<Executable> writes(LeaseMQStreamMessage m) {
    return List.of(
        () -> m.writeBoolean(true),
        () -> m.writeByte((byte) 1),
        () -> m.writeShort((short) 1),
        () -> m.writeChar('c'),
        () -> m.writeInt(1),
        () -> m.writeLong(1),
        () -> m.writeFloat(1),
        () -> m.writeDouble(1),
        () -> m.writeString("u"),
        () -> m.writeBytes(new byte[1]),
        () -> m.writeBytes(new byte[1], 0, 1),
        () -> m.writeObject(1));
  }

  @Test
  void aNewMessageIsWriteOnly() {
    reads(message).forEach(r -> assertThrows(MessageNotReadableException.class, r));
  }

  @Test
  void aMessageThatWasResetIsReadOnlyAndStartsAnew() throws JMSException {
    message.writeInt(1);
    message.reset();
    writes(message).forEach(w -> assertThrows(MessageNotWriteableException.class, w));
    assertEquals(1, message.readInt());
    message.reset();
    assertEquals(1, message.readInt());
    reads(message).forEach(r -> assertThrows(MessageEOFException.class, r));
  }

  @Test
  void aReceivedMessageIsReadOnlyUntilItsBodyIsCleared() throws JMSException {
    message.writeInt(1);
    LeaseMQStreamMessage received = Wire.received(message);
    writes(received).forEach(w -> assertThrows(MessageNotWriteableException.class, w));
    received.clearBody();
    reads(received).forEach(r -> assertThrows(MessageNotReadableException.class, r));
    received.writeInt(2);
    received.reset();
    assertEquals(2, received.readInt());
    assertThrows(MessageEOFException.class, received::readInt);
  }

  @Test
  void aByteArrayIsReadInPiecesAndAFullBufferAsksForOneMoreCall() throws JMSException {
    message.writeBytes(new byte[] {9, 1, 2, 3, 4, 9}, 1, 4);
    message.writeInt(7);
    message.reset();
    byte[] buffer = new byte[2];
    assertEquals(2, message.readBytes(buffer));
    assertArrayEquals(new byte[] {1, 2}, buffer);
    assertEquals(2, message.readBytes(buffer));
    assertArrayEquals(new byte[] {3, 4}, buffer);
    assertThrows(MessageFormatException.class, message::readInt);
    assertEquals(-1, message.readBytes(buffer));
    assertEquals(7, message.readInt());
  }

  @Test
  void aCallThatDoesNotFillItsBufferEndsTheField() throws JMSException {
    message.writeBytes(new byte[] {1, 2, 3});
    message.writeBytes(new byte[] {4});
    message.reset();
    byte[] buffer = new byte[2];
    assertEquals(2, message.readBytes(buffer));
    assertEquals(1, message.readBytes(buffer));
    // Two arrays in a row are two fields.
    assertEquals(1, message.readBytes(buffer));
    assertEquals(4, buffer[0]);
    assertThrows(MessageEOFException.class, () -> message.readBytes(buffer));
  }

  @Test
  void theLastFieldReadToTheByteSaysSoBeforeTheEndIsReached() throws JMSException {
    message.writeBytes(new byte[] {1, 2});
    message.reset();
    byte[] buffer = new byte[2];
    assertEquals(2, message.readBytes(buffer));
    assertThrows(MessageFormatException.class, message::readObject);
    assertEquals(-1, message.readBytes(buffer));
    assertThrows(MessageEOFException.class, () -> message.readBytes(buffer));
  }

  @Test
  void anEmptyByteArrayIsZeroAndANullOneMinusOne() throws JMSException {
    message.writeBytes(new byte[0]);
    message.writeBytes(null);
    message.writeInt(7);
    message.reset();
    byte[] buffer = new byte[2];
    assertEquals(0, message.readBytes(buffer));
    assertEquals(-1, message.readBytes(buffer));
    assertEquals(7, message.readInt());
  }

  @Test
  void aByteArrayThatWasBegunMustBeReadToItsEnd() throws JMSException {
    message.writeBytes(new byte[] {1, 2, 3});
    message.writeInt(7);
    message.reset();
    byte[] buffer = new byte[2];
    assertEquals(2, message.readBytes(buffer));
    reads(message).stream().limit(10).forEach(r -> assertThrows(MessageFormatException.class, r));
    assertEquals(1, message.readBytes(buffer));
    assertEquals(3, buffer[0]);
    assertEquals(7, message.readInt());
    message.reset();
    assertEquals(2, message.readBytes(buffer));
    message.reset();
    assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) message.readObject());
  }

  @Test
  void readBytesTakesByteArraysOnly() throws JMSException {
    message.writeString("abc");
    message.reset();
    assertThrows(MessageFormatException.class, () -> message.readBytes(new byte[2]));
    assertEquals("abc", message.readString());
  }

  @Test
  void byteArraysAreCopied() throws JMSException {
    // Section 3.12.
    byte[] bytes = {1, 2};
    message.writeBytes(bytes);
    message.writeObject(bytes);
    bytes[0] = 9;
    LeaseMQStreamMessage received = Wire.received(message);
    byte[] first = (byte[]) received.readObject();
    assertArrayEquals(new byte[] {1, 2}, first);
    assertArrayEquals(first, (byte[]) received.readObject());
    received.reset();
    assertNotSame(first, received.readObject());
  }

  @Test
  void aWrongRangeIsRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> message.writeBytes(new byte[2], 1, 2));
  }

  @Test
  void theSenderCanGoOnWriting() throws JMSException {
    // Section 3.9.
    message.writeInt(1);
    LeaseMQStreamMessage first = Wire.received(message);
    message.writeInt(2);
    assertEquals(1, first.readInt());
    assertThrows(MessageEOFException.class, first::readInt);
  }

  @Test
  void thereIsNoBodyToBeHadAtOnce() throws JMSException {
    // Javadoc of Message.getBody.
    assertThrows(MessageFormatException.class, () -> message.getBody(Object.class));
    assertFalse(message.isBodyAssignableTo(Object.class));
    message.writeInt(1);
    assertThrows(MessageFormatException.class, () -> message.getBody(List.class));
    assertFalse(message.isBodyAssignableTo(List.class));
  }

  private static void write(LeaseMQStreamMessage m, ConversionTable.Field field)
      throws JMSException {
    Object value = field.sample();
    switch (field.written()) {
      case "boolean" -> m.writeBoolean((boolean) value);
      case "byte" -> m.writeByte((byte) value);
      case "short" -> m.writeShort((short) value);
      case "char" -> m.writeChar((char) value);
      case "int" -> m.writeInt((int) value);
      case "long" -> m.writeLong((long) value);
      case "float" -> m.writeFloat((float) value);
      case "double" -> m.writeDouble((double) value);
      case "String" -> m.writeString((String) value);
      default -> m.writeBytes((byte[]) value);
    }
  }

  private static Object read(LeaseMQStreamMessage m, String type) throws JMSException {
    return switch (type) {
      case "boolean" -> m.readBoolean();
      case "byte" -> m.readByte();
      case "short" -> m.readShort();
      case "char" -> m.readChar();
      case "int" -> m.readInt();
      case "long" -> m.readLong();
      case "float" -> m.readFloat();
      case "double" -> m.readDouble();
      case "String" -> m.readString();
      default -> {
        byte[] buffer = new byte[16];
        int count = m.readBytes(buffer);
        yield count < 0 ? null : java.util.Arrays.copyOf(buffer, count);
      }
    };
  }

  private static void assertEqualValues(Object expected, Object actual) {
    if (expected instanceof byte[] bytes) {
      assertArrayEquals(bytes, (byte[]) actual);
    } else {
      assertEquals(expected, actual);
    }
  }
}
