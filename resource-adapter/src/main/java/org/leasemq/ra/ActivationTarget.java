package org.leasemq.ra;

import static org.leasemq.ra.ActivationRules.isEmpty;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import org.jspecify.annotations.Nullable;
import org.leasemq.DestinationKind;
import org.leasemq.InflowSettings;
import org.leasemq.InflowSettings.Pace;
import org.leasemq.InflowSource;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.LeaseMQQueue;
import org.leasemq.LeaseMQTopic;
import org.leasemq.ra.outbound.ConnectionFactoryHandle;

/**
 * What an activation specification means: its names looked up, its texts parsed. Immutable.
 *
 * @param settings what is consumed and how
 * @param destination the same as an object, with the settings of the queue that were set
 * @param connections with which store
 */
record ActivationTarget(
    InflowSettings settings, Destination destination, LeaseMQConnectionFactory connections) {

  /**
   * Resolves a valid specification.
   *
   * @param own the adapter's store
   * @throws ResourceException if a name leads nowhere, or to something else than it should
   */
  static ActivationTarget of(LeaseMQActivationSpec spec, LeaseMQConnectionFactory own)
      throws ResourceException {
    Destination destination = destination(spec);
    InflowSettings settings =
        destination instanceof LeaseMQTopic topic
            ? InflowSettings.topic(String.valueOf(topic.getName()))
                .withSubscription(subscription(spec))
            : InflowSettings.queue(String.valueOf(((LeaseMQQueue) destination).getName()));
    return new ActivationTarget(
        settings
            .withSelector(isEmpty(spec.getMessageSelector()) ? null : spec.getMessageSelector())
            .withCredentials(spec.getUser(), spec.getPassword())
            .withPace(
                new Pace(
                    spec.getMaxReceiveCount(),
                    spec.getVisibilityTimeout(),
                    spec.getReceiveBatchSize())),
        destination,
        connections(spec, own));
  }

  /** Opens the source of its messages; the queue then has the settings that were set. */
  InflowSource open() throws JMSException {
    if (destination instanceof LeaseMQQueue queue && !queue.overrides().isEmpty()) {
      try (Connection connection =
          connections.createConnection(settings.userName(), settings.password())) {
        // The first use of a queue object makes its settings the queue's.
        connection.createSession().createProducer(queue);
      }
    }
    return connections.openInflow(settings);
  }

  private static Destination destination(LeaseMQActivationSpec spec) throws ResourceException {
    Destination found = find(spec);
    boolean wantsTopic = ActivationRules.kind(spec) == DestinationKind.TOPIC;
    boolean typed = spec.getDestinationType() != null;
    if (typed && wantsTopic != found instanceof LeaseMQTopic) {
      throw new InvalidPropertyException(
          "destinationType is " + spec.getDestinationType() + ", but the destination is " + found);
    }
    return found;
  }

  private static Destination find(LeaseMQActivationSpec spec) throws ResourceException {
    String lookup = spec.getDestinationLookup();
    if (lookup != null && !isEmpty(lookup)) {
      return checked("destinationLookup", lookup, Names.lookUp("destinationLookup", lookup));
    }
    String name = String.valueOf(spec.getDestination());
    Object found = Names.find("destination", name);
    if (found instanceof Destination) {
      return checked("destination", name, found);
    }
    try {
      return ActivationRules.kind(spec) == DestinationKind.TOPIC
          ? new LeaseMQTopic(name)
          : new LeaseMQQueue(name);
    } catch (IllegalArgumentException e) {
      throw new InvalidPropertyException("destination: " + e.getMessage(), e);
    }
  }

  private static Destination checked(String property, String name, Object found)
      throws ResourceException {
    boolean named =
        found instanceof LeaseMQQueue queue
            ? queue.getName() != null
            : found instanceof LeaseMQTopic topic && topic.getName() != null;
    if (!named) {
      throw new InvalidPropertyException(
          property + ": '" + name + "' is no queue or topic of LeaseMQ with a name, but " + found);
    }
    return (Destination) found;
  }

  /** A name without one of the two means nothing: such a subscription has none. */
  private static InflowSettings.@Nullable Subscription subscription(LeaseMQActivationSpec spec)
      throws InvalidPropertyException {
    boolean durable = ActivationRules.isDurable(spec);
    boolean shared = spec.getShareSubscriptions();
    if (!durable && !shared) {
      return null;
    }
    String name = spec.getSubscriptionName();
    String clientId = isEmpty(spec.getClientId()) ? null : spec.getClientId();
    try {
      return new InflowSettings.Subscription(name == null ? "" : name, clientId, durable, shared);
    } catch (IllegalArgumentException e) {
      throw new InvalidPropertyException(e.getMessage(), e);
    }
  }

  private static LeaseMQConnectionFactory connections(
      LeaseMQActivationSpec spec, LeaseMQConnectionFactory own) throws ResourceException {
    String lookup = spec.getConnectionFactoryLookup();
    if (lookup == null || isEmpty(lookup)) {
      return own;
    }
    Object found = Names.lookUp("connectionFactoryLookup", lookup);
    if (found instanceof LeaseMQConnectionFactory direct) {
      return direct;
    }
    if (found instanceof ConnectionFactoryHandle handle
        && handle.managedConnectionFactory() instanceof LeaseMQManagedConnectionFactory pooled) {
      return pooled.connections();
    }
    throw new InvalidPropertyException(
        "connectionFactoryLookup: '"
            + lookup
            + "' is no connection factory of LeaseMQ, but "
            + found);
  }

  /** For the log. */
  @Override
  public String toString() {
    return destination.toString();
  }
}
