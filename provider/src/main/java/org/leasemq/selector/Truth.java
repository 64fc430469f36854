package org.leasemq.selector;

import org.jspecify.annotations.Nullable;

/**
 * The three truth values and their operators: Jakarta Messaging 3.1, section 3.8.1.2. Immutable.
 */
enum Truth {
  // In this order AND is the smaller and OR the larger of two.
  FALSE,
  UNKNOWN,
  TRUE;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** Returns the truth of a property's value: what is not a Boolean is not true. */
  static Truth of(@Nullable Object value) {
    return value == null ? UNKNOWN : of(Boolean.TRUE.equals(value));
  }

  Truth and(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }

  Truth not() {
    return switch (this) {
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
      case TRUE -> FALSE;
    };
  }

  /** Returns this as the operand of a comparison. */
  @Nullable Boolean value() {
    return this == UNKNOWN ? null : Boolean.valueOf(this == TRUE);
  }
}
