package org.leasemq.cuts;

import java.util.concurrent.atomic.AtomicInteger;

/** What was done in all. Thread-safe. */
final class Figures {

  final AtomicInteger cuts = new AtomicInteger();
  final AtomicInteger recoveryCuts = new AtomicInteger();
  final AtomicInteger faults = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final long startedAt = System.nanoTime();

  int cutsAndFaults() {
    return cuts.get() + recoveryCuts.get() + faults.get();
  }

  int told() {
    return told.get();
  }

  void told(int outcomes) {
    told.addAndGet(outcomes);
  }

  @Override
  public String toString() {
    long millis = (System.nanoTime() - startedAt) / 1_000_000;
    return String.format(
        "JMS power cuts: %d, during recovery: %d, faults: %d, outcomes told: %d, %d ms",
        cuts.get(), recoveryCuts.get(), faults.get(), told.get(), millis);
  }
}
