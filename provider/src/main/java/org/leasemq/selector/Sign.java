package org.leasemq.selector;

import org.jspecify.annotations.Nullable;

/** A number with a sign before it; any number of signs is one. Immutable. */
record Sign(boolean negative, Expression operand) implements Expression {

  @Override
  public Type type() {
    return Type.NUMBER;
  }

  @Override
  public @Nullable Object value(PropertySource source) {
    @Nullable Object value = operand.value(source);
    if (value == null) {
      return null;
    }
    return value instanceof Number number ? apply(negative, number) : Arithmetic.ILL_TYPED;
  }

  static Number apply(boolean negative, Number number) {
    if (!negative) {
      return number;
    }
    return switch (Promotion.of(number)) {
      case INT -> (Number) (-number.intValue());
      case LONG -> (Number) (-number.longValue());
      case FLOAT -> (Number) (-number.floatValue());
      case DOUBLE -> (Number) (-number.doubleValue());
    };
  }
}
