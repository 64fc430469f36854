package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.queue.Queue;

/**
 * Checks that a store agrees with itself: the tables with each other, and with what is in memory
 * about leases, lanes and views. It only reads. For the pipeline's thread only.
 */
final class StoreVerifier {

  /** How many examples of one kind of finding are told. */
  private static final int EXAMPLES = 10;

  /** What must not be found in the tables: a name, and a query for the culprits. */
  private static final Map<String, String> WRONG = new LinkedHashMap<>();

  static {
    WRONG.put(
        "message without queue",
        "SELECT id FROM delivery WHERE queue_id NOT IN (SELECT id FROM queue)");
    WRONG.put(
        "message in another queue's place",
        """
        SELECT d.id FROM delivery d JOIN queue q ON q.id = d.queue_id
        WHERE d.channel >= 0 AND d.channel <> q.id * 2 + 1
          AND (d.channel <> q.id * 2 OR q.name LIKE '%.fifo')
        """);
    WRONG.put(
        "message in a lane without row",
        """
        SELECT d.id FROM delivery d LEFT JOIN lane l ON l.id = d.channel AND l.queue_id = d.queue_id
        WHERE d.channel < 0 AND l.id IS NULL
        """);
    WRONG.put(
        "message with missing parts",
        """
        SELECT d.id FROM delivery d WHERE d.parts <>
          (SELECT COUNT(*) FROM payload p WHERE p.delivery_id = d.id)
        """);
    WRONG.put(
        "parts without message",
        """
        SELECT delivery_id FROM payload WHERE delivery_id NOT IN (SELECT id FROM delivery)
        """);
    WRONG.put(
        "parked message that is never due",
        """
        SELECT d.id FROM delivery d WHERE d.channel = d.queue_id * 2 + 1
          AND (SELECT COUNT(*) FROM schedule s WHERE s.target = d.id) <> 1
        """);
    WRONG.put(
        "schedule entry without parked message",
        """
        SELECT s.target FROM schedule s LEFT JOIN delivery d ON d.id = s.target
        WHERE s.target >= 0 AND (d.id IS NULL OR d.channel <> d.queue_id * 2 + 1)
        """);
    WRONG.put(
        "lane that backs off for ever",
        """
        SELECT l.id FROM lane l LEFT JOIN schedule s ON s.target = l.id AND s.at = l.due_at
        WHERE l.due_at IS NOT NULL AND s.at IS NULL
        """);
    WRONG.put(
        "schedule entry without lane",
        """
        SELECT s.target FROM schedule s LEFT JOIN lane l ON l.id = s.target AND l.due_at = s.at
        WHERE s.target < 0 AND l.id IS NULL
        """);
    WRONG.put(
        "message that expires without entry",
        """
        SELECT d.id FROM delivery d LEFT JOIN expiry e ON e.target = d.id AND e.at = d.expires_at
        WHERE d.expires_at IS NOT NULL AND e.at IS NULL
        """);
    WRONG.put(
        "expiry entry without message",
        """
        SELECT e.target FROM expiry e
        LEFT JOIN delivery d ON d.id = e.target AND d.expires_at = e.at WHERE d.id IS NULL
        """);
    WRONG.put(
        "lane without queue", "SELECT id FROM lane WHERE queue_id NOT IN (SELECT id FROM queue)");
    WRONG.put(
        "lane that is not exactly one of ready and backing off",
        "SELECT id FROM lane WHERE (ready_place IS NULL) = (due_at IS NULL)");
    WRONG.put(
        "deduplication id without queue",
        "SELECT original FROM deduplication WHERE queue_id NOT IN (SELECT id FROM queue)");
    WRONG.put(
        "number that may be drawn again",
        "SELECT id FROM delivery WHERE id >= (SELECT next_number FROM node)");
  }

  private final Tables tables;
  private final Catalog catalog;
  private final List<String> findings = new ArrayList<>();

  StoreVerifier(Tables tables, Catalog catalog) {
    this.tables = tables;
    this.catalog = catalog;
  }

  /** What is wrong; empty if nothing is. */
  List<String> findings() {
    tables.database.look(
        () -> {
          for (Map.Entry<String, String> wrong : WRONG.entrySet()) {
            for (Long culprit : ids(wrong.getValue())) {
              findings.add(wrong.getKey() + ": " + culprit);
            }
          }
          verifyLeases();
          for (Queue queue : catalog.queues()) {
            verifyViews(queue);
          }
        });
    return findings;
  }

  private List<Long> ids(String sql) throws SQLException {
    List<Long> ids = new ArrayList<>();
    PreparedStatement query = tables.database.prepare(sql);
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next() && ids.size() < EXAMPLES) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  /** Each lease has its row, and each leased lane as many leases as it counts. */
  private void verifyLeases() throws SQLException {
    Map<Long, Integer> inLanes = new HashMap<>();
    for (Lease lease : tables.leases.all()) {
      Row row = tables.deliveries.byId(lease.id);
      if (row == null
          || row.place().rank() != lease.place.rank()
          || row.place().channel() != lease.place.channel()) {
        findings.add("lease without its row: " + lease.id);
      } else if (lease.place.isLane()) {
        inLanes.merge(lease.place.channel(), 1, Integer::sum);
      }
    }
    Map<Long, Integer> held = tables.laneLeases.outstanding();
    if (!held.equals(inLanes)) {
      findings.add("leased lanes that count wrongly: " + held + ", leases " + inLanes);
    }
  }

  /** Whatever a view could take now, it would look at. */
  private void verifyViews(Queue queue) throws SQLException {
    List<View> views = catalog.get(queue.id().value()).views;
    if (!queue.isFifo()) {
      for (Row.Place place :
          tables.deliveries.places(Channels.ready(queue.id()), Long.MIN_VALUE, Integer.MAX_VALUE)) {
        if (!tables.leases.isLeased(place.id())) {
          verifySeen(views, place.id(), 0);
        }
      }
      return;
    }
    for (Long lane : tables.lanes.some(queue.id().value(), Long.MIN_VALUE, Integer.MAX_VALUE)) {
      verifyLane(views, lane);
    }
  }

  private void verifyLane(List<View> views, long lane) throws SQLException {
    LaneLeases.Held leased = tables.laneLeases.held(lane);
    Long dueAt = tables.lanes.dueAt(lane);
    boolean held = leased != null;
    boolean backsOff = dueAt != null && !held;
    if (leased != null && leased.backOffUntil != (dueAt == null ? 0 : dueAt)) {
      findings.add("leased lane that backs off differently in its row: " + lane);
    }
    boolean idle = tables.laneLeases.isIdle(lane);
    Row head = tables.head(lane);
    if (head == null) {
      return;
    }
    int states = (held ? 1 : 0) + (backsOff ? 1 : 0) + (idle ? 1 : 0);
    if (states > 1 || idle) {
      findings.add(
          "lane with a message: "
              + lane
              + " held="
              + held
              + " backs off="
              + backsOff
              + " idle="
              + idle);
    }
    List<Row> first = tables.deliveries.byRank(lane, Long.MIN_VALUE, Long.MAX_VALUE, 1);
    boolean dropTells = first.get(0).isExpired(tables.now());
    if (states == 0 && !dropTells) {
      Long place = tables.lanes.place(lane);
      verifySeen(views, head.place().id(), place == null ? 0 : place);
    }
  }

  private void verifySeen(List<View> views, long id, long lanePlace) throws SQLException {
    Row row = tables.deliveries.byId(id);
    for (View view : views) {
      if (row != null
          && !row.isExpired(tables.now())
          && view.selects(row)
          && !view.willLookAt(row.place(), lanePlace)) {
        findings.add("message that a view of " + view.queue().name() + " never sees: " + id);
      }
    }
  }
}
