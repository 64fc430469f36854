package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueSettings;
import org.leasemq.store.Reader;

/** A reader of this store: what is known of a queue from one filter's point of view. */
abstract class View implements Reader {

  final Tables tables;
  private final @Nullable MessageFilter filter;
  private volatile Queue queue;

  View(Queue queue, @Nullable MessageFilter filter, Tables tables) {
    this.queue = queue;
    this.filter = filter;
    this.tables = tables;
  }

  /** A view of this queue that has looked at nothing yet. */
  static View of(Queue queue, @Nullable MessageFilter filter, Tables tables) {
    return queue.isFifo()
        ? new LaneView(queue, filter, tables)
        : new RankView(queue, filter, tables);
  }

  @Override
  public Queue queue() {
    return queue;
  }

  @Override
  public @Nullable MessageFilter filter() {
    return filter;
  }

  void altered(Queue altered) {
    queue = altered;
  }

  boolean selects(Row row) {
    return filter == null || filter.matches(row.message());
  }

  @Override
  public boolean mayHaveMore() {
    return hasMore() && room() > 0;
  }

  @Override
  public boolean isOverLimit() {
    return hasMore() && room() <= 0 && !queue.settings().pause().receives();
  }

  /** How many more messages of the queue may be leased now. */
  int room() {
    QueueSettings settings = queue.settings();
    return settings.pause().receives()
        ? 0
        : settings.limits().maxInFlight() - tables.leases.ofQueue(queue.id().value());
  }

  /** Whether a look may find something, be there room or not. */
  abstract boolean hasMore();

  /** Leases what is available up to the limit. */
  abstract void claim(Limit limit, List<Delivery> into) throws SQLException;

  /**
   * Whether this row, new and the last in its queue (or lane), comes next: nothing is before it.
   */
  abstract boolean isNext(Row row);

  /**
   * Notes a new available row that this view need not look at: somebody has it, or it was refused.
   */
  abstract void passed(Row.Place place, long lanePlace);

  /** Notes that there is something new to look at, behind all that is known. */
  abstract void added(Row.Place place);

  /** Notes that a leased row is available again in its old place. */
  abstract void returned(Row.Place place);

  /** Whether a claim of this view would look at this row (of a lane at this place). */
  abstract boolean willLookAt(Row.Place place, long lanePlace);

  /** Forgets what was looked at: the next claim starts from the first. */
  abstract void forget();
}
