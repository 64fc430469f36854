package org.leasemq;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an activation (a message-driven bean) consumes and how. Immutable, checked when made; start
 * from {@link #queue} or {@link #topic}.
 *
 * @param kind queue or topic
 * @param destination the physical name
 * @param selector which messages; null: all (Jakarta Messaging 3.1, 3.8)
 * @param subscription of a topic: which subscription; null: one that is neither durable nor shared
 * @param userName who consumes; null: the connection factory's user
 * @param password the user's password
 * @param maxReceiveCount after how many failed deliveries a message is dead-lettered, 1 to 1000;
 *     null: as the queue says
 */
public record InflowSettings(
    DestinationKind kind,
    String destination,
    @Nullable String selector,
    @Nullable Subscription subscription,
    @Nullable String userName,
    @Nullable String password,
    @Nullable Integer maxReceiveCount) {

  private static final int MAX_RECEIVE_COUNT = 1000;

  /** Checks the values; the error names the property. */
  public InflowSettings {
    Objects.requireNonNull(kind, "kind");
    if (kind == DestinationKind.QUEUE && subscription != null) {
      throw new IllegalArgumentException("A queue has no subscriptions: leave them out");
    }
    if (destination.isEmpty()) {
      throw new IllegalArgumentException("destination is empty: give the name of a " + kind);
    }
    if (maxReceiveCount != null && (maxReceiveCount < 1 || maxReceiveCount > MAX_RECEIVE_COUNT)) {
      throw new IllegalArgumentException(
          "maxReceiveCount is 1 to " + MAX_RECEIVE_COUNT + ", not " + maxReceiveCount);
    }
  }

  /**
   * Which subscription of a topic (Jakarta Messaging 3.1, 4.2). Immutable.
   *
   * @param name its name
   * @param clientId the client id that it belongs to, if any
   * @param durable whether it outlives its consumers
   * @param shared whether several consumers share it
   */
  public record Subscription(
      String name, @Nullable String clientId, boolean durable, boolean shared) {

    /** Checks the values; the error names the property. */
    public Subscription {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("subscriptionName is empty: give the subscription one");
      }
      if (!durable && !shared) {
        throw new IllegalArgumentException(
            "A subscription with a subscriptionName is durable or shared:"
                + " set subscriptionDurability=Durable or shareSubscriptions=true");
      }
      if (durable && !shared && clientId == null) {
        throw new IllegalArgumentException(
            "clientId is needed for a durable subscription that is not shared");
      }
    }
  }

  /** All of a queue's messages. */
  public static InflowSettings queue(String name) {
    return new InflowSettings(DestinationKind.QUEUE, name, null, null, null, null, null);
  }

  /** All of a topic's messages. */
  public static InflowSettings topic(String name) {
    return new InflowSettings(DestinationKind.TOPIC, name, null, null, null, null, null);
  }

  /** The same for what the selector selects only; null: all. */
  public InflowSettings withSelector(@Nullable String newSelector) {
    return new InflowSettings(
        kind, destination, newSelector, subscription, userName, password, maxReceiveCount);
  }

  /** The same through this subscription. */
  public InflowSettings withSubscription(@Nullable Subscription newSubscription) {
    return new InflowSettings(
        kind, destination, selector, newSubscription, userName, password, maxReceiveCount);
  }

  /** The same as this user. */
  public InflowSettings withCredentials(@Nullable String newUserName, @Nullable String newSecret) {
    return new InflowSettings(
        kind, destination, selector, subscription, newUserName, newSecret, maxReceiveCount);
  }

  /** The same with this many deliveries at most; null: as the queue says. */
  public InflowSettings withMaxReceiveCount(@Nullable Integer newMaxReceiveCount) {
    return new InflowSettings(
        kind, destination, selector, subscription, userName, password, newMaxReceiveCount);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "InflowSettings[" + kind + " " + destination + ", selector " + selector + "]";
  }
}
