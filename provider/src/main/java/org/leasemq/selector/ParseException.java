package org.leasemq.selector;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the generated parser throws at a token that it does not expect. Stands in for the class that
 * the generator would add, which is public and says the same in many lines. For one thread.
 */
final class ParseException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /** Called by the generated parser. */
  ParseException(Token lastAccepted, int[][] expected, String[] tokenImages) {
    super(describe(lastAccepted.next, expected, tokenImages));
    this.offset = lastAccepted.next.beginColumn;
  }

  /** Named by the generated parser where control never comes. */
  ParseException() {
    throw new AssertionError("the parser has thrown before");
  }

  SelectorSyntaxException in(String text) {
    return new Place(text, offset).mistake(String.valueOf(getMessage()));
  }

  private static String describe(Token found, int[][] expected, String[] tokenImages) {
    if (found.kind == SelectorParserConstants.UNEXPECTED_CHARACTER && found.image.equals("'")) {
      return "a string literal has no end";
    }
    return Arrays.stream(expected)
        .map(sequence -> readable(tokenImages[sequence[0]]))
        .collect(Collectors.joining(", ", "expected one of ", ""));
  }

  /** Turns the generator's {@code "AND"} and {@code <STRING_LITERAL>} into words. */
  private static String readable(String tokenImage) {
    return switch (tokenImage.charAt(0)) {
      case '"' -> tokenImage.substring(1, tokenImage.length() - 1);
      default ->
          tokenImage.equals("<EOF>")
              ? "the end"
              : tokenImage
                  .substring(1, tokenImage.length() - 1)
                  .toLowerCase(Locale.ROOT)
                  .replace('_', ' ');
    };
  }
}
