package org.leasemq.samples.orders.demo;

import java.time.Duration;

/** How long ago it was made. Immutable. */
final class Stopwatch {

  private final long start = System.nanoTime();

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  boolean hasPassed(Duration limit) {
    return elapsed().compareTo(limit) >= 0;
  }
}
