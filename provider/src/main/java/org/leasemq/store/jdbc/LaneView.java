package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;

/**
 * A view of a FIFO queue: it takes the heads of ready lanes, one lane after the other, and so
 * leases the lanes. A lane that is given back with messages left goes behind the other ready lanes.
 * For the pipeline's thread only.
 */
final class LaneView extends View {

  private final Set<Long> returned = new LinkedHashSet<>();
  private long seen;
  private boolean more = true;

  LaneView(Queue queue, @Nullable MessageFilter filter, Tables tables) {
    super(queue, filter, tables);
  }

  @Override
  void forget() {
    returned.clear();
    seen = 0;
    more = true;
  }

  @Override
  boolean hasMore() {
    return more || !returned.isEmpty();
  }

  /** A lane that is given back goes behind the other ready ones. */
  @Override
  public Iterable<Long> givenBack() {
    return List.of();
  }

  @Override
  boolean isNext(Row row) {
    return !hasMore();
  }

  @Override
  void passed(Row.Place place, long lanePlace) {
    if (!more) {
      seen = Math.max(seen, lanePlace);
    }
  }

  @Override
  void added(Row.Place place) {
    more = true;
  }

  @Override
  void returned(Row.Place place) {
    returned.add(place.channel());
  }

  @Override
  boolean willLookAt(Row.Place place, long lanePlace) {
    return returned.contains(place.channel()) || (more && lanePlace > seen);
  }

  @Override
  void claim(Limit limit, List<Delivery> into) throws SQLException {
    claimReturned(limit, into);
    while (more && limit.isOpen()) {
      int page = limit.page();
      List<LaneTable.Ready> lanes = tables.lanes.ready(queue().id().value(), seen, page);
      for (LaneTable.Ready lane : lanes) {
        if (!limit.isOpen()) {
          return;
        }
        seen = lane.place();
        take(lane.lane(), limit, into);
      }
      more = lanes.size() == page;
    }
  }

  private void claimReturned(Limit limit, List<Delivery> into) throws SQLException {
    List<Long> lanes = new ArrayList<>();
    Iterator<Long> first = returned.iterator();
    while (first.hasNext() && lanes.size() < limit.page()) {
      lanes.add(first.next());
      first.remove();
    }
    for (Long lane : lanes) {
      if (!limit.isOpen()) {
        returned.add(lane);
      } else if (tables.lanes.dueAt(lane) == null) {
        take(lane, limit, into);
      }
    }
  }

  private void take(long lane, Limit limit, List<Delivery> into) throws SQLException {
    limit.examined();
    if (tables.laneLeases.held(lane) != null || tables.laneLeases.isIdle(lane)) {
      return;
    }
    Row head = tables.head(lane);
    if (head != null && selects(head)) {
      limit.take(head);
      tables.laneLeases.lease(queue(), head.place());
      into.add(tables.leases.lease(queue(), head));
    } else if (head == null && tables.lanes.exists(lane)) {
      tables.laneLeases.idle(lane);
    }
  }

  /** Takes what comes next in a lane whose holder this view's consumer is. */
  void takeNext(long lane, LaneLeases.Held held, int most, List<Delivery> into)
      throws SQLException {
    while (into.size() < most) {
      List<Row> rows = tables.deliveries.byRank(lane, held.lastRank, Long.MAX_VALUE, most);
      for (Row row : rows) {
        boolean available =
            !row.isExpired(tables.now()) && !tables.leases.isLeased(row.place().id());
        if (into.size() == most || (available && !selects(row))) {
          return;
        }
        held.lastRank = row.place().rank();
        if (available) {
          tables.laneLeases.lease(queue(), row.place());
          into.add(tables.leases.lease(queue(), row));
        }
      }
      if (rows.size() < most) {
        return;
      }
    }
  }
}
