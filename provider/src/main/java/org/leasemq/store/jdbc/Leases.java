package org.leasemq.store.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.LaneId;
import org.leasemq.queue.LeaseTerms;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.Receipt;
import org.leasemq.store.Extension;

/**
 * Who holds what, in memory: a store with one owner process needs no row for that, since all leases
 * end with the process. Thread-safe; only the pipeline's thread adds and removes.
 */
final class Leases {

  private final ConcurrentMap<Long, Lease> current = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Lease> unwritten = new ConcurrentLinkedQueue<>();
  private final Map<Long, Integer> givenUp = new HashMap<>();
  private final Map<Long, Integer> perQueue = new HashMap<>();
  private final AtomicInteger started = new AtomicInteger();
  private long lastReceipt;

  /** How many receipts a life of the store has, as bits; enough for three hundred years. */
  private static final int RECEIPT_BITS = 40;

  /** Begins a life of the store: no receipt of a former one is ever current again. */
  void beginIncarnation(long incarnation) {
    lastReceipt = Math.max(lastReceipt, incarnation << RECEIPT_BITS);
  }

  /** Leases a row. */
  Delivery lease(Queue queue, Row row) {
    Row.Place place = row.place();
    int priorDeliveries = Math.max(row.receiveCount(), givenUp.getOrDefault(place.id(), 0));
    Lease lease = new Lease(queue, place, ++lastReceipt, priorDeliveries);
    put(lease);
    return new Delivery(
        new DeliveryId(place.id()),
        new Receipt(lease.receipt),
        queue.id(),
        place.isLane() ? new LaneId(place.channel()) : null,
        place.rank(),
        priorDeliveries,
        row.message(),
        row.mark());
  }

  /** A row as a browser sees it: with a negative receipt if it is started or expired. */
  Delivery shown(QueueId queue, Row row, long now) {
    Lease lease = current.get(row.place().id());
    boolean visible = !row.isExpired(now) && (lease == null || !lease.isStarted());
    return new Delivery(
        new DeliveryId(row.place().id()),
        new Receipt(visible ? 0 : -1),
        queue,
        null,
        row.place().rank(),
        row.receiveCount(),
        row.message(),
        row.mark());
  }

  /** Leases a row for a prepared branch of a former life. */
  void pin(Queue queue, Row row, BranchId branch) {
    Lease lease = Lease.ofBranch(queue, row, ++lastReceipt, branch);
    put(lease);
    started.incrementAndGet();
  }

  private void put(Lease lease) {
    current.put(lease.id, lease);
    perQueue.merge(lease.place.queue(), 1, Integer::sum);
  }

  /** How many messages of a queue are leased, started or not. For the pipeline's thread. */
  int ofQueue(long queue) {
    return perQueue.getOrDefault(queue, 0);
  }

  boolean isLeased(long id) {
    return current.containsKey(id);
  }

  /** The lease of this delivery, if its receipt is current. */
  @Nullable Lease find(DeliveryId delivery, Receipt receipt) {
    Lease lease = current.get(delivery.value());
    return lease != null && lease.receipt == receipt.value() ? lease : null;
  }

  @Nullable Lease byId(long id) {
    return current.get(id);
  }

  /**
   * Ends a lease. If the delivery was started, the store has failed to settle it, perhaps again and
   * again: the message is marked as delivered, but what is not its fault is not counted against it.
   */
  void giveUp(Lease lease) {
    remove(lease);
    if (lease.isStarted()) {
      givenUp.put(lease.id, Math.max(1, lease.priorDeliveries));
    }
  }

  /** The counts of messages that were given up, until they are written. */
  Map<Long, Integer> givenUp() {
    return givenUp;
  }

  void remove(Lease lease) {
    if (current.remove(lease.id, lease)) {
      perQueue.computeIfPresent(
          lease.place.queue(), (id, leases) -> leases == 1 ? null : leases - 1);
      if (lease.end()) {
        started.decrementAndGet();
      }
    }
  }

  /** Starts a delivery at this time; false if its lease is over. Any thread. */
  boolean start(Delivery delivery, LeaseTerms terms, long now) {
    Lease lease = find(delivery.id(), delivery.receipt());
    boolean again = lease != null && lease.isStarted();
    if (lease == null || !lease.start(now, terms)) {
      return false;
    }
    if (!again) {
      started.incrementAndGet();
    }
    unwritten.add(lease);
    return true;
  }

  /** Moves the end of a started delivery's lease to so long after this time. */
  Extension extend(Delivery delivery, long lasts, long now) {
    Lease lease = find(delivery.id(), delivery.receipt());
    return lease == null ? new Extension.Over() : lease.extend(now, lasts);
  }

  /** When a started delivery's lease ends; null if it is over. Any thread. */
  @Nullable Instant end(Delivery delivery, long now) {
    Lease lease = find(delivery.id(), delivery.receipt());
    return lease == null ? null : lease.endSeen(now);
  }

  /** How many are started. Any thread. */
  int started() {
    return started.get();
  }

  /** How many of a queue are started. Any thread. */
  int started(QueueId queue) {
    return (int)
        current.values().stream()
            .filter(lease -> lease.queue.id().equals(queue) && lease.isStarted())
            .count();
  }

  /** Leases that were started since the last call and are current still. */
  List<Lease> takeUnwritten() {
    List<Lease> taken = new ArrayList<>();
    for (Lease lease = unwritten.poll(); lease != null; lease = unwritten.poll()) {
      if (current.get(lease.id) == lease) {
        taken.add(lease);
      }
    }
    return taken;
  }

  Collection<Lease> all() {
    return current.values();
  }
}
