package org.leasemq.store.jdbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.store.Demand;
import org.leasemq.store.Operation;
import org.leasemq.store.Reader;

/**
 * What memory learns of a group once it is committed: leases that end, messages that are available,
 * sends that are handed over. A group that fails leaves no trace in memory. For the pipeline's
 * thread only.
 */
final class GroupEffects {

  private final Tables tables;
  private final Catalog catalog;
  private final Branches branches;
  private final Map<Reader, Limit> limits = new HashMap<>();
  private final Map<Reader, List<Delivery>> handedOver = new HashMap<>();
  private final List<Lease> gone = new ArrayList<>();

  /** What views are promised and have not leased yet, by queue. */
  private final Map<QueueId, Integer> promised = new HashMap<>();

  private final List<Lease> returned = new ArrayList<>();
  private final List<Row> available = new ArrayList<>();
  private final List<Runnable> branchEffects = new ArrayList<>();
  private final LaneSettlement lanes;

  GroupEffects(
      Tables tables, Catalog catalog, Branches branches, Numbers numbers, List<Demand> demands) {
    this.tables = tables;
    this.catalog = catalog;
    this.branches = branches;
    for (Demand demand : demands) {
      limits.put(demand.reader(), new Limit(demand.messages(), demand.bytes()));
    }
    lanes = new LaneSettlement(tables, catalog, numbers, this);
  }

  LaneSettlement lanes() {
    return lanes;
  }

  /** A message has come in, or come back at the end of its queue. */
  void available(Queue queue, Row row) {
    if (row.place().isLane()) {
      lanes.added(queue, row);
    } else {
      available.add(row);
    }
  }

  /** A lease ends and its row is no longer where it was. */
  void gone(Lease lease) {
    gone.add(lease);
    if (lease.place.isLane()) {
      lanes.settled(lease);
    }
  }

  /** A lease ends and its row is available again (a lane: at that time; 0: at once). */
  void returned(Lease lease, long at) {
    if (lease.place.isLane()) {
      gone.add(lease);
      lanes.returned(lease, at);
    } else {
      returned.add(lease);
    }
  }

  void prepared(BranchId branch, List<Operation> operations, List<Lease> pinned) {
    branchEffects.add(
        () -> {
          pinned.forEach(lease -> lease.pin(branch));
          branches.put(branch, operations);
        });
  }

  void decided(BranchId branch) {
    branchEffects.add(() -> branches.remove(branch));
  }

  /** The view that takes this row now, since nothing comes before it; null if none does. */
  @Nullable View taker(Queue queue, Row row) {
    if (row.isExpired(tables.now())) {
      return null;
    }
    for (View view : catalog.get(queue.id().value()).views) {
      Limit limit = limits.get(view);
      if (limit != null
          && limit.isOpen()
          && view.room() > promised.getOrDefault(queue.id(), 0)
          && view.isNext(row)
          && view.selects(row)) {
        limit.take(row);
        promised.merge(queue.id(), 1, Integer::sum);
        return view;
      }
    }
    return null;
  }

  /** Leases a row to a view. */
  void handOver(View view, Queue queue, Row row) {
    promised.merge(queue.id(), -1, Integer::sum);
    handedOver.computeIfAbsent(view, v -> new ArrayList<>()).add(tables.leases.lease(queue, row));
  }

  /** Brings memory up to date; after the commit. */
  Map<Reader, List<Delivery>> apply() {
    gone.forEach(tables.leases::remove);
    for (Lease lease : returned) {
      tables.leases.remove(lease);
      catalog.get(lease.place.queue()).views.forEach(view -> view.returned(lease.place));
    }
    branchEffects.forEach(Runnable::run);
    available.sort(Comparator.comparingLong(row -> row.place().rank()));
    for (Row row : available) {
      Catalog.Entry entry = catalog.get(row.place().queue());
      View taker = taker(entry.queue(), row);
      if (taker != null) {
        handOver(taker, entry.queue(), row);
      }
      for (View view : entry.views) {
        if (taker != null || (view.isNext(row) && !view.selects(row))) {
          view.passed(row.place(), 0);
        } else {
          view.added(row.place());
        }
      }
    }
    lanes.apply();
    return handedOver;
  }
}
