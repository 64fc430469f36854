package org.leasemq.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a queue hands out, and how long it keeps. Immutable.
 *
 * @param maxInFlight how many messages may be leased at once, 1 to 1,000,000,000
 * @param retention how long a message is kept at most, 1 s to 3650 days, from its arrival in the
 *     queue; null: until it is consumed. Then it expires. What is in the queue already keeps the
 *     time it has.
 */
public record QueueLimits(int maxInFlight, @Nullable Duration retention) {

  /** 120,000 in flight, and no end to how long a message is kept. */
  public static final QueueLimits DEFAULT = new QueueLimits(120_000, null);

  public QueueLimits {
    Ranges.check("maxInFlight", maxInFlight, 1, 1_000_000_000);
    if (retention != null) {
      Ranges.check("retention", retention, Duration.ofSeconds(1), Duration.ofDays(3650));
    }
  }
}
