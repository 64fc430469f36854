package org.leasemq.queue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which queues may name this one as their dead-letter queue. Immutable.
 *
 * @param sources these, up to 10; null: all
 */
public record RedriveAllow(@Nullable Set<QueueName> sources) {

  /** All may. */
  public static final RedriveAllow ALL = new RedriveAllow(null);

  private static final int MAX_SOURCES = 10;

  public RedriveAllow {
    if (sources != null) {
      Ranges.check("the number of queues in redriveAllow", sources.size(), 0, MAX_SOURCES);
      sources = Set.copyOf(sources);
    }
  }

  /** Whether that queue may. */
  public boolean allows(QueueName source) {
    return sources == null || sources.contains(source);
  }

  /**
   * What {@link #toString} has written: {@code all}, {@code none}, or names separated by commas.
   *
   * @throws IllegalArgumentException if there are too many
   */
  public static RedriveAllow parse(String text) {
    return switch (text) {
      case "all" -> ALL;
      case "none" -> new RedriveAllow(Set.of());
      default ->
          new RedriveAllow(
              Arrays.stream(text.split(",", -1))
                  .map(String::strip)
                  .map((Function<String, QueueName>) QueueName::new)
                  .collect(Collectors.toSet()));
    };
  }

  @Override
  public String toString() {
    if (sources == null) {
      return "all";
    }
    TreeSet<String> names = new TreeSet<>();
    sources.forEach(name -> names.add(name.value()));
    return names.isEmpty() ? "none" : String.join(",", names);
  }
}
