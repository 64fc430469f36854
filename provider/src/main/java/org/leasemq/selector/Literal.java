package org.leasemq.selector;

import java.util.regex.Pattern;

/** A literal: Jakarta Messaging 3.1, section 3.8.1.1, "Literals". Immutable. */
record Literal(Object value, Type type) implements Expression {
  private static final Pattern ZERO = Pattern.compile("0[xX][0.]*[pP].*|[0.]+([eEfFdD].*)?");

  Literal(Number value) {
    this(value, Type.NUMBER);
  }

  Literal(String value) {
    this(value, Type.STRING);
  }

  Literal(boolean value) {
    this(value, Type.BOOLEAN);
  }

  @Override
  public Object value(PropertySource source) {
    return value;
  }

  /** Returns the text of a quoted literal. */
  static String unquote(String image) {
    return image.substring(1, image.length() - 1).replace("''", "'");
  }

  /** Reads a Java integer literal as a long, with or without its suffix. */
  static Literal exact(Place place, String image, boolean negative) {
    String digits = image.replaceAll("[_lL]", "");
    try {
      return new Literal(exactValue(digits, negative));
    } catch (NumberFormatException e) {
      throw place.mistake("this is not a Java integer literal in the range of long");
    }
  }

  private static long exactValue(String digits, boolean negative) {
    int radix = radix(digits);
    if (radix == 10) {
      return Long.parseLong(negative ? "-" + digits : digits);
    }
    // As in Java, these spell out all 64 bits, the sign among them.
    long bits = Long.parseUnsignedLong(digits.substring(radix == 8 ? 1 : 2), radix);
    return negative ? -bits : bits;
  }

  private static int radix(String digits) {
    if (digits.length() == 1 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  /** Reads a Java floating-point literal: a float with the suffix f, else a double. */
  static Literal approximate(Place place, String image) {
    String digits = image.replace("_", "");
    Number value = isFloat(digits) ? (Number) Float.valueOf(digits) : Double.valueOf(digits);
    double magnitude = value.doubleValue();
    // Java refuses a literal that rounds to infinity, or to zero without being zero.
    if (Double.isInfinite(magnitude) || (magnitude == 0 && !ZERO.matcher(digits).matches())) {
      throw place.mistake("this is not in the range of a Java floating-point literal");
    }
    return new Literal(value);
  }

  private static boolean isFloat(String digits) {
    char suffix = digits.charAt(digits.length() - 1);
    // An f may be a hexadecimal digit only before the exponent, which a hexadecimal literal has.
    return suffix == 'f' || suffix == 'F';
  }
}
