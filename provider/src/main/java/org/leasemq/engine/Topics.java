package org.leasemq.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.store.QueueStore;

/** The use cases on topics and subscriptions. Thread-safe. */
final class Topics {

  private static final String PREFIX = "$subscription.";
  private static final String FIFO = ".fifo";

  /** How many characters (of up to two units) a queue's name has before its number. */
  private static final int MAX_DESCRIPTION = 115;

  private final CommitPipeline pipeline;
  private final KnownQueues queues;
  private final boolean autoCreate;
  private final Map<QueueName, Topic> byName = new ConcurrentHashMap<>();
  private final Set<Queue> ended = ConcurrentHashMap.newKeySet();
  private final AtomicLong queueNumber = new AtomicLong();

  Topics(CommitPipeline pipeline, KnownQueues queues, boolean autoCreate) {
    this.pipeline = pipeline;
    this.queues = queues;
    this.autoCreate = autoCreate;
  }

  Topic topic(QueueName name) {
    Topic known = byName.get(name);
    return known != null ? known : pipeline.call(s -> remember(findOrCreate(s, name)));
  }

  private Topic findOrCreate(QueueStore s, QueueName name) {
    return s.findTopic(name)
        .orElseGet(
            () -> {
              if (!autoCreate) {
                throw new UnknownDestinationException(
                    "There is no topic '"
                        + name
                        + "', and autoCreate=false: make it first, or allow autoCreate.");
              }
              return s.createTopic(name, false);
            });
  }

  Topic createTemporary(QueueName name) {
    return pipeline.call(s -> remember(s.createTopic(name, true)));
  }

  private Topic remember(Topic topic) {
    byName.put(topic.name(), topic);
    return topic;
  }

  void delete(Topic topic) {
    pipeline.call(
        s -> {
          List<Subscription> subscriptions = s.subscriptions(topic.id());
          subscriptions.forEach(this::requireIdle);
          subscriptions.forEach(subscription -> queues.forget(subscription.queue()));
          byName.remove(topic.name());
          s.deleteTopic(topic.id());
          return null;
        });
  }

  Subscription subscribe(SubscriptionSpec spec) {
    return pipeline.call(
        s -> {
          SubscriptionKey key = spec.key();
          Optional<Subscription> found =
              key == null ? Optional.empty() : s.findSubscription(key, spec.durable());
          if (found.isPresent()) {
            Subscription old = found.get();
            if (old.spec().equals(spec)) {
              return old;
            }
            delete(s, old);
          }
          Subscription made = create(s, spec);
          queues.remember(made.queue());
          return made;
        });
  }

  private Subscription create(QueueStore s, SubscriptionSpec spec) {
    Topic topic = topic(s, spec);
    QueueName name = newQueueName(s, topic, spec.key());
    return s.createSubscription(spec, name, QueueSettings.defaults(name));
  }

  /** The topic of a subscription. */
  Topic topic(SubscriptionSpec spec) {
    return pipeline.call(s -> topic(s, spec));
  }

  private static Topic topic(QueueStore s, SubscriptionSpec spec) {
    return s.topics().stream()
        .filter(t -> t.id().equals(spec.topic()))
        .findFirst()
        .orElseThrow(() -> new UnknownDestinationException("The topic has been deleted: " + spec));
  }

  /** A name that nobody uses, for people to read. */
  private QueueName newQueueName(QueueStore s, Topic topic, @Nullable SubscriptionKey key) {
    String described = PREFIX + topic.name() + (key == null ? "" : "." + key);
    StringBuilder text = new StringBuilder();
    described
        .codePoints()
        .limit(MAX_DESCRIPTION)
        .forEach(c -> text.appendCodePoint(Character.isISOControl(c) ? '_' : c));
    String end = topic.isFifo() ? FIFO : "";
    QueueName name = new QueueName(text + (key == null ? nextNumber() : "") + end);
    while (s.findQueue(name).isPresent()) {
      name = new QueueName(text + nextNumber() + end);
    }
    return name;
  }

  private String nextNumber() {
    return "#" + queueNumber.incrementAndGet();
  }

  Optional<Subscription> find(SubscriptionKey key, boolean durable) {
    return pipeline.call(s -> s.findSubscription(key, durable));
  }

  void delete(Subscription subscription) {
    pipeline.call(
        s -> {
          delete(s, subscription);
          return null;
        });
  }

  /** Deletes a subscription, as soon as nobody holds messages of it. */
  void end(Subscription subscription) {
    pipeline.call(
        s -> {
          Queue queue = subscription.queue();
          if (s.startedLeases(queue.id()) == 0) {
            delete(s, subscription);
          } else {
            requireIdle(subscription);
            s.endSubscription(queue.id());
            ended.add(queue);
          }
          return null;
        });
  }

  /** Deletes the queues of ended subscriptions of which nobody holds messages any more. */
  void deleteEnded() {
    if (!ended.isEmpty()) {
      pipeline.call(s -> ended.removeIf(queue -> deleteIfSettled(s, queue)));
    }
  }

  private boolean deleteIfSettled(QueueStore s, Queue queue) {
    if (s.startedLeases(queue.id()) > 0) {
      return false;
    }
    queues.forget(queue);
    s.deleteQueue(queue.id());
    return true;
  }

  private void delete(QueueStore s, Subscription subscription) {
    requireIdle(subscription);
    queues.forget(subscription.queue());
    s.deleteQueue(subscription.queue().id());
  }

  private void requireIdle(Subscription subscription) {
    if (pipeline.buffers().isInUse(subscription.queue().id())) {
      throw new QueueInUseException(
          "The subscription '"
              + subscription.queue().name()
              + "' has consumers; close them first.");
    }
  }
}
