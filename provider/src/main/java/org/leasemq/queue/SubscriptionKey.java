package org.leasemq.queue;

import org.jspecify.annotations.Nullable;

/**
 * What identifies a subscription that has a name (Jakarta Messaging 3.1, 4.2). Durable ones and
 * others are name spaces of their own. Immutable.
 *
 * @param clientId the client id that it belongs to; null: none
 */
public record SubscriptionKey(@Nullable String clientId, String name) {

  @Override
  public String toString() {
    return clientId == null ? name : clientId + "/" + name;
  }
}
