package org.leasemq.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;

/** The queues that a node has come to know, so that it need not ask its store. Thread-safe. */
final class KnownQueues {

  private final Map<QueueName, Queue> byName = new ConcurrentHashMap<>();
  private final Map<QueueId, Queue> byId = new ConcurrentHashMap<>();

  Queue remember(Queue queue) {
    byName.put(queue.name(), queue);
    byId.put(queue.id(), queue);
    return queue;
  }

  void forget(Queue queue) {
    byName.remove(queue.name());
    byId.remove(queue.id());
  }

  @Nullable Queue find(QueueName name) {
    return byName.get(name);
  }

  @Nullable Queue find(QueueId id) {
    return byId.get(id);
  }
}
