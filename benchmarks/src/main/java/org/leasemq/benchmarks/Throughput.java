package org.leasemq.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares brokers: they stand side by side in this JVM and take turns, one round each while the
 * others idle, so that whatever changes on the machine hits all of them. For one thread.
 */
final class Throughput {

  private final Options options;
  private final List<Contender> contenders;
  private final PrintStream out;

  Throughput(Options options, PrintStream out) {
    this.options = options;
    this.contenders = options.contenders();
    this.out = out;
  }

  /** Runs all loads and prints a table. Fails if a broker loses, doubles or misorders a message. */
  void run() throws Exception {
    out.printf(
        "JDK %s, %d processors, load average %.1f, a force of 4 KiB takes %.0f us here%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Stores.forceMicros(options.directory()));
    List<List<Rates>> rows = new ArrayList<>();
    for (Load load : options.loads()) {
      rows.add(compare(load));
    }
    printTable(rows);
  }

  /** Runs a load on each of the brokers. Answers their rates, in the order of the brokers. */
  private List<Rates> compare(Load load) throws Exception {
    List<Entry> entries = new ArrayList<>();
    try {
      for (Contender contender : contenders) {
        Broker broker = contender.start(Stores.fresh(directory(load, contender)));
        entries.add(new Entry(contender, broker, new Rates()));
        Round.run(broker.connectionFactory(), load, options.warmUp());
      }
      if (options.recordings().isEmpty()) {
        takeTurns(load, entries);
      } else {
        Path file = options.recordings().get().resolve(load.name() + ".jfr");
        try (Profile profile = Profile.start(file)) {
          takeTurns(load, entries);
          out.printf("%nRecorded in %s%n", profile.file());
        }
      }
    } finally {
      entries.forEach(entry -> entry.broker.close());
    }
    for (Contender contender : contenders) {
      requireEmptyStore(load, contender);
    }
    return entries.stream().map(Entry::rates).toList();
  }

  private void takeTurns(Load load, List<Entry> entries) throws Exception {
    for (int round = 0; round < options.rounds(); round++) {
      for (Entry entry : entries) {
        double rate = Round.run(entry.broker.connectionFactory(), load, options.round());
        entry.rates.add(rate);
        out.printf("%6s  %-18s %,9.0f%n", load.title(), entry.contender.title(), rate);
      }
    }
  }

  /** What was acknowledged stays so when the store is opened again. */
  private void requireEmptyStore(Load load, Contender contender) throws Exception {
    Path directory = directory(load, contender);
    try (Broker broker = contender.start(directory)) {
      Round.requireEmpty(broker.connectionFactory(), load);
    }
    Stores.delete(directory);
  }

  private Path directory(Load load, Contender contender) {
    return options.directory().resolve(contender.option() + "-" + load.name());
  }

  private void printTable(List<List<Rates>> rows) {
    out.printf(
        "%nMessages/s: median (lowest to highest) of %d rounds of %d s. Every message was received"
            + " once (by each subscription), in the order of its group if it had one.%n%n%-20s",
        options.rounds(), options.round().toSeconds(), "senders/consumers");
    contenders.forEach(contender -> out.printf("%-28s", contender.title()));
    String first = contenders.get(0).title();
    contenders.stream()
        .skip(1)
        .forEach(other -> out.printf("%-28s", first + " : " + other.title()));
    out.println();
    for (int row = 0; row < rows.size(); row++) {
      List<Rates> rates = rows.get(row);
      out.printf("%-20s", options.loads().get(row).title());
      rates.forEach(each -> out.printf("%-28s", each));
      double median = rates.get(0).median();
      rates.stream().skip(1).forEach(other -> out.printf("%-28.2f", median / other.median()));
      out.println();
    }
  }

  /** One broker in one comparison. */
  private record Entry(Contender contender, Broker broker, Rates rates) {}
}
