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
        "body with missing parts",
        """
        SELECT p.id FROM payload p WHERE p.parts <>
          (SELECT COUNT(*) FROM payload_part d WHERE d.payload_id = p.id)
        """);
    WRONG.put(
        "part of no body",
        """
        SELECT payload_id FROM payload_part WHERE payload_id NOT IN (SELECT id FROM payload)
          AND payload_id NOT IN (SELECT payload_id FROM stray)
        """);
    WRONG.put(
        "stray body that is referred to",
        "SELECT payload_id FROM stray WHERE payload_id IN (SELECT id FROM payload)");
    WRONG.put(
        "subscription without queue",
        "SELECT queue_id FROM subscription WHERE queue_id NOT IN (SELECT id FROM queue)");
    WRONG.put(
        "subscription without topic",
        "SELECT queue_id FROM subscription WHERE topic_id NOT IN (SELECT id FROM topic)");
    WRONG.put(
        "subscription whose queue lasts otherwise",
        """
        SELECT q.id FROM subscription s JOIN queue q ON q.id = s.queue_id
        WHERE s.durable = q.temporary
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
        """
        SELECT id FROM (SELECT id FROM delivery UNION SELECT id FROM queue UNION SELECT id FROM topic
          UNION SELECT id FROM payload UNION SELECT payload_id FROM stray) AS used(id)
        WHERE id >= (SELECT next_number FROM node)
        """);
  }

  private final Tables tables;
  private final Catalog catalog;
  private final Branches branches;
  private final List<String> findings = new ArrayList<>();

  StoreVerifier(Tables tables, Catalog catalog, Branches branches) {
    this.tables = tables;
    this.catalog = catalog;
    this.branches = branches;
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
          verifyReferences();
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

  /** Each body has as many that refer to it as it counts: messages and prepared branches. */
  private void verifyReferences() throws SQLException {
    Map<Long, Long> found =
        numbers(
            """
            SELECT payload_id, COUNT(*) FROM delivery WHERE payload_id IS NOT NULL
            GROUP BY payload_id
            """);
    branches.bodies().forEach(body -> found.merge(body.id(), 1L, Long::sum));
    Map<Long, Long> counted = numbers("SELECT id, refs FROM payload");
    if (!counted.equals(found)) {
      findings.add("bodies that count wrongly: " + counted + ", references " + found);
    }
  }

  private Map<Long, Long> numbers(String sql) throws SQLException {
    Map<Long, Long> numbers = new HashMap<>();
    try (ResultSet rows = tables.database.prepare(sql).executeQuery()) {
      while (rows.next()) {
        numbers.put(rows.getLong(1), rows.getLong(2));
      }
    }
    return numbers;
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
