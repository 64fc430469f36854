package org.leasemq.queue;

import java.time.Instant;

/**
 * What a dead-lettered (or expired and moved) message carries about its former life. Immutable.
 *
 * @param reason why it was moved, for people to read
 * @param source the queue it came from
 * @param deliveryCount how often it was delivered there
 * @param movedAt when it was moved, by the store's clock
 */
public record DeadLetterMark(String reason, QueueName source, int deliveryCount, Instant movedAt) {

  private static final int MAX_REASON = 1000;

  public DeadLetterMark {
    if (reason.length() > MAX_REASON) {
      reason = reason.substring(0, MAX_REASON);
    }
  }
}
