package org.leasemq.benchmarks;

import java.util.Arrays;
import java.util.List;

/** The command line: which benchmark, then its {@link Options}. Static methods only. */
public final class Benchmarks {

  private Benchmarks() {}

  /** Runs {@code throughput}, {@code sync} or {@code backlog}; exits non-zero if it fails. */
  public static void main(String... arguments) {
    try {
      List<String> words = Arrays.asList(arguments);
      boolean named = !words.isEmpty() && !words.get(0).startsWith("--");
      String name = named ? words.get(0) : "throughput";
      run(name, Options.parse(named ? words.subList(1, words.size()) : words));
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String name, Options options) throws Exception {
    switch (name) {
      case "throughput" -> new Throughput(options, System.out).run();
      case "sync" -> SyncProof.run(options, System.out);
      case "backlog" -> new Backlog(options, System.out).run();
      default -> new Backlog(options, System.out).run(Backlog.Step.valueOf(name));
    }
  }
}
