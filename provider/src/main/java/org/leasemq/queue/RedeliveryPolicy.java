package org.leasemq.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a message is delivered at most, how long it waits in between, and where it goes then.
 * Immutable.
 *
 * @param maxReceiveCount the number of deliveries, 1 to 1000, after which a message is
 *     dead-lettered
 * @param backOff the waits in between
 * @param deadLetterQueue where it goes then; null on a queue that keeps its messages for ever
 */
public record RedeliveryPolicy(
    int maxReceiveCount, BackOff backOff, @Nullable QueueName deadLetterQueue) {

  public RedeliveryPolicy {
    Ranges.check("maxReceiveCount", maxReceiveCount, 1, 1000);
  }

  /** Whether a message delivered this often has had its last delivery. */
  public boolean isExhausted(int deliveryCount) {
    return deadLetterQueue != null && deliveryCount >= maxReceiveCount;
  }

  /**
   * What happens after the delivery with this count has failed.
   *
   * @param deliveryCount how often the message has been delivered, 1 after the first delivery
   */
  public Redelivery after(int deliveryCount) {
    if (deadLetterQueue != null && deliveryCount >= maxReceiveCount) {
      return new Redelivery.DeadLetter(deadLetterQueue);
    }
    Duration wait = backOff.after(deliveryCount);
    return new Redelivery.After(wait);
  }
}
