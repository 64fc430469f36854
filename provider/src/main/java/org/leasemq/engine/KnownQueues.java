package org.leasemq.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;

/** The queues that a node has come to know, so that it need not ask its store. Thread-safe. */
final class KnownQueues {

  private final Map<QueueName, Queue> byName = new ConcurrentHashMap<>();
  private final Map<QueueId, Queue> byId = new ConcurrentHashMap<>();
  private final Set<Duration> delays = ConcurrentHashMap.newKeySet();

  Queue remember(Queue queue) {
    byName.put(queue.name(), queue);
    byId.put(queue.id(), queue);
    Duration delay = queue.settings().delay();
    if (!delay.isZero()) {
      delays.add(delay);
    }
    return queue;
  }

  void forget(Queue queue) {
    byName.remove(queue.name());
    byId.remove(queue.id());
  }

  /** The delays that a queue has or had: what is published may be due after any of them. */
  Set<Duration> delays() {
    return delays;
  }

  @Nullable Queue find(QueueName name) {
    return byName.get(name);
  }

  @Nullable Queue find(QueueId id) {
    return byId.get(id);
  }
}
