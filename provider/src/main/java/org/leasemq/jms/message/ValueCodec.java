package org.leasemq.jms.message;

import jakarta.jms.MessageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The typed binary form of one value: a type byte, then the value. Properties and the bodies of
 * MapMessage and StreamMessage are made of these.
 *
 * <p>Threads: no state.
 */
final class ValueCodec {

  static final byte NULL = 0;
  static final byte FALSE = 1;
  static final byte TRUE = 2;
  static final byte BYTE = 3;
  static final byte SHORT = 4;
  static final byte CHAR = 5;
  static final byte INT = 6;
  static final byte LONG = 7;
  static final byte FLOAT = 8;
  static final byte DOUBLE = 9;
  static final byte STRING = 10;
  static final byte BYTES = 11;

  private ValueCodec() {}

  /** Writes a value of one of the types of table 3-7, or null. */
  static void write(ByteSink sink, @Nullable Object value) {
    if (value instanceof String s) {
      sink.putByte(STRING);
      sink.putString(s);
    } else if (value instanceof Integer i) {
      sink.putByte(INT);
      sink.putSignedVarLong(i);
    } else if (value instanceof Long l) {
      sink.putByte(LONG);
      sink.putSignedVarLong(l);
    } else if (value instanceof Boolean b) {
      sink.putByte(b ? TRUE : FALSE);
    } else if (value instanceof Double d) {
      sink.putByte(DOUBLE);
      sink.putLong(Double.doubleToRawLongBits(d));
    } else if (value instanceof Float f) {
      sink.putByte(FLOAT);
      sink.putInt(Float.floatToRawIntBits(f));
    } else if (value instanceof Short s) {
      sink.putByte(SHORT);
      sink.putShort(s);
    } else if (value instanceof Byte b) {
      sink.putByte(BYTE);
      sink.putByte(b);
    } else if (value instanceof Character c) {
      sink.putByte(CHAR);
      sink.putShort(c);
    } else if (value instanceof byte[] bytes) {
      sink.putByte(BYTES);
      sink.putSized(bytes);
    } else if (value == null) {
      sink.putByte(NULL);
    } else {
      throw new IllegalArgumentException("No message carries a " + value.getClass().getName());
    }
  }

  static @Nullable Object read(ByteSource source) throws MessageFormatException {
    byte type = source.getByte();
    return switch (type) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case BYTE -> source.getByte();
      case SHORT -> source.getShort();
      case CHAR -> (char) source.getShort();
      case INT -> (int) source.getSignedVarLong();
      case LONG -> source.getSignedVarLong();
      case FLOAT -> Float.intBitsToFloat(source.getInt());
      case DOUBLE -> Double.longBitsToDouble(source.getLong());
      case STRING -> source.getString();
      case BYTES -> source.getSized();
      default -> throw source.malformed("a value of the unknown type " + type);
    };
  }

  static void skip(ByteSource source) throws MessageFormatException {
    byte type = source.getByte();
    switch (type) {
      case NULL, FALSE, TRUE -> {}
      case BYTE -> source.advance(Byte.BYTES);
      case SHORT, CHAR -> source.advance(Short.BYTES);
      case INT, LONG -> source.getSignedVarLong();
      case FLOAT -> source.advance(Float.BYTES);
      case DOUBLE -> source.advance(Double.BYTES);
      case STRING, BYTES -> source.skipSized();
      default -> throw source.malformed("a value of the unknown type " + type);
    }
  }
}
