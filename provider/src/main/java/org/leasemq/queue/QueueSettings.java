package org.leasemq.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a queue, checked when made. Immutable; start from {@link #defaults(QueueName)}.
 *
 * @param visibilityTimeout how long a lease lasts that nobody extends; 0 to 12 h
 * @param leaseExtension whether the node extends the leases of live sessions, up to {@code
 *     maxLease}
 * @param maxLease how long an extended lease lasts at most; visibilityTimeout to 30 days
 * @param redelivery what happens to a message whose delivery failed
 * @param deduplicationWindow how long a deduplication id is remembered; 0 (off) to 24 h
 * @param contentBasedDeduplication whether the SHA-256 of the body stands in for a missing
 *     deduplication id
 * @param delay how long a message waits before its first delivery; 0 to 365 days
 * @param maxMessageSize the largest message in bytes, headers and properties included; 1 KiB to 2
 *     GiB - 1
 * @param defaultGroup on a FIFO queue, the group of a message without one; null: such a send is
 *     refused
 * @param expiryQueue where expired messages go; null: they are dropped
 * @param limits how much the queue hands out, and how long it keeps
 * @param deduplicationScope within what a deduplication id tells messages apart
 * @param pause which sides of the queue stand still
 * @param redriveAllow which queues may name this one as their dead-letter queue
 * @param tags what people note about the queue
 */
public record QueueSettings(
    Duration visibilityTimeout,
    boolean leaseExtension,
    Duration maxLease,
    RedeliveryPolicy redelivery,
    Duration deduplicationWindow,
    boolean contentBasedDeduplication,
    Duration delay,
    long maxMessageSize,
    @Nullable MessageGroup defaultGroup,
    @Nullable QueueName expiryQueue,
    QueueLimits limits,
    DeduplicationScope deduplicationScope,
    Pause pause,
    RedriveAllow redriveAllow,
    Tags tags) {

  static final Duration MAX_VISIBILITY = Duration.ofHours(12);
  private static final String DEAD_LETTERS = "DLQ";

  /** Settings with the defaults of all that follows the expiry queue. */
  public QueueSettings(
      Duration visibilityTimeout,
      boolean leaseExtension,
      Duration maxLease,
      RedeliveryPolicy redelivery,
      Duration deduplicationWindow,
      boolean contentBasedDeduplication,
      Duration delay,
      long maxMessageSize,
      @Nullable MessageGroup defaultGroup,
      @Nullable QueueName expiryQueue) {
    this(
        visibilityTimeout,
        leaseExtension,
        maxLease,
        redelivery,
        deduplicationWindow,
        contentBasedDeduplication,
        delay,
        maxMessageSize,
        defaultGroup,
        expiryQueue,
        QueueLimits.DEFAULT,
        DeduplicationScope.QUEUE,
        Pause.NONE,
        RedriveAllow.ALL,
        Tags.NONE);
  }

  public QueueSettings {
    Ranges.check("visibilityTimeout", visibilityTimeout, Duration.ZERO, MAX_VISIBILITY);
    Ranges.check("maxLease", maxLease, visibilityTimeout, Duration.ofDays(30));
    Ranges.check("deduplicationWindow", deduplicationWindow, Duration.ZERO, Duration.ofHours(24));
    Ranges.check("delay", delay, Duration.ZERO, Ranges.YEAR);
    Ranges.check("maxMessageSize", maxMessageSize, 1024, Integer.MAX_VALUE);
  }

  /** The settings of a queue of this name for which nobody has set anything. */
  public static QueueSettings defaults(QueueName name) {
    QueueName deadLetters = new QueueName(name.isFifo() ? DEAD_LETTERS + ".fifo" : DEAD_LETTERS);
    return new QueueSettings(
        Duration.ofSeconds(30),
        true,
        MAX_VISIBILITY,
        new RedeliveryPolicy(10, BackOff.DEFAULT, deadLetters.equals(name) ? null : deadLetters),
        Duration.ofMinutes(5),
        false,
        Duration.ZERO,
        64L << 20,
        null,
        null);
  }
}
