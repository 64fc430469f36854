package org.leasemq.store;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.QueueLimits;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.RedeliveryPolicy;

/** Queue settings with one thing changed. */
public final class TestSettings {

  private TestSettings() {}

  /** Leases of this length that nobody extends. */
  public static UnaryOperator<QueueSettings> visibility(Duration timeout) {
    return s ->
        new QueueSettings(
            timeout,
            false,
            s.maxLease(),
            s.redelivery(),
            s.deduplicationWindow(),
            s.contentBasedDeduplication(),
            s.delay(),
            s.maxMessageSize(),
            s.defaultGroup(),
            s.expiryQueue());
  }

  /** Expired messages go to this queue. */
  public static UnaryOperator<QueueSettings> expiryQueue(String name) {
    return s ->
        new QueueSettings(
            s.visibilityTimeout(),
            s.leaseExtension(),
            s.maxLease(),
            s.redelivery(),
            s.deduplicationWindow(),
            s.contentBasedDeduplication(),
            s.delay(),
            s.maxMessageSize(),
            s.defaultGroup(),
            new QueueName(name));
  }

  /** Deduplication ids are remembered for so long. */
  public static UnaryOperator<QueueSettings> window(Duration window) {
    return s ->
        new QueueSettings(
            s.visibilityTimeout(),
            s.leaseExtension(),
            s.maxLease(),
            s.redelivery(),
            window,
            s.contentBasedDeduplication(),
            s.delay(),
            s.maxMessageSize(),
            s.defaultGroup(),
            s.expiryQueue());
  }

  /** Messages without a group are of this group. */
  public static UnaryOperator<QueueSettings> defaultGroup(String group) {
    return s ->
        new QueueSettings(
            s.visibilityTimeout(),
            s.leaseExtension(),
            s.maxLease(),
            s.redelivery(),
            s.deduplicationWindow(),
            s.contentBasedDeduplication(),
            s.delay(),
            s.maxMessageSize(),
            new MessageGroup(group),
            s.expiryQueue());
  }

  /** Messages are dead-lettered after so many deliveries. */
  public static UnaryOperator<QueueSettings> maxReceiveCount(int count) {
    return s ->
        new QueueSettings(
            s.visibilityTimeout(),
            s.leaseExtension(),
            s.maxLease(),
            new RedeliveryPolicy(count, s.redelivery().backOff(), s.redelivery().deadLetterQueue()),
            s.deduplicationWindow(),
            s.contentBasedDeduplication(),
            s.delay(),
            s.maxMessageSize(),
            s.defaultGroup(),
            s.expiryQueue());
  }

  /** So many messages are leased at most. */
  public static UnaryOperator<QueueSettings> maxInFlight(int messages) {
    return s -> with(s, new QueueLimits(messages, null));
  }

  /** Messages are kept for so long. */
  public static UnaryOperator<QueueSettings> retention(Duration retention) {
    return s -> with(s, new QueueLimits(s.limits().maxInFlight(), retention));
  }

  private static QueueSettings with(QueueSettings s, QueueLimits limits) {
    return new QueueSettings(
        s.visibilityTimeout(),
        s.leaseExtension(),
        s.maxLease(),
        s.redelivery(),
        s.deduplicationWindow(),
        s.contentBasedDeduplication(),
        s.delay(),
        s.maxMessageSize(),
        s.defaultGroup(),
        s.expiryQueue(),
        limits,
        s.deduplicationScope(),
        s.pause(),
        s.redriveAllow(),
        s.tags());
  }
}
