package org.leasemq.queue;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people note about a queue: up to 50 names of 1 to 128 characters, with values of up to 256.
 * Neither has a comma or a control character, a name no equals sign. Immutable.
 */
public record Tags(Map<String, String> values) {

  /** None. */
  public static final Tags NONE = new Tags(Map.of());

  private static final int MAX_TAGS = 50;
  private static final int MAX_NAME = 128;
  private static final int MAX_VALUE = 256;

  public Tags {
    Ranges.check("the number of tags", values.size(), 0, MAX_TAGS);
    values.forEach(Tags::check);
    values = Map.copyOf(values);
  }

  private static void check(String name, String value) {
    if (name.isEmpty() || name.length() > MAX_NAME || name.contains("=") || hasSpecial(name)) {
      throw new IllegalArgumentException(
          "tags have names of 1 to 128 characters without , and =, not '" + name + "'");
    }
    if (value.length() > MAX_VALUE || hasSpecial(value)) {
      throw new IllegalArgumentException(
          "tags have values of up to 256 characters without a comma, not '" + value + "'");
    }
  }

  private static boolean hasSpecial(String text) {
    return text.chars().anyMatch(c -> c == ',' || Character.isISOControl(c));
  }

  /**
   * Tags as {@link #toString} writes them: {@code name=value,name=value}.
   *
   * @throws IllegalArgumentException if the text is not like that
   */
  public static Tags parse(String text) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String tag : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int equals = tag.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("tags are name=value,name=value, not '" + text + "'");
      }
      values.put(tag.substring(0, equals).strip(), tag.substring(equals + 1).strip());
    }
    return new Tags(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                text.append(text.isEmpty() ? "" : ",").append(name).append('=').append(value));
    return text.toString();
  }
}
