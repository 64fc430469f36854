package org.leasemq.queue;

/**
 * How much a queue holds and hands out. Immutable.
 *
 * @param maxInFlight how many messages may be leased at once, 1 to 1,000,000,000
 */
public record QueueLimits(int maxInFlight) {

  /** 120,000 in flight. */
  public static final QueueLimits DEFAULT = new QueueLimits(120_000);

  public QueueLimits {
    Ranges.check("maxInFlight", maxInFlight, 1, 1_000_000_000);
  }
}
