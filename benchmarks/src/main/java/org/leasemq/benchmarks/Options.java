package org.leasemq.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command line: {@code --name value} pairs, each with a default. Immutable. */
final class Options {

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("only", "1/1,8/8,32/8"),
          Map.entry(
              "brokers",
              Arrays.stream(Contender.values())
                  .map(Contender::option)
                  .collect(Collectors.joining(","))),
          Map.entry("seconds", "5"),
          Map.entry("warm-up", "5"),
          Map.entry("rounds", "5"),
          Map.entry("size", "1024"),
          Map.entry("transacted", "false"),
          Map.entry("groups", "0"),
          Map.entry("in-flight", "10000"),
          Map.entry("topic", "false"),
          Map.entry("backlog", "1000000"),
          Map.entry("drain", "100000"),
          Map.entry("shallow", "1000"),
          Map.entry("heap", "512m"),
          Map.entry("directory", "target/stores"),
          Map.entry("jfr", ""));

  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads options.
   *
   * @throws IllegalArgumentException for an unknown option or one without a value
   */
  static Options parse(List<String> arguments) {
    return parse(arguments, Map.of());
  }

  /** As {@link #parse(List)}, for a benchmark that has other defaults for these. */
  static Options parse(List<String> arguments, Map<String, String> defaults) {
    Map<String, String> values = new HashMap<>(DEFAULTS);
    values.putAll(defaults);
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i).replaceFirst("^--", "");
      if (!DEFAULTS.containsKey(name) || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "no such option, or no value: " + arguments.get(i) + "; there are " + DEFAULTS);
      }
      values.put(name, arguments.get(i + 1));
    }
    return new Options(values);
  }

  /** These options with one of another value. */
  Options with(String name, String value) {
    Map<String, String> changed = new HashMap<>(values);
    changed.put(name, value);
    return new Options(changed);
  }

  /** These options as a command line. */
  List<String> arguments() {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .flatMap(entry -> List.of("--" + entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  /** The loads to run, one per pair of senders and consumers. */
  List<Load> loads() {
    return list("only").stream().map(this::load).toList();
  }

  /** The brokers to compare, the first with each of the others. */
  List<Contender> contenders() {
    return list("brokers").stream().map(Contender::of).toList();
  }

  Duration round() {
    return Duration.ofSeconds(number("seconds"));
  }

  Duration warmUp() {
    return Duration.ofSeconds(number("warm-up"));
  }

  int rounds() {
    return number("rounds");
  }

  int backlog() {
    return number("backlog");
  }

  int drain() {
    return number("drain");
  }

  /** How long the queue is that a backlog is compared with. */
  int shallow() {
    return number("shallow");
  }

  String heap() {
    return text("heap");
  }

  Path directory() {
    return Path.of(text("directory"));
  }

  /** The directory for flight recordings of the measured rounds, one per load, if wanted. */
  Optional<Path> recordings() {
    return Optional.of(text("jfr")).filter(directory -> !directory.isEmpty()).map(Path::of);
  }

  private Load load(String pair) {
    String[] numbers = pair.split("/", 2);
    return new Load(
        Integer.parseInt(numbers[0]),
        Integer.parseInt(numbers[numbers.length - 1]),
        number("size"),
        Boolean.parseBoolean(text("transacted")),
        number("groups"),
        number("in-flight"),
        Boolean.parseBoolean(text("topic")));
  }

  private List<String> list(String name) {
    return List.of(text(name).split(","));
  }

  private int number(String name) {
    return Integer.parseInt(text(name));
  }

  private String text(String name) {
    return values.getOrDefault(name, "");
  }
}
