package org.leasemq;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BackOff;
import org.leasemq.queue.DeduplicationScope;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.Pause;
import org.leasemq.queue.QueueLimits;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.RedeliveryPolicy;
import org.leasemq.queue.RedriveAllow;
import org.leasemq.queue.Tags;

/** Queue settings while single values are replaced. For one thread. */
final class QueueSettingsDraft {

  /** So lax that a single value fits it exactly if it fits any settings. */
  private static final QueueSettings LAX =
      new QueueSettings(
          Duration.ZERO,
          true,
          Duration.ofDays(30),
          new RedeliveryPolicy(1, new BackOff(0, Duration.ZERO, 1.0, Duration.ofDays(365)), null),
          Duration.ZERO,
          false,
          Duration.ZERO,
          Integer.MAX_VALUE,
          null,
          null);

  Duration visibilityTimeout;
  boolean leaseExtension;
  Duration maxLease;
  int maxReceiveCount;
  int backOffImmediate;
  Duration backOffInitial;
  double backOffMultiplier;
  Duration backOffMax;
  @Nullable QueueName deadLetterQueue;
  Duration deduplicationWindow;
  boolean contentBasedDeduplication;
  Duration delay;
  long maxMessageSize;
  @Nullable MessageGroup defaultGroup;
  @Nullable QueueName expiryQueue;
  int maxInFlight;
  @Nullable Duration retention;
  DeduplicationScope deduplicationScope;
  boolean sendPaused;
  boolean receivePaused;
  RedriveAllow redriveAllow;
  Tags tags;

  QueueSettingsDraft(QueueSettings base) {
    visibilityTimeout = base.visibilityTimeout();
    leaseExtension = base.leaseExtension();
    maxLease = base.maxLease();
    maxReceiveCount = base.redelivery().maxReceiveCount();
    backOffImmediate = base.redelivery().backOff().immediate();
    backOffInitial = base.redelivery().backOff().initial();
    backOffMultiplier = base.redelivery().backOff().multiplier();
    backOffMax = base.redelivery().backOff().max();
    deadLetterQueue = base.redelivery().deadLetterQueue();
    deduplicationWindow = base.deduplicationWindow();
    contentBasedDeduplication = base.contentBasedDeduplication();
    delay = base.delay();
    maxMessageSize = base.maxMessageSize();
    defaultGroup = base.defaultGroup();
    expiryQueue = base.expiryQueue();
    maxInFlight = base.limits().maxInFlight();
    retention = base.limits().retention();
    deduplicationScope = base.deduplicationScope();
    sendPaused = base.pause().sends();
    receivePaused = base.pause().receives();
    redriveAllow = base.redriveAllow();
    tags = base.tags();
  }

  static QueueSettingsDraft lax() {
    return new QueueSettingsDraft(LAX);
  }

  /**
   * The settings.
   *
   * @throws IllegalArgumentException if a value is out of its range; the message names it
   */
  QueueSettings settings() {
    BackOff backOff = new BackOff(backOffImmediate, backOffInitial, backOffMultiplier, backOffMax);
    return new QueueSettings(
        visibilityTimeout,
        leaseExtension,
        maxLease,
        new RedeliveryPolicy(maxReceiveCount, backOff, deadLetterQueue),
        deduplicationWindow,
        contentBasedDeduplication,
        delay,
        maxMessageSize,
        defaultGroup,
        expiryQueue,
        new QueueLimits(maxInFlight, retention),
        deduplicationScope,
        new Pause(sendPaused, receivePaused),
        redriveAllow,
        tags);
  }
}
