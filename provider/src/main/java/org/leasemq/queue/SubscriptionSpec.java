package org.leasemq.queue;

import org.jspecify.annotations.Nullable;

/**
 * What a subscription is to be. Immutable.
 *
 * @param key its identity; null: nobody but its maker knows it (unshared and not durable)
 * @param durable whether it lasts until it is deleted; else it goes with the node's life at the
 *     latest
 * @param shared whether several consumers may share it
 * @param selector what it selects of the topic's messages; null: all
 * @param excludedPublisher what this publisher publishes is not for it; null: nobody is excluded
 */
public record SubscriptionSpec(
    TopicId topic,
    @Nullable SubscriptionKey key,
    boolean durable,
    boolean shared,
    @Nullable String selector,
    @Nullable String excludedPublisher) {

  public SubscriptionSpec {
    if (key == null && (durable || shared)) {
      throw new IllegalArgumentException("A durable or shared subscription needs a name");
    }
  }
}
