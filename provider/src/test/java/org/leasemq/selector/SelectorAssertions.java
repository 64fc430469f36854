package org.leasemq.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;

/** What a selector yields, asked through the public interface alone. */
final class SelectorAssertions {

  private SelectorAssertions() {}

  static void assertTrue(String selector, Object... properties) {
    assertEquals(Truth.TRUE, truth(selector, properties), selector);
  }

  static void assertFalse(String selector, Object... properties) {
    assertEquals(Truth.FALSE, truth(selector, properties), selector);
  }

  static void assertUnknown(String selector, Object... properties) {
    assertEquals(Truth.UNKNOWN, truth(selector, properties), selector);
  }

  static SelectorSyntaxException assertRefused(String selector) {
    return assertThrows(
        SelectorSyntaxException.class,
        () -> Selector.parse(selector),
        () -> "accepted " + selector);
  }

  /** A selector and its NOT match exactly when it is true, or false; else it is unknown. */
  static Truth truth(String selector, Object... properties) {
    PropertySource source = properties(properties);
    boolean isTrue = Selector.parse(selector).matches(source);
    boolean isFalse = Selector.parse("NOT (" + selector + ")").matches(source);
    if (isTrue == isFalse) {
      assertEquals(false, isTrue, () -> "both true and false: " + selector);
      return Truth.UNKNOWN;
    }
    return isTrue ? Truth.TRUE : Truth.FALSE;
  }

  private static PropertySource properties(Object... namesAndValues) {
    Map<String, Object> properties = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties::get;
  }
}
