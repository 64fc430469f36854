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

  private final Tables tables;
  private final Set<Long> returned = new LinkedHashSet<>();
  private long seen;
  private boolean more = true;

  LaneView(Queue queue, @Nullable MessageFilter filter, Tables tables) {
    super(queue, filter);
    this.tables = tables;
  }

  @Override
  void forget() {
    returned.clear();
    seen = 0;
    more = true;
  }

  @Override
  public boolean mayHaveMore() {
    return more || !returned.isEmpty();
  }

  @Override
  boolean isNext(Row row) {
    return !mayHaveMore();
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
      if (limit.isOpen()) {
        take(lane, limit, into);
      } else {
        returned.add(lane);
      }
    }
  }

  private void take(long lane, Limit limit, List<Delivery> into) throws SQLException {
    limit.examined();
    if (tables.laneLeases.held(lane) != null || tables.laneLeases.isIdle(lane)) {
      return;
    }
    long now = tables.now();
    long after = Long.MIN_VALUE;
    while (true) {
      List<Row> head = tables.deliveries.byRank(lane, after, Long.MAX_VALUE, 1);
      tables.examined++;
      if (head.isEmpty()) {
        if (after == Long.MIN_VALUE) {
          tables.laneLeases.idle(lane);
        }
        return;
      }
      Row row = head.get(0);
      boolean expired = row.expiresAt() != 0 && row.expiresAt() <= now;
      if (!expired) {
        if (selects(row)) {
          limit.take(row);
          tables.laneLeases.lease(queue(), row.place());
          into.add(tables.leases.lease(queue(), row));
        }
        return;
      }
      after = row.place().rank();
    }
  }
}
