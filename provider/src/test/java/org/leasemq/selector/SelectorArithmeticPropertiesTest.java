package org.leasemq.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Arithmetic and comparison of typed values against Java's own operators. */
class SelectorArithmeticPropertiesTest {

  @Property(tries = 2000)
  void arithmeticIsThatOfJava(
      @ForAll("numbers") Number a,
      @ForAll("numbers") Number b,
      @ForAll("operators") char operator) {
    Number expected = calculate(a, operator, b);
    String selector = "a " + operator + " b = c";
    if (expected == null) {
      assertEquals(Truth.UNKNOWN, truth(selector, a, b, 0));
    } else {
      boolean isNumber = !Double.isNaN(expected.doubleValue());
      assertEquals(Truth.of(isNumber), truth(selector, a, b, expected));
    }
  }

  @Property(tries = 2000)
  void comparisonIsThatOfJava(@ForAll("numbers") Number a, @ForAll("numbers") Number b) {
    boolean less;
    boolean equal;
    if (a instanceof Double || b instanceof Double) {
      less = a.doubleValue() < b.doubleValue();
      equal = a.doubleValue() == b.doubleValue();
    } else if (a instanceof Float || b instanceof Float) {
      less = a.floatValue() < b.floatValue();
      equal = a.floatValue() == b.floatValue();
    } else {
      less = a.longValue() < b.longValue();
      equal = a.longValue() == b.longValue();
    }
    assertEquals(Truth.of(less), truth("a < b", a, b, 0));
    assertEquals(Truth.of(less), truth("b > a", a, b, 0));
    assertEquals(Truth.of(equal), truth("a = b", a, b, 0));
    assertEquals(Truth.of(!equal), truth("a <> b", a, b, 0));
    assertEquals(Truth.of(less || equal), truth("a <= b", a, b, 0));
    assertEquals(Truth.of(less || equal), truth("b >= a", a, b, 0));
  }

  private static Truth truth(String selector, Number a, Number b, Number c) {
    return SelectorAssertions.truth(selector, "a", a, "b", b, "c", c);
  }

  private static Number calculate(Number a, char operator, Number b) {
    if (a instanceof Double || b instanceof Double) {
      return calculate(a.doubleValue(), operator, b.doubleValue());
    }
    if (a instanceof Float || b instanceof Float) {
      return calculate(a.floatValue(), operator, b.floatValue());
    }
    if (operator == '/' && b.longValue() == 0) {
      return null;
    }
    return a instanceof Long || b instanceof Long
        ? calculate(a.longValue(), operator, b.longValue())
        : calculate(a.intValue(), operator, b.intValue());
  }

  private static Number calculate(double a, char operator, double b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      default -> a / b;
    };
  }

  private static Number calculate(float a, char operator, float b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      default -> a / b;
    };
  }

  private static Number calculate(long a, char operator, long b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      default -> a / b;
    };
  }

  private static Number calculate(int a, char operator, int b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      default -> a / b;
    };
  }

  @Provide
  Arbitrary<Character> operators() {
    return Arbitraries.of('+', '-', '*', '/');
  }

  @Provide
  Arbitrary<Number> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().map(n -> (Number) n),
        Arbitraries.shorts().map(n -> (Number) n),
        Arbitraries.integers().map(n -> (Number) n),
        Arbitraries.longs().map(n -> (Number) n),
        Arbitraries.floats().map(n -> (Number) n),
        Arbitraries.doubles().map(n -> (Number) n),
        Arbitraries.of(0, 1L, (byte) -1, 16777217, 9007199254740993L, 0.1f, 0.1, -0.0, Double.NaN));
  }
}
