package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Queue;

/** The tables of one store and what is in memory beside them. */
final class Tables {

  final Database database;
  final InstantSource clock;
  final NodeTable node;
  final QueueTable queues;
  final TopicTable topics;
  final PayloadTable payloads;
  final DeliveryTable deliveries;
  final LaneTable lanes;
  final TimerTable schedule;
  final TimerTable expiry;
  final DeduplicationTable deduplication;
  final BranchTable branches;
  final UserTable users;
  final Leases leases = new Leases();
  final LaneLeases laneLeases = new LaneLeases();

  /** Rows looked at by claims since the start: the cost per delivery must not grow. */
  long examined;

  Tables(Database database, InstantSource clock, String nodeName) {
    this.database = database;
    this.clock = clock;
    node = new NodeTable(database);
    queues = new QueueTable(database);
    topics = new TopicTable(database);
    payloads = new PayloadTable(database);
    deliveries = new DeliveryTable(database, payloads);
    lanes = new LaneTable(database);
    schedule = TimerTable.schedule(database);
    expiry = TimerTable.expiry(database);
    deduplication = new DeduplicationTable(database);
    branches = new BranchTable(database, nodeName);
    users = new UserTable(database);
  }

  /** Deletes a message and all that belongs to it. */
  void delete(Row.Place place) throws SQLException {
    deliveries.delete(place);
    if (place.expiresAt() != 0) {
      expiry.delete(new TimerTable.Entry(place.expiresAt(), place.id()));
    }
    if (place.isParked()) {
      schedule.deleteTarget(place.id());
    }
  }

  /** The first message of a lane that has not expired; null if there is none. */
  @Nullable Row head(long lane) throws SQLException {
    long behind = Long.MIN_VALUE;
    while (true) {
      List<Row> rows = deliveries.byRank(lane, behind, Long.MAX_VALUE, 1);
      examined++;
      if (rows.isEmpty() || !rows.get(0).isExpired(now())) {
        return rows.isEmpty() ? null : rows.get(0);
      }
      behind = rows.get(0).place().rank();
    }
  }

  /**
   * A lease goes on if its message is where it was. It may not be, since what was committed without
   * a sync is gone: a message that is delayed again, a number that will be drawn anew.
   */
  void reviewLeases() throws SQLException {
    laneLeases.clear();
    for (Lease lease : leases.all()) {
      if (!lease.place.equals(deliveries.place(lease.id))) {
        leases.remove(lease);
      } else if (lease.place.isLane()) {
        leaseAgain(lease.queue, lease.place);
      }
    }
    for (Long id : List.copyOf(leases.givenUp().keySet())) {
      if (deliveries.place(id) == null) {
        leases.givenUp().remove(id);
      }
    }
  }

  /** Leases a lane again in a new life: it may have to back off when it is free. */
  void leaseAgain(Queue queue, Row.Place place) throws SQLException {
    Long backOffUntil = lanes.dueAt(place.channel());
    laneLeases.lease(queue, place).backOffUntil = backOffUntil == null ? 0 : backOffUntil;
  }

  long now() {
    return clock.instant().toEpochMilli();
  }
}
