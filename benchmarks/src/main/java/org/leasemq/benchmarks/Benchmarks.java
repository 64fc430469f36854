package org.leasemq.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The command line: which benchmark, then its {@link Options}. Static methods only. */
public final class Benchmarks {

  private Benchmarks() {}

  private static final Map<String, String> FANOUT = Map.of("topic", "true", "only", "1/10,8/10");
  private static final Map<String, String> SELECTORS = Map.of("brokers", "leasemq");

  /** Runs the benchmark that is named first; exits non-zero if it fails. */
  public static void main(String... arguments) {
    try {
      List<String> words = Arrays.asList(arguments);
      boolean named = !words.isEmpty() && !words.get(0).startsWith("--");
      String name = named ? words.get(0) : "throughput";
      run(name, Options.parse(named ? words.subList(1, words.size()) : words, defaults(name)));
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static Map<String, String> defaults(String name) {
    return switch (name) {
      case "fanout" -> FANOUT;
      case "selectors" -> SELECTORS;
      default -> Map.of();
    };
  }

  private static void run(String name, Options options) throws Exception {
    switch (name) {
      case "throughput", "fanout" -> new Throughput(options, System.out).run();
      case "sync" -> SyncProof.run(options, System.out);
      case "selectors" -> new SelectorCost(options, System.out).run();
      case "backlog" -> new Backlog(options, System.out).run();
      default -> new Backlog(options, System.out).run(Backlog.Step.valueOf(name));
    }
  }
}
