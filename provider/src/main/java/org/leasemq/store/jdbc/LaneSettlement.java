package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Queue;

/**
 * Settles the lanes that a group touched: after all other row changes, each lane with a message is
 * exactly one of ready, leased, backing off, whatever was done to it. For the pipeline's thread
 * only.
 */
final class LaneSettlement {

  private final Tables tables;
  private final Catalog catalog;
  private final Numbers numbers;
  private final GroupEffects effects;
  private final Map<Long, Touched> touched = new LinkedHashMap<>();

  LaneSettlement(Tables tables, Catalog catalog, Numbers numbers, GroupEffects effects) {
    this.tables = tables;
    this.catalog = catalog;
    this.numbers = numbers;
    this.effects = effects;
  }

  /** What the group did to a lane, and what becomes of it. */
  private static final class Touched {
    final Queue queue;
    int settled;
    long backOffUntil;
    long firstReturned = Long.MAX_VALUE;
    boolean wake;
    boolean lost;
    @Nullable Row added;
    boolean frees;
    boolean empty;
    @Nullable Row next;
    @Nullable View taker;
    long place;

    Touched(Queue queue) {
      this.queue = queue;
    }
  }

  /** A message was added to the end of its lane. */
  void added(Queue queue, Row row) {
    Touched lane = touch(queue, row.place().channel());
    if (lane.added == null) {
      lane.added = row;
    }
  }

  /** A lease of the lane ends and its message is gone. */
  void settled(Lease lease) {
    touch(lease.queue, lease.place.channel()).settled++;
  }

  /** A lease of the lane ends and its message stays; the lane backs off until then (0: not). */
  void returned(Lease lease, long backOffUntil) {
    Touched lane = touch(lease.queue, lease.place.channel());
    lane.settled++;
    lane.backOffUntil = Math.max(lane.backOffUntil, backOffUntil);
    lane.firstReturned = Math.min(lane.firstReturned, lease.place.rank());
  }

  /** The lane's back-off is over. */
  void wake(Queue queue, long lane) {
    touch(queue, lane).wake = true;
  }

  /** A message that nobody leased is gone: perhaps the head, so every view must look again. */
  void lost(Queue queue, long lane) {
    touch(queue, lane).lost = true;
  }

  private Touched touch(Queue queue, long lane) {
    return touched.computeIfAbsent(lane, id -> new Touched(queue));
  }

  /** Writes the lanes' rows. */
  void settle(long now) throws SQLException {
    for (Map.Entry<Long, Touched> entry : touched.entrySet()) {
      settle(entry.getKey(), entry.getValue(), now);
    }
  }

  private void settle(long id, Touched lane, long now) throws SQLException {
    LaneLeases.Held held = tables.laneLeases.held(id);
    if (held != null) {
      settleHeld(id, lane, held, now);
    } else if (tables.laneLeases.isIdle(id)) {
      if (lane.added != null) {
        offer(id, lane, lane.added, false);
      }
    } else if (tables.lanes.exists(id)) {
      if (lane.wake || (lane.lost && tables.lanes.dueAt(id) == null)) {
        settleChanged(id, lane);
      }
    } else if (lane.added != null) {
      offer(id, lane, lane.added, true);
    }
  }

  /**
   * A lane that was leased, and may be still. Its row says at once until when it must back off, so
   * that this outlives the store, and no longer.
   */
  private void settleHeld(long id, Touched lane, LaneLeases.Held held, long now)
      throws SQLException {
    lane.frees = held.outstanding <= lane.settled;
    Row next = lane.frees ? tables.head(id) : null;
    lane.empty = lane.frees && next == null;
    lane.backOffUntil = Math.max(lane.backOffUntil, lane.wake ? 0 : held.backOffUntil);
    if (lane.empty || lane.backOffUntil <= now) {
      lane.backOffUntil = 0;
    }
    boolean changed = lane.backOffUntil != held.backOffUntil;
    if (changed && held.backOffUntil != 0) {
      tables.schedule.delete(new TimerTable.Entry(held.backOffUntil, id));
    }
    if (changed && lane.backOffUntil != 0) {
      tables.lanes.backOff(id, lane.backOffUntil);
      tables.schedule.insert(lane.backOffUntil, id);
    } else if (changed) {
      tables.lanes.makeReady(id, numbers.next());
    }
    if (next != null && lane.backOffUntil == 0) {
      offer(id, lane, next, false);
    }
  }

  /** A lane that nobody leases and that may have another head now. */
  private void settleChanged(long id, Touched lane) throws SQLException {
    Row next = tables.head(id);
    if (next != null) {
      offer(id, lane, next, false);
    } else {
      lane.empty = true;
      tables.lanes.makeReady(id, numbers.next());
    }
  }

  /** Gives the lane to a view that waits, or puts it behind the other ready lanes. */
  private void offer(long id, Touched lane, Row head, boolean insert) throws SQLException {
    lane.next = head;
    lane.taker = effects.taker(lane.queue, head);
    if (insert || lane.taker == null || lane.wake) {
      lane.place = numbers.next();
      if (insert) {
        tables.lanes.insertReady(id, lane.queue.id().value(), lane.place);
      } else {
        tables.lanes.makeReady(id, lane.place);
      }
    }
  }

  /** Brings memory up to date; after the commit. */
  void apply() {
    touched.forEach(this::apply);
  }

  private void apply(long id, Touched lane) {
    LaneLeases.Held held = tables.laneLeases.held(id);
    if (held != null) {
      held.outstanding -= lane.settled;
      held.backOffUntil = lane.backOffUntil;
      held.lastRank = Math.min(held.lastRank, lane.firstReturned - 1);
      if (lane.frees) {
        tables.laneLeases.free(id);
      }
    }
    if (lane.empty) {
      tables.laneLeases.idle(id);
    }
    Row next = lane.next;
    if (next != null) {
      tables.laneLeases.wake(id);
      List<View> views = catalog.get(lane.queue.id().value()).views;
      View taker = lane.taker;
      if (taker != null) {
        tables.laneLeases.lease(lane.queue, next.place());
        effects.handOver(taker, lane.queue, next);
        views.forEach(view -> view.passed(next.place(), lane.place));
      } else {
        views.forEach(view -> view.added(next.place()));
      }
    }
  }
}
