package org.leasemq.jms.message;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growable buffer that everything of the wire form is written to, high byte first. It doubles, so
 * that filling it costs no more than linear copying, and it takes no lock.
 *
 * <p>Threads: not safe; one thread fills it.
 */
final class ByteSink extends OutputStream {

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;
  private static final int MAX_VAR_INT = 5;
  private static final int MAX_VAR_LONG = 10;

  private byte[] bytes;
  private int size;

  ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  private static VarHandle view(Class<?> arrayType) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN);
  }

  int size() {
    return size;
  }

  /** A copy of what was written so far. */
  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void putByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void putShort(int value) {
    reserve(Short.BYTES);
    SHORT.set(bytes, size, (short) value);
    size += Short.BYTES;
  }

  void putInt(int value) {
    reserve(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void putLong(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  /** Seven bits a byte, lowest first; a size or count, so negative values are not expected. */
  void putVarInt(int value) {
    reserve(MAX_VAR_INT);
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** As {@link #putVarInt}, with the sign in the lowest bit, so that small negatives stay short. */
  void putSignedVarLong(long value) {
    reserve(MAX_VAR_LONG);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** The length in bytes, then the string in the form of {@link Utf8}. */
  void putString(String value) {
    int start = size;
    int length = value.length();
    putVarInt(length);
    reserve(length);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        // Not ASCII after all: its length in bytes is another one.
        size = start;
        putSized(Utf8.encode(value));
        return;
      }
      bytes[size++] = (byte) c;
    }
  }

  /** A char as the three bytes that UTF-8 gives to values from 0x800. */
  void putThreeByteChar(int c) {
    putByte(0xE0 | (c >> 12));
    putByte(0x80 | ((c >> 6) & 0x3F));
    putByte(0x80 | (c & 0x3F));
  }

  /** The length, then the bytes. */
  void putSized(byte[] value) {
    putVarInt(value.length);
    write(value, 0, value.length);
  }

  @Override
  public void write(int value) {
    putByte(value);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (more > bytes.length - size) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) size + more;
    if (needed > MAX_SIZE) {
      throw new IllegalStateException("A message body or header cannot exceed 2 GiB");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_SIZE, Math.max(needed, 2L * bytes.length)));
  }
}
