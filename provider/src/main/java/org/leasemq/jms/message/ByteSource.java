package org.leasemq.jms.message;

import jakarta.jms.MessageFormatException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads what a {@link ByteSink} wrote. Whatever the bytes are, it ends in a value or in a
 * MessageFormatException, and it never allocates more than the bytes that are really there.
 *
 * <p>Threads: not safe; one thread reads. The array itself is only read and may be shared.
 */
final class ByteSource {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int position;

  ByteSource(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Another reader of the same bytes from here on. */
  ByteSource copy() {
    return new ByteSource(bytes, position);
  }

  int position() {
    return position;
  }

  void position(int newPosition) {
    position = newPosition;
  }

  int remaining() {
    return bytes.length - position;
  }

  byte getByte() throws MessageFormatException {
    return bytes[advance(1)];
  }

  short getShort() throws MessageFormatException {
    return (short) SHORT.get(bytes, advance(Short.BYTES));
  }

  int getInt() throws MessageFormatException {
    return (int) INT.get(bytes, advance(Integer.BYTES));
  }

  long getLong() throws MessageFormatException {
    return (long) LONG.get(bytes, advance(Long.BYTES));
  }

  int getVarInt() throws MessageFormatException {
    long value = getVarLong();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw malformed("a length of " + value);
    }
    return (int) value;
  }

  long getSignedVarLong() throws MessageFormatException {
    long value = getVarLong();
    return (value >>> 1) ^ -(value & 1);
  }

  private long getVarLong() throws MessageFormatException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = getByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("an endless number");
  }

  /** A count of things that take at least {@code leastBytes} each. */
  int getCount(int leastBytes) throws MessageFormatException {
    int count = getVarInt();
    if (count > remaining() / leastBytes) {
      throw malformed("a count of " + count);
    }
    return count;
  }

  String getString() throws MessageFormatException {
    int length = getVarInt();
    return Utf8.decode(bytes, advance(length), length);
  }

  byte[] getSized() throws MessageFormatException {
    int length = getVarInt();
    int start = advance(length);
    return Arrays.copyOfRange(bytes, start, start + length);
  }

  /** Skips a string or sized bytes. */
  void skipSized() throws MessageFormatException {
    advance(getVarInt());
  }

  /** Skips a string, and says whether it was this one; {@code ascii} says whether it is ASCII. */
  boolean getStringEquals(String expected, boolean ascii) throws MessageFormatException {
    if (!ascii) {
      return getString().equals(expected);
    }
    int length = getVarInt();
    int start = advance(length);
    if (length != expected.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[start + i] != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Copies the next bytes into an array, which must fit what remains. */
  void getBytes(byte[] target, int length) throws MessageFormatException {
    System.arraycopy(bytes, advance(length), target, 0, length);
  }

  /** Copies all that remains, and stays where it is. */
  void copyRemaining(ByteSink sink) {
    sink.write(bytes, position, remaining());
  }

  /** Moves on, and returns where it stood. */
  int advance(int count) throws MessageFormatException {
    int start = position;
    if (count > remaining()) {
      throw malformed("an end " + (count - remaining()) + " bytes too early");
    }
    position = start + count;
    return start;
  }

  MessageFormatException malformed(String what) {
    return new MessageFormatException(
        "The stored message is damaged: " + what + " at byte " + position + " of " + bytes.length);
  }
}
