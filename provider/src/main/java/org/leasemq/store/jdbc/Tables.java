package org.leasemq.store.jdbc;

import java.time.InstantSource;

/** The tables of one store and what is in memory beside them. */
final class Tables {

  final Database database;
  final InstantSource clock;
  final NodeTable node;
  final QueueTable queues;
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
    deliveries = new DeliveryTable(database, new PayloadTable(database));
    lanes = new LaneTable(database);
    schedule = TimerTable.schedule(database);
    expiry = TimerTable.expiry(database);
    deduplication = new DeduplicationTable(database);
    branches = new BranchTable(database, nodeName);
  }

  long now() {
    return clock.instant().toEpochMilli();
  }
}
