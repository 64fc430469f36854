package org.leasemq.selector;

import org.jspecify.annotations.Nullable;

/** The comparison operators: Jakarta Messaging 3.1, section 3.8.1.1. Immutable. */
enum ComparisonOperator {
  EQUAL {
    @Override
    boolean holds(long left, long right) {
      return left == right;
    }

    @Override
    boolean holds(double left, double right) {
      return left == right;
    }
  },
  NOT_EQUAL {
    @Override
    boolean holds(long left, long right) {
      return left != right;
    }

    @Override
    boolean holds(double left, double right) {
      return left != right;
    }
  },
  LESS {
    @Override
    boolean holds(long left, long right) {
      return left < right;
    }

    @Override
    boolean holds(double left, double right) {
      return left < right;
    }
  },
  LESS_OR_EQUAL {
    @Override
    boolean holds(long left, long right) {
      return left <= right;
    }

    @Override
    boolean holds(double left, double right) {
      return left <= right;
    }
  },
  GREATER {
    @Override
    boolean holds(long left, long right) {
      return left > right;
    }

    @Override
    boolean holds(double left, double right) {
      return left > right;
    }
  },
  GREATER_OR_EQUAL {
    @Override
    boolean holds(long left, long right) {
      return left >= right;
    }

    @Override
    boolean holds(double left, double right) {
      return left >= right;
    }
  };

  abstract boolean holds(long left, long right);

  // Not by Double.compare: NaN and the two zeros compare as in Java's own operators.
  abstract boolean holds(double left, double right);

  /** Whether the operator asks which of two is the larger, which only numbers know. */
  boolean orders() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /** Compares two values: unknown with a null, false if they are of unlike types. */
  Truth compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Truth.UNKNOWN;
    }
    if (left instanceof Number first && right instanceof Number second) {
      return Truth.of(holds(first, second));
    }
    if ((left instanceof String && right instanceof String)
        || (left instanceof Boolean && right instanceof Boolean)) {
      return Truth.of(!orders() && left.equals(right) == (this == EQUAL));
    }
    return Truth.FALSE;
  }

  private boolean holds(Number left, Number right) {
    return switch (Promotion.of(left, right)) {
      case INT, LONG -> holds(left.longValue(), right.longValue());
      case FLOAT -> holds((double) left.floatValue(), right.floatValue());
      case DOUBLE -> holds(left.doubleValue(), right.doubleValue());
    };
  }
}
