package org.leasemq.selector;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The pattern of LIKE, over code points: Jakarta Messaging 3.1, section 3.8.1.1.
 *
 * <p>Matching takes no memory, and at most the product of the two lengths in time. Immutable.
 */
final class LikePattern {
  private static final int ANY_CHARACTER = -1;
  private static final int ANY_SEQUENCE = -2;

  /** Code points to be matched as they are, and the two wildcards. */
  private final int[] elements;

  private LikePattern(int[] elements) {
    this.elements = elements;
  }

  static LikePattern of(String pattern) {
    return new LikePattern(pattern.codePoints().map(LikePattern::wildcard).toArray());
  }

  /** Returns a pattern with an escape character; refuses what is not one, or escapes nothing. */
  static LikePattern of(Place place, String pattern, Place escapePlace, String escape) {
    if (escape.codePointCount(0, escape.length()) != 1) {
      throw escapePlace.mistake("the escape character must be a single character");
    }
    int escapeCharacter = escape.codePointAt(0);
    IntStream.Builder elements = IntStream.builder();
    for (int i = 0; i < pattern.length(); i += Character.charCount(pattern.codePointAt(i))) {
      int next = pattern.codePointAt(i);
      if (next == escapeCharacter) {
        i += Character.charCount(next);
        if (i == pattern.length() || !isEscapable(pattern.codePointAt(i), escapeCharacter)) {
          throw place.mistake(
              "in the pattern, '%s' must be followed by '_', '%%' or itself".formatted(escape));
        }
        elements.add(pattern.codePointAt(i));
      } else {
        elements.add(wildcard(next));
      }
    }
    return new LikePattern(elements.build().toArray());
  }

  private static boolean isEscapable(int codePoint, int escape) {
    return codePoint == '_' || codePoint == '%' || codePoint == escape;
  }

  private static int wildcard(int codePoint) {
    return switch (codePoint) {
      case '_' -> ANY_CHARACTER;
      case '%' -> ANY_SEQUENCE;
      default -> codePoint;
    };
  }

  /**
   * Whether the whole text matches. What stands before the last sequence seen so far has matched as
   * early as it can, so that only that one sequence ever needs to grow.
   */
  boolean matches(String text) {
    int at = 0;
    int element = 0;
    int afterSequence = -1;
    int sequenceEnd = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (element < elements.length && elements[element] == ANY_SEQUENCE) {
        afterSequence = ++element;
        sequenceEnd = at;
      } else if (element < elements.length
          && (elements[element] == ANY_CHARACTER || elements[element] == codePoint)) {
        element++;
        at += Character.charCount(codePoint);
      } else if (afterSequence >= 0) {
        sequenceEnd += Character.charCount(text.codePointAt(sequenceEnd));
        at = sequenceEnd;
        element = afterSequence;
      } else {
        return false;
      }
    }
    return Arrays.stream(elements, element, elements.length).allMatch(e -> e == ANY_SEQUENCE);
  }
}
