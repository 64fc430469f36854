package org.leasemq.jms.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a stream of bytes (Jakarta Messaging 3.1, section 3.11), in the formats
 * of {@code java.io.DataOutput}. It is written, then reset, then read; a received one is read where
 * it lies, without copying it.
 *
 * <p>Threads: not safe; used by one thread at a time, as its session is.
 */
public final class LeaseMQBytesMessage extends LeaseMQMessage implements BytesMessage {

  private static final int CAPACITY = 128;
  private static final byte[] EMPTY = {};

  /** What is written, in write-only mode; null in read-only mode. */
  private @Nullable ByteSink written;

  /** What is read, in read-only mode. The array may be shared and is never changed. */
  private byte[] content = EMPTY;

  private ByteSource source = new ByteSource(EMPTY, 0);

  /** A new message, in write-only mode. */
  public LeaseMQBytesMessage() {
    written = new ByteSink(CAPACITY);
  }

  LeaseMQBytesMessage(ReceivedContent received) {
    super(received);
    read(received.body() == null ? EMPTY : received.body());
  }

  private void read(byte[] bytes) {
    written = null;
    content = bytes;
    source = new ByteSource(bytes, 0);
  }

  @Override
  public long getBodyLength() throws JMSException {
    reader(0);
    return content.length;
  }

  @Override
  public boolean readBoolean() throws JMSException {
    return reader(1).getByte() != 0;
  }

  @Override
  public byte readByte() throws JMSException {
    return reader(1).getByte();
  }

  @Override
  public int readUnsignedByte() throws JMSException {
    return reader(1).getByte() & 0xFF;
  }

  @Override
  public short readShort() throws JMSException {
    return reader(Short.BYTES).getShort();
  }

  @Override
  public int readUnsignedShort() throws JMSException {
    return reader(Short.BYTES).getShort() & 0xFFFF;
  }

  @Override
  public char readChar() throws JMSException {
    return (char) reader(Character.BYTES).getShort();
  }

  @Override
  public int readInt() throws JMSException {
    return reader(Integer.BYTES).getInt();
  }

  @Override
  public long readLong() throws JMSException {
    return reader(Long.BYTES).getLong();
  }

  @Override
  public float readFloat() throws JMSException {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() throws JMSException {
    return Double.longBitsToDouble(readLong());
  }

  @Override
  public String readUTF() throws JMSException {
    ByteSource reader = reader(Short.BYTES);
    int start = reader.position();
    int length = reader.getShort() & 0xFFFF;
    try {
      if (length > reader.remaining()) {
        throw endOfBody();
      }
      return ModifiedUtf8.read(reader, length);
    } catch (MessageEOFException | MessageFormatException e) {
      // A read that fails can be tried again as something else (section 3.11.3).
      reader.position(start);
      throw e;
    }
  }

  @Override
  public int readBytes(byte[] value) throws JMSException {
    return readBytes(value, value.length);
  }

  @Override
  public int readBytes(byte[] value, int length) throws JMSException {
    ByteSource reader = reader(0);
    Objects.checkFromIndexSize(0, length, value.length);
    int count = Math.min(length, reader.remaining());
    if (count == 0 && length > 0) {
      return -1;
    }
    reader.getBytes(value, count);
    return count;
  }

  @Override
  public void writeBoolean(boolean value) throws JMSException {
    writer().putByte(value ? 1 : 0);
  }

  @Override
  public void writeByte(byte value) throws JMSException {
    writer().putByte(value);
  }

  @Override
  public void writeShort(short value) throws JMSException {
    writer().putShort(value);
  }

  @Override
  public void writeChar(char value) throws JMSException {
    writer().putShort(value);
  }

  @Override
  public void writeInt(int value) throws JMSException {
    writer().putInt(value);
  }

  @Override
  public void writeLong(long value) throws JMSException {
    writer().putLong(value);
  }

  @Override
  public void writeFloat(float value) throws JMSException {
    writer().putInt(Float.floatToIntBits(value));
  }

  @Override
  public void writeDouble(double value) throws JMSException {
    writer().putLong(Double.doubleToLongBits(value));
  }

  @Override
  public void writeUTF(String value) throws JMSException {
    ModifiedUtf8.write(writer(), value);
  }

  @Override
  public void writeBytes(byte[] value) throws JMSException {
    writer().write(value, 0, value.length);
  }

  @Override
  public void writeBytes(byte[] value, int offset, int length) throws JMSException {
    ByteSink writer = writer();
    Objects.checkFromIndexSize(offset, length, value.length);
    writer.write(value, offset, length);
  }

  @Override
  public void writeObject(Object value) throws JMSException {
    writer();
    if (value instanceof byte[] bytes) {
      writeBytes(bytes);
    } else if (value instanceof String string) {
      writeUTF(string);
    } else if (value instanceof Boolean bool) {
      writeBoolean(bool);
    } else if (value instanceof Character character) {
      writeChar(character);
    } else if (value instanceof Byte number) {
      writeByte(number);
    } else if (value instanceof Short number) {
      writeShort(number);
    } else if (value instanceof Integer number) {
      writeInt(number);
    } else if (value instanceof Long number) {
      writeLong(number);
    } else if (value instanceof Float number) {
      writeFloat(number);
    } else if (value instanceof Double number) {
      writeDouble(number);
    } else {
      throw new MessageFormatException(
          "A BytesMessage cannot carry a " + Objects.requireNonNull(value).getClass().getName());
    }
  }

  @Override
  public void reset() {
    read(written == null ? content : written.toByteArray());
  }

  private ByteSink writer() throws MessageNotWriteableException {
    if (written == null) {
      throw new MessageNotWriteableException("The message is read-only: call clearBody first");
    }
    return written;
  }

  /** The reader, if so many bytes are left. */
  private ByteSource reader(int needed) throws MessageNotReadableException, MessageEOFException {
    if (written != null) {
      throw new MessageNotReadableException("The message is write-only: call reset first");
    }
    if (source.remaining() < needed) {
      throw endOfBody();
    }
    return source;
  }

  private static MessageEOFException endOfBody() {
    return new MessageEOFException("The body has no more bytes");
  }

  @Override
  BodyType bodyType() {
    return BodyType.BYTES;
  }

  @Override
  byte[] encodeBody() {
    return written == null ? content : written.toByteArray();
  }

  @Override
  void emptyBody() {
    read(EMPTY);
    written = new ByteSink(CAPACITY);
  }

  @Override
  boolean hasBody() {
    return (written == null ? content.length : written.size()) > 0;
  }

  @Override
  boolean isBodyType(Class<?> type) {
    return type == byte[].class || type == Object.class;
  }

  @Override
  Object body() {
    reset();
    return content.clone();
  }
}
