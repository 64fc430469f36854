package org.leasemq.selector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

/** Conditions against a model that looks up tables 3-4 to 3-6 of Jakarta Messaging 3.1. */
class SelectorLogicPropertiesTest {
  private static final String VALUES = "TFU";
  private static final List<String> AND = List.of("TFU", "FFF", "UFU");
  private static final List<String> OR = List.of("TTT", "TFU", "TUU");
  private static final String NOT = "FTU";

  /** A condition, written with no more parentheses than its precedence needs. */
  private interface Model {
    char truth(Map<String, Object> properties);

    String text();

    int precedence();

    default String within(int precedence) {
      return precedence() < precedence ? "(" + text() + ")" : text();
    }
  }

  private record Joined(String word, int precedence, List<String> table, Model left, Model right)
      implements Model {
    @Override
    public char truth(Map<String, Object> properties) {
      return table
          .get(VALUES.indexOf(left.truth(properties)))
          .charAt(VALUES.indexOf(right.truth(properties)));
    }

    @Override
    public String text() {
      return left.within(precedence) + " " + word + " " + right.within(precedence);
    }
  }

  private record Negated(Model operand) implements Model {
    @Override
    public char truth(Map<String, Object> properties) {
      return NOT.charAt(VALUES.indexOf(operand.truth(properties)));
    }

    @Override
    public String text() {
      return "NOT " + operand.within(precedence());
    }

    @Override
    public int precedence() {
      return 3;
    }
  }

  private record Flag(String name) implements Model {
    @Override
    public char truth(Map<String, Object> properties) {
      Object value = properties.get(name);
      return value == null ? 'U' : value.equals(true) ? 'T' : 'F';
    }

    @Override
    public String text() {
      return name;
    }

    @Override
    public int precedence() {
      return 4;
    }
  }

  /** A number is less than a limit, in one of several ways to say so. */
  private record Less(String form, String name, int limit) implements Model {
    @Override
    public char truth(Map<String, Object> properties) {
      Object value = properties.get(name);
      return value == null ? 'U' : ((Number) value).doubleValue() < limit ? 'T' : 'F';
    }

    @Override
    public String text() {
      return form.formatted(name, limit);
    }

    @Override
    public int precedence() {
      return form.startsWith("NOT") ? 3 : 4;
    }
  }

  @Property(tries = 2000)
  void conditionsFollowTheTables(
      @ForAll("conditions") Model condition, @ForAll("messages") Map<String, Object> message) {
    Truth expected =
        switch (condition.truth(message)) {
          case 'T' -> Truth.TRUE;
          case 'F' -> Truth.FALSE;
          default -> Truth.UNKNOWN;
        };
    Object[] properties =
        message.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray();
    Assertions.assertEquals(
        expected, SelectorAssertions.truth(condition.text(), properties), condition.text());
  }

  @Provide
  Arbitrary<Model> conditions() {
    Arbitrary<Model> flags = Arbitraries.of("a", "b", "c").map(Flag::new);
    List<String> forms =
        List.of(
            "%s < %d", "%2$d > %1$s", "NOT %s >= %d", "%s - %d < 0", "%s BETWEEN -100 AND %d - 1");
    Arbitrary<Model> numbers =
        Combinators.combine(
                Arbitraries.of(forms),
                Arbitraries.of("x", "y"),
                Arbitraries.integers().between(-3, 3))
            .as(Less::new);
    return Arbitraries.recursive(
        () -> Arbitraries.oneOf(flags, numbers), SelectorLogicPropertiesTest::grown, 0, 6);
  }

  private static Arbitrary<Model> grown(Arbitrary<Model> smaller) {
    Arbitrary<Model> and = smaller.tuple2().map(t -> new Joined("AND", 2, AND, t.get1(), t.get2()));
    Arbitrary<Model> or = smaller.tuple2().map(t -> new Joined("OR", 1, OR, t.get1(), t.get2()));
    return Arbitraries.oneOf(and, or, smaller.map(Negated::new), smaller);
  }

  @Provide
  Arbitrary<Map<String, Object>> messages() {
    Arbitrary<Object> flag = Arbitraries.<Object>of(true, false).injectNull(0.34);
    Arbitrary<Object> number =
        Arbitraries.integers().between(-4, 4).<Object>map(n -> n).injectNull(0.34);
    return Combinators.combine(flag, flag, flag, number, number)
        .as(
            (a, b, c, x, y) -> {
              Map<String, Object> message = new HashMap<>();
              message.put("a", a);
              message.put("b", b);
              message.put("c", c);
              message.put("x", x);
              message.put("y", y);
              return message;
            });
  }
}
