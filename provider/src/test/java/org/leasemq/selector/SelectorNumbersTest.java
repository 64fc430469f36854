package org.leasemq.selector;

import static org.leasemq.selector.SelectorAssertions.assertFalse;
import static org.leasemq.selector.SelectorAssertions.assertRefused;
import static org.leasemq.selector.SelectorAssertions.assertTrue;
import static org.leasemq.selector.SelectorAssertions.assertUnknown;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Numbers: Jakarta Messaging 3.1, section 3.8.1.1. */
class SelectorNumbersTest {

  @Test
  @DisplayName("'Exact numeric literals use the Java integer literal syntax', as 57, -957, +62")
  void exactLiterals() {
    assertTrue("a = 57 AND -957 = 0 - 957 AND +62 = 62", "a", 57);
    assertTrue("0x1F = 31 AND 0XfF = 255 AND 017 = 15 AND 0b101 = 5 AND 0_7 = 7 AND 00 = 0");
    assertTrue("57L = 57 AND 57l = 57 AND 0x10L = 16 AND 1_000_000 = 1000000 AND 0xF_F = 255");
    assertTrue("-0x10 = -16 AND - 0b11 = -3");
    for (String wrong : new String[] {"08", "0b2", "0x", "0b", "1_", "1__L_", "09L", "0xG"}) {
      assertRefused("a = " + wrong);
    }
  }

  @Test
  @DisplayName("'numbers in the range of Java long are supported'")
  void rangeOfLong() {
    assertTrue("a = 9223372036854775807", "a", Long.MAX_VALUE);
    assertTrue("a = -9223372036854775808", "a", Long.MIN_VALUE);
    assertTrue("a = - 9223372036854775808L", "a", Long.MIN_VALUE);
    assertTrue("a = 0xFFFFFFFFFFFFFFFF AND 0xFFFFFFFF = 4294967295 AND 3000000000 > 0", "a", -1);
    assertRefused("a = 9223372036854775808");
    assertRefused("a = -9223372036854775809");
    assertRefused("a = -(9223372036854775808)");
    assertRefused("a = +9223372036854775808");
    assertRefused("a = 0x10000000000000000");
  }

  @Test
  @DisplayName(
      "'Approximate literals use the Java floating-point literal syntax', as 7., -95.7, 7E3")
  void approximateLiterals() {
    assertTrue(
        "7. = 7 AND -95.7 = a AND +6.2 = 6.2 AND 7E3 = 7000 AND -57.9E2 = -5790", "a", -95.7);
    assertTrue(
        ".5 = 0.5 AND 5.e1 = 50 AND 1e-2 = 0.01 AND 1E+2 = 100. AND 09.5 = 9.5 AND 08e0 = 8");
    assertTrue("2d = 2 AND 2.5D = 2.5 AND 2f = 2 AND 1_0.2_5 = 10.25");
    assertTrue("0x1.8p1 = 3 AND 0xAP-1 = 5.0 AND 0x.8p0 = 0.5 AND 0x1.p4d = 16 AND 0xfp0 = 15");
    assertTrue("0.0 = 0 AND 0e5 = 0 AND 0f = 0 AND 0x0.0p3 = 0 AND -0.0 = 0");
    for (String wrong : new String[] {".", "1e", "1.2.3", "1.5L", "0x1.8", "1e+", "1._5", "1e5_"}) {
      assertRefused("a = " + wrong);
    }
  }

  @Test
  @DisplayName("'numbers in the range of Java double are supported'")
  void rangeOfDouble() {
    assertTrue("a = 1.7976931348623157E308", "a", Double.MAX_VALUE);
    assertTrue("a = 4.9e-324", "a", Double.MIN_VALUE);
    for (String wrong : new String[] {"1e309", "1e-400", "1e39f", "1e-50f", "0x1p5000"}) {
      assertRefused("a = " + wrong);
    }
  }

  @Test
  @DisplayName("'it is valid to compare exact [with] approximate [by] Java numeric promotion'")
  void mixedComparison() {
    assertTrue("a = 5.0 AND a < 5.5 AND 4.9 < a AND a <> 5.1", "a", 5);
    assertTrue("a = 1 AND a >= 1.0", "a", (byte) 1);
    assertTrue("a = b AND b = c AND c = d AND d = a", "a", (short) 3, "b", 3L, "c", 3f, "d", 3d);
    // a long is promoted to double, and there to the nearest one
    assertTrue("9007199254740993 = 9007199254740992.0");
    assertFalse("9007199254740993 = 9007199254740992");
    // a float is promoted to double, where 0.1f is not 0.1; with a long it meets as a float
    assertFalse("a = 0.1", "a", 0.1f);
    assertTrue("a = 0.1f", "a", 0.1f);
    assertTrue("a = 16777217", "a", 16777216f);
  }

  @Test
  @DisplayName("'Arithmetic operations must use Java numeric promotion.'")
  void promotion() {
    assertTrue("a + b = -2147483648", "a", Integer.MAX_VALUE, "b", 1);
    assertTrue("a + b = 254", "a", (byte) 127, "b", (byte) 127);
    assertTrue("a + 1 = 2147483648", "a", Integer.MAX_VALUE);
    assertTrue("-a = a", "a", Integer.MIN_VALUE);
    assertTrue("-a = 128", "a", Byte.MIN_VALUE);
    assertTrue("a / b = a", "a", Integer.MIN_VALUE, "b", -1);
    assertTrue("a + 1 = -9223372036854775808", "a", Long.MAX_VALUE);
    assertTrue("a / 2 = 3 AND a / 2.0 = 3.5 AND -a / 2 = -3 AND a / 2 * 2.0 = 6", "a", 7);
    assertTrue("a * b = c", "a", 0.1f, "b", 3f, "c", 0.1f * 3f);
  }

  @Test
  @DisplayName("no section: an exact division by zero has no value; Java's double has one")
  void divisionByZero() {
    assertUnknown("1 / 0 = 1");
    assertUnknown("a / b <> 1", "a", 1L, "b", (byte) 0);
    assertUnknown("1 + 1 / a * 2 BETWEEN 0 AND 9", "a", 0);
    assertTrue("1 / 0 = 1 OR TRUE");
    assertTrue("1 / 0.0 > 1e308 AND a / b < -1e308", "a", -1, "b", 0f);
    assertTrue("0.0 / 0 <> 0.0 / 0 AND NOT 0.0 / 0 = 0.0 / 0 AND NOT a < 1", "a", Double.NaN);
    assertTrue("a = 0", "a", -0.0);
  }
}
