package org.leasemq.store.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;

/** The queues and the views that are open on each. For the pipeline's thread only. */
final class Catalog {

  private final Map<Long, Entry> byId = new HashMap<>();
  private final Map<QueueName, Entry> byName = new HashMap<>();

  /** A queue and its views. */
  static final class Entry {
    private Queue queue;
    final List<View> views = new ArrayList<>();

    Entry(Queue queue) {
      this.queue = queue;
    }

    Queue queue() {
      return queue;
    }
  }

  void add(Queue queue) {
    Entry entry = new Entry(queue);
    byId.put(queue.id().value(), entry);
    byName.put(queue.name(), entry);
  }

  void alter(Queue altered) {
    Entry entry = byId.get(altered.id().value());
    if (entry != null) {
      entry.queue = altered;
      entry.views.forEach(view -> view.altered(altered));
    }
  }

  void remove(QueueId queue) {
    Entry entry = byId.remove(queue.value());
    if (entry != null) {
      byName.remove(entry.queue.name());
    }
  }

  /** Takes over what the database holds; the views of queues that go on go on. */
  void merge(List<Queue> queues) {
    Map<Long, Entry> old = new HashMap<>(byId);
    byId.clear();
    byName.clear();
    for (Queue queue : queues) {
      add(queue);
      Entry known = old.get(queue.id().value());
      if (known != null) {
        get(queue.id().value()).views.addAll(known.views);
      }
    }
  }

  @Nullable Entry find(QueueName name) {
    return byName.get(name);
  }

  @Nullable Entry find(long queue) {
    return byId.get(queue);
  }

  /** The queue of this id, of which the caller knows that it exists. */
  Entry get(long queue) {
    Entry entry = byId.get(queue);
    if (entry == null) {
      throw new IllegalStateException("There is no queue with the id " + queue);
    }
    return entry;
  }

  List<Queue> queues() {
    return byName.values().stream()
        .map(Entry::queue)
        .sorted((a, b) -> a.name().value().compareTo(b.name().value()))
        .toList();
  }

  /** Makes every view look from the first again. */
  void forgetViews() {
    byId.values().forEach(entry -> entry.views.forEach(View::forget));
  }
}
