package org.leasemq.benchmarks;

import com.google.errorprone.annotations.Immutable;
import java.nio.file.Path;
import java.util.Arrays;

/** The brokers that are compared, each with its settings. Immutable. */
enum Contender {
  LEASEMQ("leasemq", "LeaseMQ", LeaseMqBroker::start),
  ARTEMIS("artemis", "Artemis, defaults", ArtemisBroker::withDefaults),
  ARTEMIS_TUNED("artemis-tuned", "Artemis, tuned", ArtemisBroker::tuned);

  private final String option;
  private final String title;
  private final Starter starter;

  Contender(String option, String title, Starter starter) {
    this.option = option;
    this.title = title;
    this.starter = starter;
  }

  /** The contender that the command line calls by this name. */
  static Contender of(String option) {
    return Arrays.stream(values())
        .filter(contender -> contender.option.equals(option))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no broker is called " + option));
  }

  /** Its name on the command line and of its store's directory. */
  String option() {
    return option;
  }

  /** Its name in a table. */
  String title() {
    return title;
  }

  /** Starts it on the store in this directory, which is made if need be. */
  Broker start(Path directory) throws Exception {
    return starter.start(directory);
  }

  /** How a broker comes up. */
  @Immutable
  private interface Starter {
    Broker start(Path directory) throws Exception;
  }
}
