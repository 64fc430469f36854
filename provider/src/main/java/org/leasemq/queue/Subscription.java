package org.leasemq.queue;

/**
 * A subscription: a queue with a source. Immutable.
 *
 * @param queue where its messages are; a temporary one if the subscription is not durable
 */
public record Subscription(Queue queue, SubscriptionSpec spec) {}
