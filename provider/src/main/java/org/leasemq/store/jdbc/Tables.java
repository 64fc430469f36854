package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  long now() {
    return clock.instant().toEpochMilli();
  }
}
