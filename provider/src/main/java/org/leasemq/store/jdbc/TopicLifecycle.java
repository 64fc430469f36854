package org.leasemq.store.jdbc;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.queue.TopicId;
import org.leasemq.store.StoreException;

/** Makes, finds and deletes topics and subscriptions. For the pipeline's thread only. */
final class TopicLifecycle {

  private final Tables tables;
  private final Catalog queues;
  private final TopicCatalog topics;
  private final QueueLifecycle lifecycle;

  TopicLifecycle(Tables tables, Catalog queues, TopicCatalog topics, QueueLifecycle lifecycle) {
    this.tables = tables;
    this.queues = queues;
    this.topics = topics;
    this.lifecycle = lifecycle;
  }

  Topic create(QueueName name, boolean temporary, Numbers numbers, long group) {
    if (topics.find(name) != null) {
      throw new StoreException("There is a topic of the name '" + name + "' already", null);
    }
    Topic topic = new Topic(new TopicId(numbers.next()), name, temporary);
    tables.database.write(
        true,
        () -> {
          tables.topics.insert(topic);
          tables.node.writeGroup(group, numbers.peek());
        });
    topics.add(topic);
    return topic;
  }

  void delete(TopicId topic) {
    if (!topics.contains(topic)) {
      return;
    }
    topics.subscriptions(topic).forEach(lifecycle::delete);
    tables.database.write(true, () -> tables.topics.delete(topic));
    topics.remove(topic);
  }

  /** Deletes the temporary topics that a former life left. */
  void dropTemporaryTopics() {
    for (Topic topic : topics.topics()) {
      if (topic.temporary()) {
        delete(topic.id());
      }
    }
  }

  Subscription subscribe(
      SubscriptionSpec spec, QueueName name, QueueSettings settings, Numbers numbers, long group) {
    if (!topics.contains(spec.topic())) {
      throw new StoreException("There is no topic with the id " + spec.topic(), null);
    }
    SubscriptionKey key = spec.key();
    if (key != null && topics.find(key, spec.durable()) != null) {
      throw new StoreException("There is a subscription '" + key + "' already", null);
    }
    MessageFilter filter = topics.compile(spec.selector());
    Queue queue = lifecycle.create(name, settings, !spec.durable(), spec, numbers, group);
    topics.add(queue.id(), spec, filter);
    return new Subscription(queue, spec);
  }

  Optional<Subscription> find(SubscriptionKey key, boolean durable) {
    @Nullable QueueId queue = topics.find(key, durable);
    return queue == null ? Optional.empty() : Optional.of(subscription(queue));
  }

  List<Subscription> subscriptions(TopicId topic) {
    return topics.subscriptions(topic).stream().map(this::subscription).toList();
  }

  private Subscription subscription(QueueId queue) {
    return topics.subscription(queues.get(queue.value()).queue());
  }
}
