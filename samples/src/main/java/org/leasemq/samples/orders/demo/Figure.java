package org.leasemq.samples.orders.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the result. Immutable.
 *
 * @param name what is counted
 * @param expected what it must be, or null where any value is right
 * @param found what it is
 * @param examples what makes it wrong, a few at most
 */
record Figure(String name, @Nullable String expected, String found, List<String> examples) {

  private static final int MAX_EXAMPLES = 5;

  Figure {
    examples = examples.stream().limit(MAX_EXAMPLES).toList();
  }

  /** A number that must be exactly this. */
  static Figure exactly(String name, long expected, long found) {
    return new Figure(name, format(expected), format(found), List.of());
  }

  /** A number of things that must not be there. */
  static Figure none(String name, List<String> found) {
    return new Figure(name, "0", format(found.size()), found);
  }

  /** A number that says something, and cannot be wrong. */
  static Figure info(String name, long found) {
    return new Figure(name, null, format(found), List.of());
  }

  /** Whether the figure is what it must be. */
  boolean isRight() {
    return expected == null || expected.equals(found);
  }

  private static String format(long number) {
    return String.format("%,d", number);
  }
}
