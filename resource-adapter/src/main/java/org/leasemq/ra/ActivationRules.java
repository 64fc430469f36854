package org.leasemq.ra;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.BeanInfo;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leasemq.DestinationKind;
import org.leasemq.QueueOverrides;
import org.leasemq.QueueSetting;

/** What an activation specification may say. Collects all that is wrong. For one thread. */
final class ActivationRules {

  private static final int MOST_SESSIONS = 1000;
  private static final Set<String> QUEUES = Set.of("jakarta.jms.Queue", "javax.jms.Queue");
  private static final Set<String> TOPICS = Set.of("jakarta.jms.Topic", "javax.jms.Topic");

  private final Map<String, String> wrong = new LinkedHashMap<>();

  private ActivationRules() {}

  /**
   * Checks a specification.
   *
   * @throws InvalidPropertyException names each wrong property, and says why
   */
  static void check(LeaseMQActivationSpec spec) throws InvalidPropertyException {
    ActivationRules rules = new ActivationRules();
    rules.checkDestination(spec);
    rules.checkSubscription(spec);
    rules.checkNumbers(spec);
    if (!rules.wrong.isEmpty()) {
      throw rules.failure();
    }
  }

  /** Queue or topic; a queue where nothing is set. */
  static DestinationKind kind(LeaseMQActivationSpec spec) {
    String type = spec.getDestinationType();
    return type != null && TOPICS.contains(type) ? DestinationKind.TOPIC : DestinationKind.QUEUE;
  }

  private void checkDestination(LeaseMQActivationSpec spec) {
    if (isEmpty(spec.getDestination()) && isEmpty(spec.getDestinationLookup())) {
      wrong.put("destination", "set it, or destinationLookup, to what the bean is to consume from");
    }
    String type = spec.getDestinationType();
    if (type != null && !QUEUES.contains(type) && !TOPICS.contains(type)) {
      wrong.put("destinationType", "is jakarta.jms.Queue or jakarta.jms.Topic, not " + type);
    }
    oneOf("acknowledgeMode", spec.getAcknowledgeMode(), "Auto-acknowledge", "Dups-ok-acknowledge");
  }

  private void checkSubscription(LeaseMQActivationSpec spec) {
    oneOf("subscriptionDurability", spec.getSubscriptionDurability(), "Durable", "NonDurable");
    if (kind(spec) != DestinationKind.TOPIC) {
      return;
    }
    boolean durable = isDurable(spec);
    if ((durable || spec.getShareSubscriptions()) && isEmpty(spec.getSubscriptionName())) {
      wrong.put("subscriptionName", "a durable or shared subscription needs one");
    }
    if (durable && !spec.getShareSubscriptions() && isEmpty(spec.getClientId())) {
      wrong.put("clientId", "a durable subscription that is not shared needs one");
    }
    if (!isEmpty(spec.getVisibilityTimeout())) {
      wrong.put("visibilityTimeout", "is a setting of queues: leave it out for a topic");
    }
  }

  /** Whether the subscription is to outlive the activation. */
  static boolean isDurable(LeaseMQActivationSpec spec) {
    return "Durable".equals(spec.getSubscriptionDurability());
  }

  private void checkNumbers(LeaseMQActivationSpec spec) {
    int sessions = spec.getMaxSessions();
    if (sessions < 1 || sessions > MOST_SESSIONS) {
      wrong.put("maxSessions", "is 1 to " + MOST_SESSIONS + ", not " + sessions);
    }
    int ahead = spec.getReceiveBatchSize();
    if (ahead < 1 || ahead > LeaseMQActivationSpec.MOST_AHEAD) {
      wrong.put(
          "receiveBatchSize", "is 1 to " + LeaseMQActivationSpec.MOST_AHEAD + ", not " + ahead);
    }
    setting("visibilityTimeout", QueueSetting.VISIBILITY_TIMEOUT, spec.getVisibilityTimeout());
    setting("maxReceiveCount", QueueSetting.MAX_RECEIVE_COUNT, spec.getMaxReceiveCount());
  }

  private void setting(String property, QueueSetting setting, @Nullable Object value) {
    try {
      QueueOverrides ignored =
          QueueOverrides.NONE.with(setting, value == null ? null : value.toString());
    } catch (IllegalArgumentException e) {
      wrong.put(property, String.valueOf(e.getMessage()));
    }
  }

  private void oneOf(String property, @Nullable String value, String first, String second) {
    if (value != null && !value.equals(first) && !value.equals(second)) {
      wrong.put(property, "is " + first + " or " + second + ", not " + value);
    }
  }

  static boolean isEmpty(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private InvalidPropertyException failure() {
    InvalidPropertyException failure =
        new InvalidPropertyException("Wrong activation properties: " + wrong);
    try {
      BeanInfo bean = Introspector.getBeanInfo(LeaseMQActivationSpec.class);
      failure.setInvalidPropertyDescriptors(
          java.util.Arrays.stream(bean.getPropertyDescriptors())
              .filter(property -> wrong.containsKey(property.getName()))
              .toArray(PropertyDescriptor[]::new));
    } catch (IntrospectionException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
