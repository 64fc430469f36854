package org.leasemq.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver wants of the leases it gets, in place of what the queue says. Immutable.
 *
 * @param visibilityTimeout how long a lease lasts that nobody extends, 0 to 12 h; null: as the
 *     queue says
 * @param leaseExtension whether the node extends the leases of live sessions; null: as the queue
 *     says
 */
public record LeaseTerms(@Nullable Duration visibilityTimeout, @Nullable Boolean leaseExtension) {

  /** As each queue says. */
  public static final LeaseTerms OF_THE_QUEUE = new LeaseTerms(null, null);

  public LeaseTerms {
    if (visibilityTimeout != null) {
      Ranges.check(
          "visibilityTimeout", visibilityTimeout, Duration.ZERO, QueueSettings.MAX_VISIBILITY);
    }
  }

  /**
   * Terms as people write them.
   *
   * @param visibilityTimeout such as {@code 30s}; null: as the queue says
   * @throws IllegalArgumentException if it is no such duration or out of its range
   */
  public static LeaseTerms parse(
      @Nullable String visibilityTimeout, @Nullable Boolean leaseExtension) {
    return new LeaseTerms(
        visibilityTimeout == null
            ? null
            : TextValues.duration("visibilityTimeout", visibilityTimeout),
        leaseExtension);
  }

  /** How long a lease lasts from its start unless the application changes it. */
  public Duration lease(QueueSettings settings) {
    boolean extended = leaseExtension == null ? settings.leaseExtension() : leaseExtension;
    Duration timeout = visibilityTimeout == null ? settings.visibilityTimeout() : visibilityTimeout;
    boolean longest = extended || timeout.compareTo(settings.maxLease()) > 0;
    return longest ? settings.maxLease() : timeout;
  }
}
