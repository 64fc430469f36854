package org.leasemq.queue;

import java.time.Duration;

/**
 * How long a message that failed waits before it is delivered again: the first {@code immediate}
 * redeliveries at once, then {@code initial}, multiplied each time, up to {@code max}. Immutable.
 */
public record BackOff(int immediate, Duration initial, double multiplier, Duration max) {

  /** The first redelivery at once, then 1 s doubling to 1 min. */
  public static final BackOff DEFAULT =
      new BackOff(1, Duration.ofSeconds(1), 2.0, Duration.ofMinutes(1));

  public BackOff {
    Ranges.check("backOffImmediate", immediate, 0, 1000);
    Ranges.check("backOffInitial", initial, Duration.ZERO, Ranges.YEAR);
    Ranges.check("backOffMax", max, initial, Ranges.YEAR);
    if (!(multiplier >= 1.0 && multiplier <= 100.0)) {
      throw new IllegalArgumentException("backOffMultiplier is 1.0 to 100.0, not " + multiplier);
    }
  }

  /**
   * The wait after the delivery with this count has failed.
   *
   * @param deliveryCount how often the message has been delivered, 1 after the first delivery
   */
  public Duration after(int deliveryCount) {
    if (deliveryCount <= immediate) {
      return Duration.ZERO;
    }
    double millis = initial.toMillis() * Math.pow(multiplier, deliveryCount - immediate - 1);
    return millis >= max.toMillis() ? max : Duration.ofMillis((long) millis);
  }
}
