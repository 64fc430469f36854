package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.StreamMessage;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a sequence of typed values (Jakarta Messaging 3.1, section 3.11). It is
 * written, then reset, then read; a received one is read where it lies, without copying it.
 *
 * <p>Threads: not safe; used by one thread at a time, as its session is.
 */
public final class LeaseMQStreamMessage extends LeaseMQMessage implements StreamMessage {

  private static final int CAPACITY = 128;
  private static final byte[] EMPTY = {};
  private static final int NO_FIELD = -1;

  /** What is written, in write-only mode; null in read-only mode. */
  private @Nullable ByteSink written;

  /** What is read, in read-only mode. The array may be shared and is never changed. */
  private byte[] content = EMPTY;

  private ByteSource source = new ByteSource(EMPTY, 0);

  /** Where the value ends that {@link #next} looked at. */
  private int nextEnd;

  /** What {@link #readBytes} has still to give of a byte array field; NO_FIELD if it is in none. */
  private int fieldRemaining = NO_FIELD;

  /** A new message, in write-only mode. */
  public LeaseMQStreamMessage() {
    written = new ByteSink(CAPACITY);
  }

  LeaseMQStreamMessage(ReceivedContent received) {
    super(received);
    read(received.body() == null ? EMPTY : received.body());
  }

  private void read(byte[] bytes) {
    written = null;
    content = bytes;
    source = new ByteSource(bytes, 0);
    fieldRemaining = NO_FIELD;
  }

  @Override
  public boolean readBoolean() throws JMSException {
    return taken(Conversions.toBoolean(next()));
  }

  @Override
  public byte readByte() throws JMSException {
    return taken(Conversions.toByte(next()));
  }

  @Override
  public short readShort() throws JMSException {
    return taken(Conversions.toShort(next()));
  }

  @Override
  public char readChar() throws JMSException {
    return taken(Conversions.toChar(next()));
  }

  @Override
  public int readInt() throws JMSException {
    return taken(Conversions.toInt(next()));
  }

  @Override
  public long readLong() throws JMSException {
    return taken(Conversions.toLong(next()));
  }

  @Override
  public float readFloat() throws JMSException {
    return taken(Conversions.toFloat(next()));
  }

  @Override
  public double readDouble() throws JMSException {
    return taken(Conversions.toDouble(next()));
  }

  @Override
  public @Nullable String readString() throws JMSException {
    String value = Conversions.toText(next());
    source.position(nextEnd);
    return value;
  }

  @Override
  public @Nullable Object readObject() throws JMSException {
    Object value = next();
    source.position(nextEnd);
    return value;
  }

  @Override
  public int readBytes(byte[] value) throws JMSException {
    int length = value.length;
    if (fieldRemaining == NO_FIELD) {
      int size = enterField();
      if (size <= 0) {
        return size;
      }
      fieldRemaining = size;
    } else if (fieldRemaining == 0) {
      // The call before filled its buffer with the last bytes, so the end is told now.
      fieldRemaining = NO_FIELD;
      return -1;
    }
    int count = Math.min(length, fieldRemaining);
    source.getBytes(value, count);
    fieldRemaining = count < length ? NO_FIELD : fieldRemaining - count;
    return count;
  }

  /** Moves to the bytes of a byte array field, and returns how many there are; -1 for a null. */
  private int enterField() throws JMSException {
    ByteSource ahead = reader().copy();
    byte type = ahead.getByte();
    if (type != ValueCodec.BYTES && type != ValueCodec.NULL) {
      throw new MessageFormatException("The next value is not a byte array");
    }
    int size = type == ValueCodec.NULL ? -1 : ahead.getVarInt();
    if (size > ahead.remaining()) {
      throw ahead.malformed("a byte array of " + size + " bytes");
    }
    source.position(ahead.position());
    return size;
  }

  /** The next value, not taken yet: a conversion that fails leaves it to be read otherwise. */
  private @Nullable Object next() throws JMSException {
    ByteSource ahead = reader().copy();
    if (fieldRemaining != NO_FIELD) {
      throw new MessageFormatException(
          "The byte array must be read to its end first: call readBytes until it says so");
    }
    Object value = ValueCodec.read(ahead);
    nextEnd = ahead.position();
    return value;
  }

  private <T> T taken(T value) {
    source.position(nextEnd);
    return value;
  }

  private ByteSource reader() throws MessageNotReadableException, MessageEOFException {
    if (written != null) {
      throw new MessageNotReadableException("The message is write-only: call reset first");
    }
    if (source.remaining() == 0 && fieldRemaining == NO_FIELD) {
      throw new MessageEOFException("The body has no more values");
    }
    return source;
  }

  @Override
  public void writeBoolean(boolean value) throws JMSException {
    write(value);
  }

  @Override
  public void writeByte(byte value) throws JMSException {
    write(value);
  }

  @Override
  public void writeShort(short value) throws JMSException {
    write(value);
  }

  @Override
  public void writeChar(char value) throws JMSException {
    write(value);
  }

  @Override
  public void writeInt(int value) throws JMSException {
    write(value);
  }

  @Override
  public void writeLong(long value) throws JMSException {
    write(value);
  }

  @Override
  public void writeFloat(float value) throws JMSException {
    write(value);
  }

  @Override
  public void writeDouble(double value) throws JMSException {
    write(value);
  }

  @Override
  public void writeString(@Nullable String value) throws JMSException {
    write(value);
  }

  @Override
  public void writeBytes(byte @Nullable [] value) throws JMSException {
    write(value);
  }

  @Override
  public void writeBytes(byte[] value, int offset, int length) throws JMSException {
    Objects.checkFromIndexSize(offset, length, value.length);
    write(Arrays.copyOfRange(value, offset, offset + length));
  }

  @Override
  public void writeObject(@Nullable Object value) throws JMSException {
    if (value != null && !Conversions.isBodyValue(value)) {
      throw new MessageFormatException(
          "A StreamMessage cannot carry a " + value.getClass().getName());
    }
    write(value);
  }

  private void write(@Nullable Object value) throws MessageNotWriteableException {
    if (written == null) {
      throw new MessageNotWriteableException("The message is read-only: call clearBody first");
    }
    ValueCodec.write(written, value);
  }

  @Override
  public void reset() {
    read(written == null ? content : written.toByteArray());
  }

  /**
   * {@inheritDoc}
   *
   * @throws MessageFormatException always, because this kind of message has no such body
   */
  @Override
  public <T> T getBody(Class<T> type) throws JMSException {
    throw notAssignable(type);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public boolean isBodyAssignableTo(Class type) {
    return false;
  }

  @Override
  BodyType bodyType() {
    return BodyType.STREAM;
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
}
