package org.leasemq.jms;

import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Queue;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;

/**
 * Opens what a connection's consumers consume: queues and the four kinds of subscription (Jakarta
 * Messaging 3.1, 8.2 and 8.3). Thread-safe.
 */
final class Sources {

  private final LeaseMQConnection connection;

  Sources(LeaseMQConnection connection) {
    this.connection = connection;
  }

  /** A queue, or a new subscription of a topic that is neither durable nor shared. */
  Source of(@Nullable Destination destination, @Nullable String selector, boolean noLocal)
      throws JMSException {
    LeaseMQDestination named = Sender.checked(destination);
    if (Destinations.isTopic(named)) {
      return subscription(named, null, false, false, selector, noLocal);
    }
    MessageFilter filter = Selectors.filter(selector);
    Queue queue = connection.queue(Permission.RECEIVE, named);
    connection.temporaries().requireOwn(queue);
    return new Source(named, queue, filter, () -> {});
  }

  /**
   * An unshared durable subscription.
   *
   * @throws IllegalStateException if the connection has no client id
   */
  Source durable(
      @Nullable Destination topic,
      @Nullable String name,
      @Nullable String selector,
      boolean noLocal)
      throws JMSException {
    return subscription(Sender.checked(topic), checked(name), true, false, selector, noLocal);
  }

  /** A shared subscription, durable or not. */
  Source shared(
      @Nullable Destination topic,
      @Nullable String name,
      @Nullable String selector,
      boolean durable)
      throws JMSException {
    return subscription(Sender.checked(topic), checked(name), durable, true, selector, false);
  }

  private static String checked(@Nullable String name) throws JMSException {
    if (name == null || name.isEmpty()) {
      throw new JMSException("A subscription that is durable or shared needs a name");
    }
    return name;
  }

  private Source subscription(
      LeaseMQDestination named,
      @Nullable String name,
      boolean durable,
      boolean shared,
      @Nullable String selector,
      boolean noLocal)
      throws JMSException {
    Topic topic = connection.access().topic(Permission.RECEIVE, named);
    connection.temporaries().requireOwn(topic);
    if (durable && topic.temporary()) {
      throw new InvalidDestinationException(
          "A durable subscription would outlive the temporary topic " + topic.name());
    }
    MessageFilter filter = Selectors.filter(selector);
    String clientId = connection.clientId();
    if (durable && !shared && clientId == null) {
      throw new IllegalStateException(
          "An unshared durable subscription belongs to a client id: set the connection's before any"
              + " other use of it, or the connection factory's clientId");
    }
    SubscriptionSpec spec =
        new SubscriptionSpec(
            topic.id(),
            name == null ? null : new SubscriptionKey(clientId, name),
            durable,
            shared,
            filter == null ? null : filter.text(),
            noLocal ? connection.publisher() : null);
    Subscriptions subscriptions = connection.shared().subscriptions();
    Subscription subscription = subscriptions.open(spec);
    return new Source(named, subscription.queue(), null, () -> subscriptions.leave(subscription));
  }

  /**
   * Deletes a durable subscription.
   *
   * @throws InvalidDestinationException if there is none of this name
   */
  void unsubscribe(@Nullable String name) throws JMSException {
    if (name == null || name.isEmpty()) {
      throw new InvalidDestinationException("A durable subscription has a name");
    }
    connection
        .shared()
        .subscriptions()
        .unsubscribe(new SubscriptionKey(connection.clientId(), name), connection.access());
  }
}
