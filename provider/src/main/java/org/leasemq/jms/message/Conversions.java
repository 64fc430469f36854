package org.leasemq.jms.message;

import jakarta.jms.MessageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The conversions of Jakarta Messaging 3.1, tables 3-2 (properties) and 3-7 (MapMessage and
 * StreamMessage). Table 3-2 is the part of table 3-7 without {@code char} and {@code byte[]}.
 *
 * <p>A null is read as a primitive as if it were given to the {@code valueOf(String)} of its type:
 * false as a boolean, a NumberFormatException as an integer, a NullPointerException as a floating
 * point number. A conversion that has no mark in the table is a MessageFormatException.
 *
 * <p>Threads: no state.
 */
final class Conversions {

  private Conversions() {}

  static boolean toBoolean(@Nullable Object value) throws MessageFormatException {
    if (value instanceof Boolean b) {
      return b;
    }
    return Boolean.parseBoolean(text(value, "boolean"));
  }

  static byte toByte(@Nullable Object value) throws MessageFormatException {
    if (value instanceof Byte b) {
      return b;
    }
    return Byte.parseByte(text(value, "byte"));
  }

  static short toShort(@Nullable Object value) throws MessageFormatException {
    if (value instanceof Short || value instanceof Byte) {
      return ((Number) value).shortValue();
    }
    return Short.parseShort(text(value, "short"));
  }

  static char toChar(@Nullable Object value) throws MessageFormatException {
    if (value instanceof Character c) {
      return c;
    }
    if (value == null) {
      throw new NullPointerException("The value is null and was read as a char");
    }
    throw impossible(value, "char");
  }

  static int toInt(@Nullable Object value) throws MessageFormatException {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).intValue();
    }
    return Integer.parseInt(text(value, "int"));
  }

  static long toLong(@Nullable Object value) throws MessageFormatException {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return Long.parseLong(text(value, "long"));
  }

  static float toFloat(@Nullable Object value) throws MessageFormatException {
    if (value instanceof Float f) {
      return f;
    }
    return Float.parseFloat(text(value, "float"));
  }

  static double toDouble(@Nullable Object value) throws MessageFormatException {
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    return Double.parseDouble(text(value, "double"));
  }

  static @Nullable String toText(@Nullable Object value) throws MessageFormatException {
    if (value == null) {
      return null;
    }
    if (value instanceof byte[]) {
      throw impossible(value, "String");
    }
    return value.toString();
  }

  /** A copy, so that a message is not changed through it. */
  static byte @Nullable [] toBytes(@Nullable Object value) throws MessageFormatException {
    if (value == null) {
      return null;
    }
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    throw impossible(value, "byte[]");
  }

  /** The value itself, or a copy of it if it can change. */
  static @Nullable Object copy(@Nullable Object value) {
    return value instanceof byte[] bytes ? bytes.clone() : value;
  }

  /** Whether the value is of a type that properties can have (section 3.5.2). */
  static boolean isPropertyValue(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte;
  }

  /** Whether the value is of a type that MapMessage and StreamMessage carry (section 3.11.3). */
  static boolean isBodyValue(@Nullable Object value) {
    return isPropertyValue(value) || value instanceof Character || value instanceof byte[];
  }

  /** Refuses what is neither null nor a String. A null goes on to the JDK's parse method. */
  @SuppressWarnings("NullAway") // the parse methods refuse null as the specification wants it
  private static String text(@Nullable Object value, String wanted) throws MessageFormatException {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw impossible(value, wanted);
  }

  private static MessageFormatException impossible(Object value, String wanted) {
    return new MessageFormatException(
        "A " + value.getClass().getSimpleName() + " value cannot be read as " + wanted);
  }
}
