package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.11 and the Javadoc of BytesMessage. */
class BytesMessageTest {

  private final LeaseMQBytesMessage message = new LeaseMQBytesMessage();

  private List<Executable> reads(LeaseMQBytesMessage m) {
    return List.of(
        m::getBodyLength,
        m::readBoolean,
        m::readByte,
        m::readUnsignedByte,
        m::readShort,
        m::readUnsignedShort,
        m::readChar,
        m::readInt,
        m::readLong,
        m::readFloat,
        m::readDouble,
        m::readUTF,
        () -> m.readBytes(new byte[1]),
        () -> m.readBytes(new byte[1], 1));
  }

  private List<Executable> writes(LeaseMQBytesMessage m) {
    return List.of(
        () -> m.writeBoolean(true),
        () -> m.writeByte((byte) 1),
        () -> m.writeShort((short) 1),
        () -> m.writeChar('c'),
        () -> m.writeInt(1),
        () -> m.writeLong(1),
        () -> m.writeFloat(1),
        () -> m.writeDouble(1),
        () -> m.writeUTF("u"),
        () -> m.writeBytes(new byte[1]),
        () -> m.writeBytes(new byte[1], 0, 1),
        () -> m.writeObject(1));
  }

  @Test
  void theFormatIsThatOfDataOutput() throws Exception {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(expected);
    String text = "a\u0000é€😀\uD800";
    data.writeBoolean(true);
    data.writeByte(-2);
    data.writeShort(-300);
    data.writeChar('€');
    data.writeInt(0x01020304);
    data.writeLong(Long.MIN_VALUE);
    data.writeFloat(1.5f);
    data.writeDouble(Double.NaN);
    data.writeUTF(text);
    message.writeBoolean(true);
    message.writeByte((byte) -2);
    message.writeShort((short) -300);
    message.writeChar('€');
    message.writeInt(0x01020304);
    message.writeLong(Long.MIN_VALUE);
    message.writeFloat(1.5f);
    message.writeDouble(Double.NaN);
    message.writeUTF(text);
    assertArrayEquals(expected.toByteArray(), message.getBody(byte[].class));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(expected.toByteArray()));
    LeaseMQBytesMessage received = Wire.received(message);
    assertEquals(in.readBoolean(), received.readBoolean());
    assertEquals(in.readByte(), received.readByte());
    assertEquals(in.readShort(), received.readShort());
    assertEquals(in.readChar(), received.readChar());
    assertEquals(in.readInt(), received.readInt());
    assertEquals(in.readLong(), received.readLong());
    assertEquals(in.readFloat(), received.readFloat());
    assertEquals(in.readDouble(), received.readDouble());
    assertEquals(in.readUTF(), received.readUTF());
    assertThrows(MessageEOFException.class, received::readByte);
  }

  @Test
  void bytesAndShortsCanBeReadUnsigned() throws JMSException {
    message.writeByte((byte) 0xFE);
    message.writeShort((short) 0xFFFE);
    message.reset();
    assertEquals(0xFE, message.readUnsignedByte());
    assertEquals(0xFFFE, message.readUnsignedShort());
  }

  @Test
  void objectsAreWrittenAsTheirPrimitives() throws JMSException {
    for (Object value :
        new Object[] {true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "seven", new byte[] {8, 9}}) {
      message.writeObject(value);
    }
    message.reset();
    assertTrue(message.readBoolean());
    assertEquals(1, message.readByte());
    assertEquals(2, message.readShort());
    assertEquals('c', message.readChar());
    assertEquals(3, message.readInt());
    assertEquals(4, message.readLong());
    assertEquals(5, message.readFloat());
    assertEquals(6, message.readDouble());
    assertEquals("seven", message.readUTF());
    assertEquals(8, message.readByte());
    assertEquals(9, message.readByte());
    message.clearBody();
    assertThrows(MessageFormatException.class, () -> message.writeObject(new Object()));
  }

  @Test
  void thereAreNoNulls() {
    // Section 3.12.
    assertThrows(NullPointerException.class, () -> message.writeObject(null));
    assertThrows(NullPointerException.class, () -> message.writeUTF(null));
    assertThrows(NullPointerException.class, () -> message.writeBytes(null));
  }

  @Test
  void aNewMessageIsWriteOnly() {
    reads(message).forEach(r -> assertThrows(MessageNotReadableException.class, r));
  }

  @Test
  void aMessageThatWasResetIsReadOnly() throws JMSException {
    message.writeInt(1);
    message.reset();
    writes(message).forEach(w -> assertThrows(MessageNotWriteableException.class, w));
    assertEquals(4, message.getBodyLength());
    assertEquals(1, message.readInt());
    message.reset();
    assertEquals(1, message.readInt());
  }

  @Test
  void aReceivedMessageIsReadOnlyUntilItsBodyIsCleared() throws JMSException {
    message.writeInt(1);
    LeaseMQBytesMessage received = Wire.received(message);
    writes(received).forEach(w -> assertThrows(MessageNotWriteableException.class, w));
    assertEquals(1, received.readInt());
    received.clearBody();
    reads(received).forEach(r -> assertThrows(MessageNotReadableException.class, r));
    received.writeInt(2);
    received.reset();
    assertEquals(4, received.getBodyLength());
    assertEquals(2, received.readInt());
  }

  @Test
  void theLengthDoesNotDependOnThePosition() throws JMSException {
    message.writeLong(1);
    message.reset();
    message.readInt();
    assertEquals(8, message.getBodyLength());
  }

  @Test
  void aReadPastTheEndLeavesThePosition() throws JMSException {
    message.writeByte((byte) 7);
    message.reset();
    for (Executable read :
        List.<Executable>of(
            message::readShort,
            message::readUnsignedShort,
            message::readChar,
            message::readInt,
            message::readLong,
            message::readFloat,
            message::readDouble,
            message::readUTF)) {
      assertThrows(MessageEOFException.class, read);
    }
    assertEquals(7, message.readByte());
    assertThrows(MessageEOFException.class, message::readBoolean);
    assertThrows(MessageEOFException.class, message::readUnsignedByte);
  }

  @Test
  void utfThatIsNoneOrCutOffLeavesThePosition() throws JMSException {
    // Section 3.11.3: a read that fails can be tried again as something else.
    message.writeShort((short) 3);
    message.writeBytes(new byte[] {'a', (byte) 0xFF, 'b'});
    message.reset();
    assertThrows(MessageFormatException.class, message::readUTF);
    assertEquals(3, message.readShort());

    message.clearBody();
    message.writeShort((short) 3);
    message.writeBytes(new byte[] {'a', 'b'});
    message.reset();
    assertThrows(MessageEOFException.class, message::readUTF);
    assertEquals(3, message.readShort());
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC3, 0xE2, 0x80, 0xF0})
  void utfWithACharacterCutOffIsRefused(int lead) throws JMSException {
    message.writeShort((short) 1);
    message.writeByte((byte) lead);
    message.writeByte((byte) 0x82);
    message.reset();
    assertThrows(MessageFormatException.class, message::readUTF);
  }

  @Test
  void utfTakesUpTo65535EncodedBytes() throws JMSException {
    message.writeUTF("x".repeat(65_535));
    message.reset();
    assertEquals(65_535, message.readUTF().length());
    message.clearBody();
    assertThrows(MessageFormatException.class, () -> message.writeUTF("x".repeat(65_536)));
    assertThrows(MessageFormatException.class, () -> message.writeUTF("é".repeat(32_768)));
  }

  @Test
  void bytesAreReadInPiecesUntilMinusOne() throws JMSException {
    message.writeBytes(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 1, 5);
    message.reset();
    byte[] buffer = new byte[3];
    assertEquals(3, message.readBytes(buffer));
    assertArrayEquals(new byte[] {1, 2, 3}, buffer);
    assertEquals(2, message.readBytes(buffer));
    assertArrayEquals(new byte[] {4, 5, 3}, buffer);
    assertEquals(-1, message.readBytes(buffer));
    message.reset();
    assertEquals(2, message.readBytes(buffer, 2));
    assertEquals(0, message.readBytes(buffer, 0));
    assertEquals(3, message.readBytes(buffer));
    assertEquals(-1, message.readBytes(buffer, 1));
  }

  @Test
  void aWrongLengthReadsNothing() throws JMSException {
    message.writeByte((byte) 7);
    message.reset();
    assertThrows(IndexOutOfBoundsException.class, () -> message.readBytes(new byte[2], -1));
    assertThrows(IndexOutOfBoundsException.class, () -> message.readBytes(new byte[2], 3));
    assertEquals(7, message.readByte());
  }

  @Test
  void aWrongRangeWritesNothing() throws JMSException {
    assertThrows(IndexOutOfBoundsException.class, () -> message.writeBytes(new byte[2], 1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> message.writeBytes(new byte[2], -1, 1));
    message.reset();
    assertEquals(0, message.getBodyLength());
  }

  @Test
  void getBodyResetsBeforeAndAfter() throws JMSException {
    message.writeInt(5);
    assertArrayEquals(new byte[] {0, 0, 0, 5}, message.getBody(byte[].class));
    message.readShort();
    assertArrayEquals(new byte[] {0, 0, 0, 5}, (byte[]) message.getBody(Object.class));
    assertEquals(5, message.readInt());
  }

  @Test
  void theBodyIsBytesOrObject() throws JMSException {
    message.writeInt(5);
    assertTrue(message.isBodyAssignableTo(byte[].class));
    assertTrue(message.isBodyAssignableTo(Object.class));
    assertFalse(message.isBodyAssignableTo(String.class));
    assertFalse(message.isBodyAssignableTo(java.io.Serializable.class));
    assertThrows(MessageFormatException.class, () -> message.getBody(String.class));
  }

  @Test
  void anEmptyBodyIsNone() throws JMSException {
    assertTrue(message.isBodyAssignableTo(String.class));
    assertNull(message.getBody(String.class));
    LeaseMQBytesMessage received = Wire.received(message);
    assertNull(received.getBody(byte[].class));
    assertEquals(0, received.getBodyLength());
  }

  @Test
  void whatIsHandedOutIsACopy() throws JMSException {
    message.writeInt(5);
    LeaseMQBytesMessage received = Wire.received(message);
    received.getBody(byte[].class)[3] = 9;
    assertEquals(5, received.readInt());
  }

  @Test
  void theSenderCanGoOnWriting() throws JMSException {
    // Section 3.9.
    message.writeInt(1);
    LeaseMQBytesMessage first = Wire.received(message);
    message.writeInt(2);
    LeaseMQBytesMessage second = Wire.received(message);
    assertEquals(4, first.getBodyLength());
    assertEquals(8, second.getBodyLength());
  }

  @Test
  void aLargeBodyIsGrownInto() throws JMSException {
    byte[] chunk = new byte[1000];
    for (int i = 0; i < 5000; i++) {
      chunk[0] = (byte) i;
      message.writeBytes(chunk);
    }
    LeaseMQBytesMessage received = Wire.received(message);
    assertEquals(5_000_000, received.getBodyLength());
    for (int i = 0; i < 5000; i++) {
      assertEquals(1000, received.readBytes(chunk));
      assertEquals((byte) i, chunk[0]);
    }
  }
}
