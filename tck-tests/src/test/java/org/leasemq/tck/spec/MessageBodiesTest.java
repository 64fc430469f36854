package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Message bodies, sent messages and received ones (Jakarta Messaging 3.1, 3.9 to 3.12). */
class MessageBodiesTest extends SpecFixture {

  private static final byte[] BYTES = {1, 2, 3, -4};

  @Test
  @Section("3.11.4")
  void eachTypeOfMessageArrivesAsThatType() throws JMSException {
    Session session = session();
    assertInstanceOf(TextMessage.class, passed(session.createTextMessage()));
    assertInstanceOf(BytesMessage.class, passed(session.createBytesMessage()));
    assertInstanceOf(MapMessage.class, passed(session.createMapMessage()));
    assertInstanceOf(StreamMessage.class, passed(session.createStreamMessage()));
    assertInstanceOf(ObjectMessage.class, passed(session.createObjectMessage()));
    Message plain = passed(session.createMessage());
    assertFalse(
        plain instanceof TextMessage
            || plain instanceof BytesMessage
            || plain instanceof MapMessage
            || plain instanceof StreamMessage
            || plain instanceof ObjectMessage,
        plain::toString);
  }

  // Text

  @Test
  @Section("3.11")
  void textKeepsEveryCharacter() throws JMSException {
    String text = "äöü € \u0000 \uD83D\uDE00 \n\t\"'<>&";
    assertEquals(text, text(passed(session().createTextMessage(text))));
  }

  @Test
  @Section("3.11")
  void textMayBeNullAndEmpty() throws JMSException {
    Session session = session();
    assertNull(text(session.createTextMessage()));
    assertNull(text(passed(session.createTextMessage())));
    assertNull(text(passed(session.createTextMessage(null))));
    assertEquals("", text(passed(session.createTextMessage(""))));
  }

  @Test
  @Section("3.11.2")
  void textIsReadOnlyWhenReceivedAndWritableOnceCleared() throws JMSException {
    TextMessage received = (TextMessage) passed(session().createTextMessage("one"));
    assertThrows(MessageNotWriteableException.class, () -> received.setText("two"));
    assertEquals("one", received.getText());
    received.clearBody();
    assertNull(received.getText());
    received.setText("two");
    assertEquals("two", received.getText());
  }

  @Test
  @Section("3.11.1")
  void clearBodyKeepsThePropertiesReadOnly() throws JMSException {
    TextMessage message = session().createTextMessage("one");
    message.setIntProperty("p", 1);
    message.setJMSType("t");
    Message received = passed(message);
    received.clearBody();
    assertEquals(1, received.getIntProperty("p"));
    assertEquals("t", received.getJMSType());
    assertThrows(MessageNotWriteableException.class, () -> received.setIntProperty("p", 2));
  }

  @Test
  @Section("3.9")
  void aSentMessageCanBeChangedAndSentAgain() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    var producer = session.createProducer(queue);
    TextMessage message = session.createTextMessage("one");
    message.setIntProperty("p", 1);
    producer.send(message);
    message.setText("two");
    message.setIntProperty("p", 2);
    producer.send(message);
    var consumer = session.createConsumer(queue);
    Message first = next(consumer);
    assertEquals("one", text(first));
    assertEquals(1, first.getIntProperty("p"));
    assertReceives(consumer, "two");
  }

  @Test
  @Section("3.9")
  void aReceivedMessageCanBeSentOn() throws JMSException {
    TextMessage message = session().createTextMessage("one");
    message.setIntProperty("p", 1);
    Message twice = passed(passed(message));
    assertEquals("one", text(twice));
    assertEquals(1, twice.getIntProperty("p"));
    assertEquals(1, twice.getIntProperty("JMSXDeliveryCount"));
    assertFalse(twice.getJMSRedelivered());
  }

  @Test
  @Section("3.10")
  void aMessageThatItsConsumerChangedIsRedeliveredAsItWas() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    TextMessage message = session.createTextMessage("one");
    message.setIntProperty("p", 1);
    session.createProducer(queue).send(message);
    session.commit();
    var consumer = session.createConsumer(queue);
    TextMessage first = (TextMessage) next(consumer);
    first.clearBody();
    first.setText("changed");
    first.clearProperties();
    first.setIntProperty("p", 9);
    session.rollback();
    Message again = next(consumer);
    assertEquals("one", text(again));
    assertEquals(1, again.getIntProperty("p"));
  }

  // Bytes

  private static void writeAll(BytesMessage message) throws JMSException {
    message.writeBoolean(true);
    message.writeByte((byte) -7);
    message.writeShort((short) -700);
    message.writeChar('ü');
    message.writeInt(-70_000);
    message.writeLong(-7_000_000_000L);
    message.writeFloat(1.5f);
    message.writeDouble(-2.5);
    message.writeUTF("text ü");
    message.writeBytes(BYTES);
    message.writeBytes(BYTES, 1, 2);
    message.writeObject(5);
    message.writeObject(BYTES);
  }

  private static void assertReadsAll(BytesMessage message) throws JMSException {
    assertTrue(message.readBoolean());
    assertEquals(-7, message.readByte());
    assertEquals(-700, message.readShort());
    assertEquals('ü', message.readChar());
    assertEquals(-70_000, message.readInt());
    assertEquals(-7_000_000_000L, message.readLong());
    assertEquals(1.5f, message.readFloat());
    assertEquals(-2.5, message.readDouble());
    assertEquals("text ü", message.readUTF());
    byte[] six = new byte[6];
    assertEquals(6, message.readBytes(six));
    assertArrayEquals(new byte[] {1, 2, 3, -4, 2, 3}, six);
    assertEquals(5, message.readInt());
    byte[] four = new byte[4];
    assertEquals(4, message.readBytes(four));
    assertArrayEquals(BYTES, four);
    assertEquals(-1, message.readBytes(four));
  }

  @Test
  @Section("BytesMessage")
  void bytesAreReadAsTheyWereWritten() throws JMSException {
    BytesMessage message = session().createBytesMessage();
    writeAll(message);
    BytesMessage received = (BytesMessage) passed(message);
    assertReadsAll(received);
    received.reset();
    assertReadsAll(received);
  }

  @Test
  @Section("BytesMessage.reset")
  void bytesAreReadableByTheWriterAfterReset() throws JMSException {
    BytesMessage message = session().createBytesMessage();
    writeAll(message);
    message.reset();
    assertReadsAll(message);
    assertThrows(MessageNotWriteableException.class, () -> message.writeInt(1));
  }

  @Test
  @Section("BytesMessage")
  void bytesAreWriteOnlyUntilTheyAreReset() throws JMSException {
    BytesMessage message = session().createBytesMessage();
    message.writeInt(1);
    assertThrows(MessageNotReadableException.class, message::readBoolean);
    assertThrows(MessageNotReadableException.class, message::readByte);
    assertThrows(MessageNotReadableException.class, message::readUnsignedByte);
    assertThrows(MessageNotReadableException.class, message::readShort);
    assertThrows(MessageNotReadableException.class, message::readUnsignedShort);
    assertThrows(MessageNotReadableException.class, message::readChar);
    assertThrows(MessageNotReadableException.class, message::readInt);
    assertThrows(MessageNotReadableException.class, message::readLong);
    assertThrows(MessageNotReadableException.class, message::readFloat);
    assertThrows(MessageNotReadableException.class, message::readDouble);
    assertThrows(MessageNotReadableException.class, message::readUTF);
    assertThrows(MessageNotReadableException.class, () -> message.readBytes(new byte[1]));
    assertThrows(MessageNotReadableException.class, () -> message.readBytes(new byte[1], 1));
    assertThrows(MessageNotReadableException.class, message::getBodyLength);
  }

  @Test
  @Section("3.11.2")
  void bytesAreReadOnlyWhenReceived() throws JMSException {
    BytesMessage received = (BytesMessage) passed(session().createBytesMessage());
    assertThrows(MessageNotWriteableException.class, () -> received.writeBoolean(true));
    assertThrows(MessageNotWriteableException.class, () -> received.writeByte((byte) 1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeShort((short) 1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeChar('c'));
    assertThrows(MessageNotWriteableException.class, () -> received.writeInt(1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeLong(1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeFloat(1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeDouble(1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeUTF("x"));
    assertThrows(MessageNotWriteableException.class, () -> received.writeBytes(BYTES));
    assertThrows(MessageNotWriteableException.class, () -> received.writeBytes(BYTES, 0, 1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeObject(1));
  }

  @Test
  @Section("3.11.2")
  void bytesAreEmptyAndWriteOnlyOnceCleared() throws JMSException {
    BytesMessage message = session().createBytesMessage();
    message.writeInt(1);
    BytesMessage received = (BytesMessage) passed(message);
    received.clearBody();
    assertThrows(MessageNotReadableException.class, received::readByte);
    received.writeByte((byte) 9);
    received.reset();
    assertEquals(1, received.getBodyLength());
    assertEquals(9, received.readByte());
  }

  @Test
  @Section("10.3")
  void bytesReadBeyondTheEndThrowMessageEofException() throws JMSException {
    BytesMessage received = (BytesMessage) passed(session().createBytesMessage());
    assertThrows(MessageEOFException.class, received::readBoolean);
    assertThrows(MessageEOFException.class, received::readByte);
    assertThrows(MessageEOFException.class, received::readUnsignedByte);
    assertThrows(MessageEOFException.class, received::readShort);
    assertThrows(MessageEOFException.class, received::readUnsignedShort);
    assertThrows(MessageEOFException.class, received::readChar);
    assertThrows(MessageEOFException.class, received::readInt);
    assertThrows(MessageEOFException.class, received::readLong);
    assertThrows(MessageEOFException.class, received::readFloat);
    assertThrows(MessageEOFException.class, received::readDouble);
    assertThrows(MessageEOFException.class, received::readUTF);
    assertEquals(-1, received.readBytes(new byte[1]));
  }

  @Test
  @Section("BytesMessage")
  void unsignedBytesAndShortsAreReadAsSuch() throws JMSException {
    BytesMessage message = session().createBytesMessage();
    message.writeByte((byte) -1);
    message.writeShort((short) -1);
    BytesMessage received = (BytesMessage) passed(message);
    assertEquals(3, received.getBodyLength());
    assertEquals(255, received.readUnsignedByte());
    assertEquals(65_535, received.readUnsignedShort());
  }

  @Test
  @Section("BytesMessage.readBytes")
  void readBytesReadsNoMoreThanAskedFor() throws JMSException {
    BytesMessage message = session().createBytesMessage();
    message.writeBytes(new byte[] {1, 2, 3, 4, 5});
    BytesMessage received = (BytesMessage) passed(message);
    byte[] target = new byte[4];
    assertEquals(2, received.readBytes(target, 2));
    assertArrayEquals(new byte[] {1, 2, 0, 0}, target);
    assertEquals(3, received.readBytes(target));
    assertArrayEquals(new byte[] {3, 4, 5, 0}, target);
    assertEquals(-1, received.readBytes(target, 1));
  }

  @Test
  @Section("BytesMessage.readBytes")
  void readBytesOfANegativeOrTooLargeLengthIsOutOfBoundsAndReadsNothing() throws JMSException {
    BytesMessage message = session().createBytesMessage();
    message.writeBytes(BYTES);
    BytesMessage received = (BytesMessage) passed(message);
    assertThrows(IndexOutOfBoundsException.class, () -> received.readBytes(new byte[2], -1));
    assertThrows(IndexOutOfBoundsException.class, () -> received.readBytes(new byte[2], 3));
    assertEquals(1, received.readByte());
  }

  @Test
  @Section("3.12")
  void writingNullBytesThrowsNullPointerException() throws JMSException {
    BytesMessage message = session().createBytesMessage();
    assertThrows(NullPointerException.class, () -> message.writeObject(null));
    assertThrows(NullPointerException.class, () -> message.writeUTF(null));
    assertThrows(NullPointerException.class, () -> message.writeBytes(null));
  }

  @Test
  @Section("10.3")
  void writingAnUnsupportedObjectThrowsMessageFormatException() throws JMSException {
    Session session = session();
    BytesMessage bytes = session.createBytesMessage();
    StreamMessage stream = session.createStreamMessage();
    MapMessage map = session.createMapMessage();
    for (Object value : List.of(new Object(), List.of(), new int[1], Map.of())) {
      assertThrows(MessageFormatException.class, () -> bytes.writeObject(value));
      assertThrows(MessageFormatException.class, () -> stream.writeObject(value));
      assertThrows(MessageFormatException.class, () -> map.setObject("x", value));
    }
  }

  // Map

  private static void setAll(MapMessage message) throws JMSException {
    message.setBoolean("boolean", true);
    message.setByte("byte", (byte) -7);
    message.setShort("short", (short) -700);
    message.setChar("char", 'ü');
    message.setInt("int", -70_000);
    message.setLong("long", -7_000_000_000L);
    message.setFloat("float", 1.5f);
    message.setDouble("double", -2.5);
    message.setString("string", "text ü");
    message.setBytes("bytes", BYTES);
    message.setBytes("part", BYTES, 1, 2);
    message.setObject("null", null);
  }

  @Test
  @Section("MapMessage")
  void mapValuesAreReadAsTheyWereSet() throws JMSException {
    MapMessage message = session().createMapMessage();
    setAll(message);
    for (MapMessage map : List.of(message, (MapMessage) passed(message))) {
      assertTrue(map.getBoolean("boolean"));
      assertEquals(-7, map.getByte("byte"));
      assertEquals(-700, map.getShort("short"));
      assertEquals('ü', map.getChar("char"));
      assertEquals(-70_000, map.getInt("int"));
      assertEquals(-7_000_000_000L, map.getLong("long"));
      assertEquals(1.5f, map.getFloat("float"));
      assertEquals(-2.5, map.getDouble("double"));
      assertEquals("text ü", map.getString("string"));
      assertArrayEquals(BYTES, map.getBytes("bytes"));
      assertArrayEquals(new byte[] {2, 3}, map.getBytes("part"));
      assertNull(map.getObject("null"));
    }
  }

  @Test
  @Section("MapMessage.getObject")
  void mapObjectsKeepTheirTypes() throws JMSException {
    MapMessage message = session().createMapMessage();
    setAll(message);
    MapMessage map = (MapMessage) passed(message);
    assertEquals(true, map.getObject("boolean"));
    assertEquals((byte) -7, map.getObject("byte"));
    assertEquals((short) -700, map.getObject("short"));
    assertEquals('ü', map.getObject("char"));
    assertEquals(-70_000, map.getObject("int"));
    assertEquals(-7_000_000_000L, map.getObject("long"));
    assertEquals(1.5f, map.getObject("float"));
    assertEquals(-2.5, map.getObject("double"));
    assertEquals("text ü", map.getObject("string"));
    assertArrayEquals(BYTES, (byte[]) map.getObject("bytes"));
  }

  @Test
  @Section("MapMessage.getMapNames")
  void mapNamesAreAllThatWereSet() throws JMSException {
    MapMessage message = session().createMapMessage();
    message.setInt("a", 1);
    message.setInt("B", 1);
    message.setObject("null", null);
    MapMessage map = (MapMessage) passed(message);
    Set<Object> names =
        new TreeSet<>(Collections.list((java.util.Enumeration<?>) map.getMapNames()));
    assertEquals(Set.of("B", "a", "null"), names);
    assertTrue(map.itemExists("null"));
    assertFalse(map.itemExists("A"));
  }

  @Test
  @Section("MapMessage.setX")
  void aMapNameMustNotBeNullOrEmpty() throws JMSException {
    MapMessage map = session().createMapMessage();
    for (String name : new String[] {null, ""}) {
      assertThrows(IllegalArgumentException.class, () -> map.setBoolean(name, true));
      assertThrows(IllegalArgumentException.class, () -> map.setByte(name, (byte) 1));
      assertThrows(IllegalArgumentException.class, () -> map.setShort(name, (short) 1));
      assertThrows(IllegalArgumentException.class, () -> map.setChar(name, 'c'));
      assertThrows(IllegalArgumentException.class, () -> map.setInt(name, 1));
      assertThrows(IllegalArgumentException.class, () -> map.setLong(name, 1));
      assertThrows(IllegalArgumentException.class, () -> map.setFloat(name, 1));
      assertThrows(IllegalArgumentException.class, () -> map.setDouble(name, 1));
      assertThrows(IllegalArgumentException.class, () -> map.setString(name, "s"));
      assertThrows(IllegalArgumentException.class, () -> map.setBytes(name, BYTES));
      assertThrows(IllegalArgumentException.class, () -> map.setBytes(name, BYTES, 0, 1));
      assertThrows(IllegalArgumentException.class, () -> map.setObject(name, 1));
    }
  }

  @Test
  @Section("3.11.2")
  void aMapIsReadOnlyWhenReceivedAndWritableOnceCleared() throws JMSException {
    MapMessage message = session().createMapMessage();
    message.setInt("a", 1);
    MapMessage map = (MapMessage) passed(message);
    assertThrows(MessageNotWriteableException.class, () -> map.setBoolean("a", true));
    assertThrows(MessageNotWriteableException.class, () -> map.setByte("a", (byte) 1));
    assertThrows(MessageNotWriteableException.class, () -> map.setShort("a", (short) 1));
    assertThrows(MessageNotWriteableException.class, () -> map.setChar("a", 'c'));
    assertThrows(MessageNotWriteableException.class, () -> map.setInt("a", 2));
    assertThrows(MessageNotWriteableException.class, () -> map.setLong("a", 2));
    assertThrows(MessageNotWriteableException.class, () -> map.setFloat("a", 2));
    assertThrows(MessageNotWriteableException.class, () -> map.setDouble("a", 2));
    assertThrows(MessageNotWriteableException.class, () -> map.setString("a", "2"));
    assertThrows(MessageNotWriteableException.class, () -> map.setBytes("a", BYTES));
    assertThrows(MessageNotWriteableException.class, () -> map.setBytes("a", BYTES, 0, 1));
    assertThrows(MessageNotWriteableException.class, () -> map.setObject("a", 2));
    map.clearBody();
    assertFalse(map.itemExists("a"));
    map.setInt("b", 2);
    assertEquals(2, map.getInt("b"));
  }

  @Test
  @Section("3.12")
  void bytesAreCopiedIntoAndOutOfAMap() throws JMSException {
    MapMessage map = session().createMapMessage();
    byte[] bytes = {1, 2};
    map.setBytes("b", bytes);
    bytes[0] = 9;
    assertArrayEquals(new byte[] {1, 2}, map.getBytes("b"));
    map.getBytes("b")[0] = 9;
    assertArrayEquals(new byte[] {1, 2}, map.getBytes("b"));
  }

  // Stream

  @Test
  @Section("StreamMessage")
  void aStreamIsReadAsItWasWritten() throws JMSException {
    StreamMessage message = session().createStreamMessage();
    message.writeBoolean(true);
    message.writeByte((byte) -7);
    message.writeShort((short) -700);
    message.writeChar('ü');
    message.writeInt(-70_000);
    message.writeLong(-7_000_000_000L);
    message.writeFloat(1.5f);
    message.writeDouble(-2.5);
    message.writeString("text ü");
    message.writeObject(null);
    message.writeBytes(BYTES, 1, 2);
    StreamMessage stream = (StreamMessage) passed(message);
    for (int i = 0; i < 2; i++) {
      assertTrue(stream.readBoolean());
      assertEquals(-7, stream.readByte());
      assertEquals(-700, stream.readShort());
      assertEquals('ü', stream.readChar());
      assertEquals(-70_000, stream.readInt());
      assertEquals(-7_000_000_000L, stream.readLong());
      assertEquals(1.5f, stream.readFloat());
      assertEquals(-2.5, stream.readDouble());
      assertEquals("text ü", stream.readString());
      assertNull(stream.readObject());
      assertArrayEquals(new byte[] {2, 3}, (byte[]) stream.readObject());
      stream.reset();
    }
  }

  @Test
  @Section("StreamMessage.readObject")
  void streamObjectsKeepTheirTypes() throws JMSException {
    List<Object> values = List.of(true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "7");
    StreamMessage message = session().createStreamMessage();
    for (Object value : values) {
      message.writeObject(value);
    }
    StreamMessage stream = (StreamMessage) passed(message);
    for (Object value : values) {
      assertEquals(value, stream.readObject());
    }
    assertThrows(MessageEOFException.class, stream::readObject);
  }

  @Test
  @Section("StreamMessage.readBytes")
  void aByteFieldIsReadInPiecesAndEndsWithMinusOne() throws JMSException {
    StreamMessage message = session().createStreamMessage();
    message.writeBytes(new byte[] {1, 2, 3, 4});
    message.writeInt(5);
    StreamMessage stream = (StreamMessage) passed(message);
    byte[] two = new byte[2];
    assertEquals(2, stream.readBytes(two));
    assertArrayEquals(new byte[] {1, 2}, two);
    assertEquals(2, stream.readBytes(two));
    assertArrayEquals(new byte[] {3, 4}, two);
    assertEquals(-1, stream.readBytes(two));
    assertEquals(5, stream.readInt());
  }

  @Test
  @Section("StreamMessage.readBytes")
  void aByteFieldShorterThanTheArrayEndsAtOnce() throws JMSException {
    StreamMessage message = session().createStreamMessage();
    message.writeBytes(new byte[] {1});
    message.writeInt(5);
    StreamMessage stream = (StreamMessage) passed(message);
    assertEquals(1, stream.readBytes(new byte[2]));
    assertEquals(5, stream.readInt());
  }

  @Test
  @Section("StreamMessage.readBytes")
  void anEmptyByteFieldReadsZeroAndANullOneMinusOne() throws JMSException {
    StreamMessage message = session().createStreamMessage();
    message.writeBytes(new byte[0]);
    message.writeObject(null);
    message.writeInt(5);
    StreamMessage stream = (StreamMessage) passed(message);
    assertEquals(0, stream.readBytes(new byte[2]));
    assertEquals(-1, stream.readBytes(new byte[2]));
    assertEquals(5, stream.readInt());
  }

  @Test
  @Section("StreamMessage.readBytes")
  void aByteFieldMustBeReadToItsEndBeforeTheNext() throws JMSException {
    StreamMessage message = session().createStreamMessage();
    message.writeBytes(new byte[] {1, 2, 3});
    message.writeInt(5);
    StreamMessage stream = (StreamMessage) passed(message);
    assertEquals(2, stream.readBytes(new byte[2]));
    assertThrows(MessageFormatException.class, stream::readInt);
    assertEquals(1, stream.readBytes(new byte[2]));
    assertEquals(5, stream.readInt());
  }

  @Test
  @Section("StreamMessage")
  void aStreamIsWriteOnlyUntilItIsReset() throws JMSException {
    StreamMessage message = session().createStreamMessage();
    message.writeInt(1);
    assertThrows(MessageNotReadableException.class, message::readBoolean);
    assertThrows(MessageNotReadableException.class, message::readByte);
    assertThrows(MessageNotReadableException.class, message::readShort);
    assertThrows(MessageNotReadableException.class, message::readChar);
    assertThrows(MessageNotReadableException.class, message::readInt);
    assertThrows(MessageNotReadableException.class, message::readLong);
    assertThrows(MessageNotReadableException.class, message::readFloat);
    assertThrows(MessageNotReadableException.class, message::readDouble);
    assertThrows(MessageNotReadableException.class, message::readString);
    assertThrows(MessageNotReadableException.class, message::readObject);
    assertThrows(MessageNotReadableException.class, () -> message.readBytes(new byte[1]));
    message.reset();
    assertEquals(1, message.readInt());
    assertThrows(MessageNotWriteableException.class, () -> message.writeInt(2));
  }

  @Test
  @Section("3.11.2")
  void aStreamIsReadOnlyWhenReceived() throws JMSException {
    StreamMessage received = (StreamMessage) passed(session().createStreamMessage());
    assertThrows(MessageNotWriteableException.class, () -> received.writeBoolean(true));
    assertThrows(MessageNotWriteableException.class, () -> received.writeByte((byte) 1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeShort((short) 1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeChar('c'));
    assertThrows(MessageNotWriteableException.class, () -> received.writeInt(1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeLong(1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeFloat(1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeDouble(1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeString("x"));
    assertThrows(MessageNotWriteableException.class, () -> received.writeBytes(BYTES));
    assertThrows(MessageNotWriteableException.class, () -> received.writeBytes(BYTES, 0, 1));
    assertThrows(MessageNotWriteableException.class, () -> received.writeObject(1));
  }

  @Test
  @Section("10.3")
  void aStreamReadBeyondItsEndThrowsMessageEofException() throws JMSException {
    StreamMessage received = (StreamMessage) passed(session().createStreamMessage());
    assertThrows(MessageEOFException.class, received::readBoolean);
    assertThrows(MessageEOFException.class, received::readByte);
    assertThrows(MessageEOFException.class, received::readShort);
    assertThrows(MessageEOFException.class, received::readChar);
    assertThrows(MessageEOFException.class, received::readInt);
    assertThrows(MessageEOFException.class, received::readLong);
    assertThrows(MessageEOFException.class, received::readFloat);
    assertThrows(MessageEOFException.class, received::readDouble);
    assertThrows(MessageEOFException.class, received::readString);
    assertThrows(MessageEOFException.class, received::readObject);
    assertThrows(MessageEOFException.class, () -> received.readBytes(new byte[1]));
  }

  @Test
  @Section("3.11.3")
  void aFailedReadLeavesTheStreamWhereItWas() throws JMSException {
    StreamMessage message = session().createStreamMessage();
    message.writeString("abc");
    message.writeLong(7);
    StreamMessage stream = (StreamMessage) passed(message);
    assertThrows(NumberFormatException.class, stream::readInt);
    assertThrows(MessageFormatException.class, stream::readChar);
    assertThrows(MessageFormatException.class, () -> stream.readBytes(new byte[1]));
    assertEquals("abc", stream.readString());
    assertThrows(MessageFormatException.class, stream::readInt);
    assertEquals(7, stream.readLong());
  }

  // Object

  @Test
  @Section("ObjectMessage")
  void anObjectArrivesEqualAndAsACopy() throws JMSException {
    ArrayList<String> list = new ArrayList<>(List.of("a"));
    ObjectMessage message = session().createObjectMessage(list);
    list.add("b");
    ObjectMessage received = (ObjectMessage) passed(message);
    assertEquals(List.of("a"), received.getObject());
    assertNotSame(received.getObject(), received.getObject());
  }

  @Test
  @Section("3.12")
  void anObjectMayBeNull() throws JMSException {
    Session session = session();
    assertNull(((ObjectMessage) passed(session.createObjectMessage())).getObject());
    assertNull(((ObjectMessage) passed(session.createObjectMessage(null))).getObject());
  }

  @Test
  @Section("3.11.2")
  void anObjectIsReadOnlyWhenReceivedAndWritableOnceCleared() throws JMSException {
    ObjectMessage received = (ObjectMessage) passed(session().createObjectMessage("one"));
    assertThrows(MessageNotWriteableException.class, () -> received.setObject("two"));
    received.clearBody();
    assertNull(received.getObject());
    received.setObject("two");
    assertEquals("two", received.getObject());
  }

  @Test
  @Section("ObjectMessage.setObject")
  void anObjectThatCannotBeSerialisedThrowsMessageFormatException() throws JMSException {
    ObjectMessage message = session().createObjectMessage();
    HashMap<String, Object> map = new HashMap<>();
    map.put("thread", Thread.currentThread());
    assertThrows(MessageFormatException.class, () -> message.setObject((Serializable) map));
  }

  // getBody, isBodyAssignableTo

  @Test
  @Section("Message.getBody")
  void getBodyGivesTheBodyOfEachType() throws JMSException {
    Session session = session();
    assertEquals("t", passed(session.createTextMessage("t")).getBody(String.class));
    assertEquals("t", passed(session.createTextMessage("t")).getBody(CharSequence.class));
    assertEquals("t", passed(session.createTextMessage("t")).getBody(Object.class));
    assertEquals("o", passed(session.createObjectMessage("o")).getBody(Serializable.class));

    MapMessage map = session.createMapMessage();
    map.setInt("a", 1);
    assertEquals(Map.of("a", 1), passed(map).getBody(Map.class));

    BytesMessage bytes = session.createBytesMessage();
    bytes.writeBytes(BYTES);
    assertArrayEquals(BYTES, passed(bytes).getBody(byte[].class));
    assertArrayEquals(BYTES, (byte[]) passed(bytes).getBody(Object.class));
  }

  @Test
  @Section("Message.getBody")
  void getBodyOfAnotherTypeThrowsMessageFormatException() throws JMSException {
    Session session = session();
    Message text = passed(session.createTextMessage("t"));
    assertThrows(MessageFormatException.class, () -> text.getBody(Integer.class));
    MapMessage map = session.createMapMessage();
    map.setInt("a", 1);
    Message receivedMap = passed(map);
    assertThrows(MessageFormatException.class, () -> receivedMap.getBody(String.class));
    Message object = passed(session.createObjectMessage("o"));
    assertThrows(MessageFormatException.class, () -> object.getBody(Integer.class));
    BytesMessage bytes = session.createBytesMessage();
    bytes.writeInt(1);
    Message receivedBytes = passed(bytes);
    assertThrows(MessageFormatException.class, () -> receivedBytes.getBody(String.class));
    StreamMessage stream = session.createStreamMessage();
    assertThrows(MessageFormatException.class, () -> stream.getBody(Object.class));
  }

  @Test
  @Section("Message.getBody")
  void getBodyIsNullIfThereIsNone() throws JMSException {
    Session session = session();
    assertNull(passed(session.createMessage()).getBody(String.class));
    assertNull(passed(session.createTextMessage()).getBody(Integer.class));
    assertNull(passed(session.createObjectMessage()).getBody(Integer.class));
    assertNull(passed(session.createMapMessage()).getBody(Map.class));
    assertNull(passed(session.createBytesMessage()).getBody(byte[].class));
  }

  @Test
  @Section("Message.isBodyAssignableTo")
  void isBodyAssignableToSaysWhetherGetBodyWouldWork() throws JMSException {
    Session session = session();
    Message text = passed(session.createTextMessage("t"));
    assertTrue(text.isBodyAssignableTo(String.class));
    assertTrue(text.isBodyAssignableTo(Object.class));
    assertFalse(text.isBodyAssignableTo(Integer.class));
    Message object = passed(session.createObjectMessage(1));
    assertTrue(object.isBodyAssignableTo(Number.class));
    assertFalse(object.isBodyAssignableTo(String.class));
    MapMessage map = session.createMapMessage();
    map.setInt("a", 1);
    assertTrue(passed(map).isBodyAssignableTo(Map.class));
    assertFalse(passed(map).isBodyAssignableTo(String.class));
    BytesMessage bytes = session.createBytesMessage();
    bytes.writeInt(1);
    assertTrue(passed(bytes).isBodyAssignableTo(byte[].class));
    assertFalse(passed(bytes).isBodyAssignableTo(String.class));
    assertFalse(passed(session.createStreamMessage()).isBodyAssignableTo(Object.class));
    assertTrue(passed(session.createTextMessage()).isBodyAssignableTo(Integer.class));
    assertTrue(passed(session.createMessage()).isBodyAssignableTo(Integer.class));
  }
}
