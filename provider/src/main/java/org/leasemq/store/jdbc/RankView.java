package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;

/**
 * A view of a standard queue. For each priority it knows up to which rank it has looked; what
 * became available behind that is kept aside by rank. So neither the backlog nor what is in flight
 * is looked at twice. For the pipeline's thread only.
 */
final class RankView extends View {

  private final long[] seen = new long[Ranks.LEVELS];
  private final boolean[] more = new boolean[Ranks.LEVELS];
  private final TreeMap<Long, Long> returned = new TreeMap<>();

  RankView(Queue queue, @Nullable MessageFilter filter, Tables tables) {
    super(queue, filter, tables);
    forget();
  }

  @Override
  void forget() {
    returned.clear();
    for (int level = 0; level < Ranks.LEVELS; level++) {
      seen[level] = Ranks.start(level);
      more[level] = true;
    }
  }

  @Override
  boolean hasMore() {
    if (!returned.isEmpty()) {
      return true;
    }
    for (boolean level : more) {
      if (level) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Iterable<Long> givenBack() {
    return returned.keySet();
  }

  @Override
  boolean isNext(Row row) {
    return !hasMore();
  }

  @Override
  void passed(Row.Place place, long lanePlace) {
    int level = Ranks.level(place.rank());
    if (!more[level]) {
      seen[level] = place.rank();
    }
  }

  @Override
  void added(Row.Place place) {
    more[Ranks.level(place.rank())] = true;
  }

  @Override
  void returned(Row.Place place) {
    int level = Ranks.level(place.rank());
    if (place.rank() <= seen[level]) {
      returned.put(place.rank(), place.id());
    } else {
      more[level] = true;
    }
  }

  @Override
  boolean willLookAt(Row.Place place, long lanePlace) {
    int level = Ranks.level(place.rank());
    return returned.containsKey(place.rank()) || (more[level] && place.rank() > seen[level]);
  }

  @Override
  void claim(Limit limit, List<Delivery> into) throws SQLException {
    for (int level = 0; level < Ranks.LEVELS && limit.isOpen(); level++) {
      while (more[level] && limit.isOpen()) {
        claimPage(level, limit, into);
      }
      claimReturned(Ranks.start(level + 1), limit, into);
    }
  }

  private void claimPage(int level, Limit limit, List<Delivery> into) throws SQLException {
    DeliveryTable.Page page =
        tables.deliveries.page(
            Channels.ready(queue().id()), seen[level], Ranks.start(level + 1), limit);
    for (Row row : page.rows()) {
      claimReturned(row.place().rank(), limit, into);
      if (!limit.isOpen()) {
        return;
      }
      seen[level] = row.place().rank();
      take(row, limit, into);
    }
    more[level] = !page.isLast();
  }

  /** Takes what was given back and ranks before the limit. */
  private void claimReturned(long before, Limit limit, List<Delivery> into) throws SQLException {
    while (limit.isOpen() && !returned.isEmpty() && returned.firstKey() < before) {
      Map.Entry<Long, Long> first = returned.pollFirstEntry();
      Row row = tables.deliveries.byId(first.getValue());
      if (row != null && row.place().rank() == first.getKey() && !row.place().isParked()) {
        take(row, limit, into);
      }
    }
  }

  private void take(Row row, Limit limit, List<Delivery> into) {
    limit.examined();
    tables.examined++;
    if (!row.isExpired(tables.now()) && !tables.leases.isLeased(row.place().id()) && selects(row)) {
      limit.take(row);
      into.add(tables.leases.lease(queue(), row));
    }
  }
}
