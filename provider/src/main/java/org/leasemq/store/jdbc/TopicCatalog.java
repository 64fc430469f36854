package org.leasemq.store.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.queue.TopicId;

/**
 * The topics and the subscriptions of each, with their selectors compiled. For the pipeline's
 * thread only.
 */
final class TopicCatalog {

  private final Function<String, MessageFilter> selectors;
  private final Map<Long, Entry> byId = new HashMap<>();
  private final Map<QueueName, Topic> byName = new HashMap<>();
  private final Map<QueueId, SubscriptionSpec> specs = new HashMap<>();
  private final Map<Identity, QueueId> byKey = new HashMap<>();

  /** A subscription's name in the name space of the durable ones, or of the others. */
  private record Identity(SubscriptionKey key, boolean durable) {}

  /**
   * A topic and its subscriptions.
   *
   * @param subscribers by their queues, in the order in which they were made
   */
  private record Entry(Topic topic, Map<QueueId, Subscriber> subscribers) {}

  /** A subscription as a publish sees it. */
  private record Subscriber(
      QueueId queue, @Nullable MessageFilter filter, @Nullable String excludedPublisher) {}

  TopicCatalog(Function<String, MessageFilter> selectors) {
    this.selectors = selectors;
  }

  void add(Topic topic) {
    byId.put(topic.id().value(), new Entry(topic, new LinkedHashMap<>()));
    byName.put(topic.name(), topic);
  }

  void remove(TopicId topic) {
    Entry entry = byId.remove(topic.value());
    if (entry != null) {
      byName.remove(entry.topic().name());
    }
  }

  /**
   * The filter of a selector.
   *
   * @throws IllegalArgumentException if it is none
   */
  @Nullable MessageFilter compile(@Nullable String selector) {
    return selector == null ? null : selectors.apply(selector);
  }

  void add(QueueId queue, SubscriptionSpec spec, @Nullable MessageFilter filter) {
    specs.put(queue, spec);
    Entry entry = byId.get(spec.topic().value());
    if (entry != null) {
      entry.subscribers().put(queue, new Subscriber(queue, filter, spec.excludedPublisher()));
    }
    SubscriptionKey key = spec.key();
    if (key != null) {
      byKey.put(new Identity(key, spec.durable()), queue);
    }
  }

  /** Forgets the subscription whose queue this is; nothing happens if it is none's. */
  void remove(QueueId queue) {
    SubscriptionSpec spec = specs.remove(queue);
    if (spec != null) {
      Entry entry = byId.get(spec.topic().value());
      if (entry != null) {
        entry.subscribers().remove(queue);
      }
      SubscriptionKey key = spec.key();
      if (key != null) {
        byKey.remove(new Identity(key, spec.durable()));
      }
    }
  }

  /** Takes over what the database holds. */
  void replace(List<Topic> topics, Map<QueueId, SubscriptionSpec> subscriptions) {
    byId.clear();
    byName.clear();
    specs.clear();
    byKey.clear();
    topics.forEach(this::add);
    subscriptions.forEach((queue, spec) -> add(queue, spec, compile(spec.selector())));
  }

  @Nullable Topic find(QueueName name) {
    return byName.get(name);
  }

  boolean contains(TopicId topic) {
    return byId.containsKey(topic.value());
  }

  List<Topic> topics() {
    return byName.values().stream()
        .sorted((a, b) -> a.name().value().compareTo(b.name().value()))
        .toList();
  }

  /** The queue of the subscription of this key. */
  @Nullable QueueId find(SubscriptionKey key, boolean durable) {
    return byKey.get(new Identity(key, durable));
  }

  /** The queues of a topic's subscriptions. */
  List<QueueId> subscriptions(TopicId topic) {
    Entry entry = byId.get(topic.value());
    return entry == null ? List.of() : List.copyOf(entry.subscribers().keySet());
  }

  /** The subscription whose queue this is. */
  Subscription subscription(Queue queue) {
    SubscriptionSpec spec = specs.get(queue.id());
    if (spec == null) {
      throw new IllegalStateException("Not a subscription's queue: " + queue.name());
    }
    return new Subscription(queue, spec);
  }

  /** The queues of the subscriptions that get this message; each selector is asked once. */
  List<QueueId> takers(TopicId topic, StoredMessage message, @Nullable String publisher) {
    Entry entry = byId.get(topic.value());
    if (entry == null) {
      return List.of();
    }
    List<QueueId> takers = new ArrayList<>();
    Map<MessageFilter, Boolean> answers = new HashMap<>();
    for (Subscriber subscriber : entry.subscribers().values()) {
      MessageFilter filter = subscriber.filter();
      if ((publisher == null || !publisher.equals(subscriber.excludedPublisher()))
          && (filter == null || answers.computeIfAbsent(filter, f -> f.matches(message)))) {
        takers.add(subscriber.queue());
      }
    }
    return takers;
  }
}
