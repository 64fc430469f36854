package org.leasemq.selector;

/** The type to which Java's numeric promotion brings one or two numbers. Immutable. */
enum Promotion {
  INT,
  LONG,
  FLOAT,
  DOUBLE;

  static Promotion of(Number left, Number right) {
    Promotion first = of(left);
    Promotion second = of(right);
    return first.compareTo(second) >= 0 ? first : second;
  }

  static Promotion of(Number number) {
    if (number instanceof Long) {
      return LONG;
    }
    if (number instanceof Double) {
      return DOUBLE;
    }
    return number instanceof Float ? FLOAT : INT;
  }
}
