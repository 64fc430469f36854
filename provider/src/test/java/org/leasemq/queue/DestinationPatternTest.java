package org.leasemq.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationPatternTest {

  private static boolean matches(String pattern, String name) {
    return new DestinationPattern(pattern).matches(new QueueName(name));
  }

  @ParameterizedTest
  @CsvSource({
    "orders, orders, true",
    "orders, Orders, false",
    "orders, orders.fifo, false",
    "*, anything at all, true",
    "orders.*, orders.eu, true",
    "orders.*, orders., true",
    "orders.*, orders, false",
    "*.fifo, a.fifo, true",
    "*.fifo, fifo, false",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-c-b, false",
    "a.c, abc, false",
    "[a], a, false",
    "**, a, true"
  })
  void examples(String pattern, String name, boolean expected) {
    assertEquals(expected, matches(pattern, name));
  }

  @Property
  void agreesWithARegularExpression(
      @ForAll @Chars({'a', 'b', '*', '.'}) @StringLength(min = 1, max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @Chars('.') @StringLength(min = 1, max = 10)
          String name) {
    String expression =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    assertEquals(name.matches(expression), matches(pattern, name));
  }

  @Test
  void isNotEmptyNorTooLong() {
    assertThrows(IllegalArgumentException.class, () -> new DestinationPattern(""));
    assertThrows(IllegalArgumentException.class, () -> new DestinationPattern("a".repeat(256)));
  }
}
