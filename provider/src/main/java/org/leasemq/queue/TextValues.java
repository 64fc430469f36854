package org.leasemq.queue;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations and sizes as people write them in a configuration. Pure, so any thread may use it. The
 * errors name the setting.
 */
public final class TextValues {

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");
  private static final Map<String, Duration> DURATION_UNITS =
      Map.of(
          "", Duration.ofMillis(1),
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, Long> SIZE_UNITS =
      Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private TextValues() {}

  /**
   * A duration: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 12h}, {@code 4d}, ISO-8601 as in
   * {@code PT30S}, or plain milliseconds.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static Duration duration(String setting, String text) {
    String trimmed = text.strip();
    Matcher amount = AMOUNT.matcher(trimmed);
    try {
      Duration unit = amount.matches() ? DURATION_UNITS.get(amount.group(2)) : null;
      return unit == null
          ? Duration.parse(trimmed)
          : unit.multipliedBy(Long.parseLong(amount.group(1)));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(
          setting + " is a duration such as 500ms, 30s, 5m, 12h, 4d or PT30S, not '" + text + "'",
          e);
    }
  }

  /**
   * A size in bytes: {@code 64MiB}, {@code 256KiB}, {@code 1GiB}, or plain bytes.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static long bytes(String setting, String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    Long unit = amount.matches() ? SIZE_UNITS.get(amount.group(2)) : null;
    if (unit != null) {
      try {
        return Math.multiplyExact(Long.parseLong(amount.group(1)), unit);
      } catch (ArithmeticException tooLarge) {
        // More bytes than a long counts: the same answer as to any other text.
      }
    }
    throw new IllegalArgumentException(
        setting
            + " is a size such as 256KiB, 64MiB, 1GiB or a number of bytes, not '"
            + text
            + "'");
  }
}
