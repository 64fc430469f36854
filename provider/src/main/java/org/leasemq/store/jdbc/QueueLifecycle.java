package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueCounts;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.store.StoreException;

/** Makes, alters, empties and deletes queues. For the pipeline's thread only. */
final class QueueLifecycle {

  /** How many rows go in one transaction. */
  private static final int SLICE = 5_000;

  private final Tables tables;
  private final Catalog catalog;
  private final TopicCatalog topics;

  QueueLifecycle(Tables tables, Catalog catalog, TopicCatalog topics) {
    this.tables = tables;
    this.catalog = catalog;
    this.topics = topics;
  }

  /** Makes a queue; with a specification, it is a subscription's. */
  Queue create(
      QueueName name,
      QueueSettings settings,
      boolean temporary,
      @Nullable SubscriptionSpec spec,
      Numbers numbers,
      long group) {
    if (catalog.find(name) != null) {
      throw new StoreException("There is a queue of the name '" + name + "' already", null);
    }
    Queue queue = new Queue(new QueueId(numbers.next()), name, settings, temporary);
    tables.database.write(
        true,
        () -> {
          tables.queues.insert(queue);
          if (spec != null) {
            tables.topics.insert(queue.id(), spec);
          }
          tables.node.writeGroup(group, numbers.peek());
        });
    catalog.add(queue);
    return queue;
  }

  Queue alter(QueueId id, QueueSettings settings) {
    Queue old = catalog.get(id.value()).queue();
    Queue altered = new Queue(id, old.name(), settings, old.temporary());
    tables.database.write(
        true,
        () -> {
          tables.queues.update(altered);
        });
    catalog.alter(altered);
    return altered;
  }

  void delete(QueueId id) {
    Catalog.Entry entry = catalog.find(id.value());
    if (entry == null) {
      return;
    }
    catalog.remove(id);
    topics.remove(id);
    dropLeases(id);
    deleteRows(entry.queue(), false);
    tables.database.write(
        true,
        () -> {
          while (tables.deduplication.deleteQueue(id.value(), SLICE) == SLICE) {
            // The next slice.
          }
          tables.topics.deleteSubscription(id);
          tables.queues.delete(id);
        });
  }

  /** Makes a subscription's queue an ordinary one, with what is leased only. */
  void endSubscription(QueueId id) {
    if (catalog.find(id.value()) != null) {
      topics.remove(id);
      tables.database.write(true, () -> tables.topics.deleteSubscription(id));
      purge(id);
    }
  }

  /** Deletes what the temporary queues of a former life left. */
  void dropTemporaryQueues() {
    for (Queue queue : catalog.queues()) {
      if (queue.temporary()) {
        delete(queue.id());
      }
    }
  }

  long purge(QueueId id) {
    Catalog.Entry entry = catalog.find(id.value());
    return entry == null ? 0 : deleteRows(entry.queue(), true);
  }

  QueueCounts counts(QueueId id) {
    Catalog.Entry entry = catalog.find(id.value());
    if (entry == null) {
      return new QueueCounts(0, 0, 0);
    }
    int inFlight = tables.leases.ofQueue(id.value());
    return tables.database.read(
        () -> {
          long parked = tables.deliveries.count(Channels.parked(id));
          long others =
              entry.queue().isFifo()
                  ? tables.deliveries.countInLanes(id.value())
                  : tables.deliveries.count(Channels.ready(id));
          return new QueueCounts(others - inFlight, inFlight, parked);
        });
  }

  private void dropLeases(QueueId id) {
    for (Lease lease : tables.leases.all()) {
      if (lease.place.queue() == id.value()) {
        tables.leases.remove(lease);
        if (lease.place.isLane()) {
          tables.laneLeases.free(lease.place.channel());
        }
      }
    }
  }

  private long deleteRows(Queue queue, boolean keepLeased) {
    long deleted = deleteChannel(Channels.parked(queue.id()), keepLeased);
    if (!queue.isFifo()) {
      return deleted + deleteChannel(Channels.ready(queue.id()), keepLeased);
    }
    long after = Long.MIN_VALUE;
    while (true) {
      List<Long> lanes = lanesAfter(queue, after);
      if (lanes.isEmpty()) {
        return deleted;
      }
      for (Long lane : lanes) {
        deleted += deleteChannel(lane, keepLeased);
        deleteLaneRow(lane);
        after = lane;
      }
    }
  }

  private List<Long> lanesAfter(Queue queue, long after) {
    return tables.database.read(() -> tables.lanes.some(queue.id().value(), after, SLICE));
  }

  /** The row goes with the last message; a lane that is leased still needs it. */
  private void deleteLaneRow(long lane) {
    if (tables.laneLeases.held(lane) == null) {
      tables.laneLeases.wake(lane);
      tables.database.write(
          false,
          () -> {
            tables.schedule.deleteTarget(lane);
            tables.lanes.delete(lane);
          });
    }
  }

  private long deleteChannel(long channel, boolean keepLeased) {
    long deleted = 0;
    long after = Long.MIN_VALUE;
    while (true) {
      List<Row.Place> slice = places(channel, after);
      if (slice.isEmpty()) {
        return deleted;
      }
      after = slice.get(slice.size() - 1).rank();
      List<Row.Place> doomed = new ArrayList<>(slice);
      if (keepLeased) {
        doomed.removeIf(place -> tables.leases.isLeased(place.id()));
      }
      deleted += doomed.size();
      tables.database.transact(true, () -> deleteAll(doomed));
    }
  }

  private List<Row.Place> places(long channel, long after) {
    return tables.database.read(() -> tables.deliveries.places(channel, after, SLICE));
  }

  private int deleteAll(List<Row.Place> places) throws SQLException {
    for (Row.Place place : places) {
      tables.delete(place);
    }
    return places.size();
  }
}
