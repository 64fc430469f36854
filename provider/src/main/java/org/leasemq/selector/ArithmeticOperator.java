package org.leasemq.selector;

import org.jspecify.annotations.Nullable;

/** The operators of two numbers: Jakarta Messaging 3.1, section 3.8.1.1. Immutable. */
enum ArithmeticOperator {
  ADD {
    @Override
    long apply(long left, long right) {
      return left + right;
    }

    @Override
    double apply(double left, double right) {
      return left + right;
    }
  },
  SUBTRACT {
    @Override
    long apply(long left, long right) {
      return left - right;
    }

    @Override
    double apply(double left, double right) {
      return left - right;
    }
  },
  MULTIPLY {
    @Override
    long apply(long left, long right) {
      return left * right;
    }

    @Override
    double apply(double left, double right) {
      return left * right;
    }
  },
  DIVIDE {
    @Override
    long apply(long left, long right) {
      return left / right;
    }

    @Override
    double apply(double left, double right) {
      return left / right;
    }
  };

  abstract long apply(long left, long right);

  abstract double apply(double left, double right);

  /** Returns the result in the promoted type; null, that is unknown, for an exact x / 0. */
  @Nullable Number apply(Number left, Number right) {
    Promotion promotion = Promotion.of(left, right);
    if (promotion.compareTo(Promotion.LONG) <= 0 && this == DIVIDE && right.longValue() == 0) {
      return null;
    }
    // Narrowing the wider type's result gives what Java's int and float operators give: the low
    // bits are the same, and a double has more than twice a float's precision.
    return switch (promotion) {
      case INT -> (Number) (int) apply(left.longValue(), right.longValue());
      case LONG -> (Number) apply(left.longValue(), right.longValue());
      case FLOAT -> (Number) (float) apply((double) left.floatValue(), right.floatValue());
      case DOUBLE -> (Number) apply(left.doubleValue(), right.doubleValue());
    };
  }
}
