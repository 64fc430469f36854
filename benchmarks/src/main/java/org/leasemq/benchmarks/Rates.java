package org.leasemq.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The rates of one broker under one load, one per round, in messages/s. For one thread. */
final class Rates {

  private final List<Double> rates = new ArrayList<>();

  void add(double rate) {
    rates.add(rate);
  }

  double median() {
    List<Double> sorted = rates.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The median, and the spread beside it. */
  @Override
  public String toString() {
    List<Double> sorted = rates.stream().sorted().toList();
    return String.format(
        "%,.0f (%,.0f to %,.0f)", median(), sorted.get(0), sorted.get(sorted.size() - 1));
  }
}
