package org.leasemq;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Receiver;
import org.leasemq.queue.LeaseTerms;

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
 * @param pace how its deliveries differ from what the queue says
 */
public record InflowSettings(
    DestinationKind kind,
    String destination,
    @Nullable String selector,
    @Nullable Subscription subscription,
    @Nullable String userName,
    @Nullable String password,
    Pace pace) {

  /** Checks the values; the error names the property. */
  public InflowSettings {
    Objects.requireNonNull(kind, "kind");
    if (kind == DestinationKind.QUEUE && subscription != null) {
      throw new IllegalArgumentException("A queue has no subscriptions: leave them out");
    }
    if (destination.isEmpty()) {
      throw new IllegalArgumentException("destination is empty: give the name of a " + kind);
    }
  }

  /**
   * How the deliveries of one activation differ from what the queue says. Immutable.
   *
   * @param maxReceiveCount after how many failed deliveries a message is dead-lettered, 1 to 1000;
   *     null: as the queue says
   * @param visibilityTimeout how long its leases last where they are not extended, such as {@code
   *     30s}, 0 to 12 h; null: as the connection factory or the queue says
   * @param receiveBatchSize how many messages the node reads ahead for it at most, 1 to 256; of
   *     activations that share a queue and selector the largest counts
   */
  public record Pace(
      @Nullable Integer maxReceiveCount, @Nullable String visibilityTimeout, int receiveBatchSize) {

    /** As the queue says. */
    public static final Pace NORMAL = new Pace(null, null, Receiver.MOST_AHEAD);

    private static final int MAX_RECEIVE_COUNT = 1000;

    /** Checks the values; the error names the property. */
    public Pace {
      if (maxReceiveCount != null && (maxReceiveCount < 1 || maxReceiveCount > MAX_RECEIVE_COUNT)) {
        throw new IllegalArgumentException(
            "maxReceiveCount is 1 to " + MAX_RECEIVE_COUNT + ", not " + maxReceiveCount);
      }
      var unused = LeaseTerms.parse(visibilityTimeout, null);
      if (receiveBatchSize < 1 || receiveBatchSize > Receiver.MOST_AHEAD) {
        throw new IllegalArgumentException(
            "receiveBatchSize is 1 to " + Receiver.MOST_AHEAD + ", not " + receiveBatchSize);
      }
    }

    /** The terms of its leases: where it says nothing, these. */
    LeaseTerms leaseTerms(LeaseTerms others) {
      return visibilityTimeout == null
          ? others
          : LeaseTerms.parse(visibilityTimeout, others.leaseExtension());
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
    return new InflowSettings(DestinationKind.QUEUE, name, null, null, null, null, Pace.NORMAL);
  }

  /** All of a topic's messages. */
  public static InflowSettings topic(String name) {
    return new InflowSettings(DestinationKind.TOPIC, name, null, null, null, null, Pace.NORMAL);
  }

  /** The same for what the selector selects only; null: all. */
  public InflowSettings withSelector(@Nullable String newSelector) {
    return new InflowSettings(
        kind, destination, newSelector, subscription, userName, password, pace);
  }

  /** The same through this subscription. */
  public InflowSettings withSubscription(@Nullable Subscription newSubscription) {
    return new InflowSettings(
        kind, destination, selector, newSubscription, userName, password, pace);
  }

  /** The same as this user. */
  public InflowSettings withCredentials(@Nullable String newUserName, @Nullable String newSecret) {
    return new InflowSettings(
        kind, destination, selector, subscription, newUserName, newSecret, pace);
  }

  /** The same at this pace. */
  public InflowSettings withPace(Pace newPace) {
    return new InflowSettings(
        kind, destination, selector, subscription, userName, password, newPace);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "InflowSettings[" + kind + " " + destination + ", selector " + selector + "]";
  }
}
