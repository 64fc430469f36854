package org.leasemq.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** LIKE against a matcher that tries everything. */
class LikePropertiesTest {
  private static final String ONE = "_";
  private static final String ANY = "%";

  /** The elements are the two wildcards and, as in the selector, what an escape makes of others. */
  @Property(tries = 2000)
  void likeFindsWhatTryingEverythingFinds(
      @ForAll("patterns") List<String> pattern, @ForAll("texts") List<String> text) {
    boolean expected = matches(pattern, text);
    String quoted = String.join("", pattern).replace("'", "''");
    String value = String.join("", text);
    assertEquals(Truth.of(expected), truth("a LIKE '" + quoted + "' ESCAPE '!'", value));
    assertEquals(Truth.of(!expected), truth("a NOT LIKE '" + quoted + "' ESCAPE '!'", value));
    String unescaped = pattern.stream().map(e -> e.replace("!", "")).collect(Collectors.joining());
    assertEquals(
        Truth.of(matches(List.of(unescaped.split("(?<=.)(?=.)")), text)),
        truth("a LIKE '" + unescaped.replace("'", "''") + "'", value));
  }

  private static Truth truth(String selector, String value) {
    return SelectorAssertions.truth(selector, "a", value);
  }

  private static boolean matches(List<String> pattern, List<String> text) {
    if (pattern.isEmpty() || pattern.get(0).isEmpty()) {
      return text.isEmpty();
    }
    List<String> rest = pattern.subList(1, pattern.size());
    if (pattern.get(0).equals(ANY)) {
      return matches(rest, text)
          || (!text.isEmpty() && matches(pattern, text.subList(1, text.size())));
    }
    return !text.isEmpty()
        && (pattern.get(0).equals(ONE) || pattern.get(0).replace("!", "").equals(text.get(0)))
        && matches(rest, text.subList(1, text.size()));
  }

  @Provide
  Arbitrary<List<String>> patterns() {
    return Arbitraries.of(ONE, ANY, ANY, "a", "b", "'", "!_", "!%", "\uD83D\uDE00")
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of("a", "a", "b", "'", "_", "%", "\uD83D\uDE00").list().ofMaxSize(10);
  }
}
