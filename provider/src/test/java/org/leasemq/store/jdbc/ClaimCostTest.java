package org.leasemq.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.StoredMessage;
import org.leasemq.store.Operation;
import org.leasemq.store.QueueStore;
import org.leasemq.store.Reader;
import org.leasemq.store.StoreFixture;
import org.leasemq.store.TestSettings;
import org.leasemq.store.Unit;

/** What a delivery costs does not grow with the backlog, nor with what is in flight or refused. */
class ClaimCostTest extends StoreFixture {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

  @Override
  protected QueueStore open(InstantSource time) {
    return JdbcStores.open(url, "test", StoreFixture::startsWith, time);
  }

  @Override
  protected void leave(QueueStore left) {
    left.close();
  }

  @Override
  protected List<String> findings(QueueStore checked) {
    return ((JdbcStore) checked).verify();
  }

  private long examined() {
    return ((JdbcStore) store).examinedRows();
  }

  private void fill(Queue queue, int messages, int groups) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      units.add(Unit.of(sending(queue, "m" + i, groups == 0 ? traits() : group("g" + i % groups))));
    }
    store.commit(units, List.of()).awaitDurable();
  }

  private void costsAtMostTwoRows(long before, int deliveries) {
    long cost = examined() - before;
    assertTrue(cost <= 2L * deliveries, cost + " rows for " + deliveries + " deliveries");
  }

  @Test
  void aBacklogCostsNothing() {
    Queue queue = queue("q");
    fill(queue, 3000, 0);
    Reader reader = reader(queue);
    for (int i = 0; i < 100; i++) {
      acknowledge(take(reader));
    }
    costsAtMostTwoRows(0, 100);
  }

  @Test
  void whatIsInFlightCostsNothing() {
    Queue queue = queue("q");
    fill(queue, 3000, 0);
    Reader reader = reader(queue);
    List<Delivery> inFlight = claim(reader, 2000);
    start(inFlight);
    assertEquals(2000, inFlight.size());
    long before = examined();
    for (int i = 0; i < 100; i++) {
      Delivery delivery = take(reader);
      release(delivery, Duration.ZERO);
      acknowledge(take(reader));
    }
    costsAtMostTwoRows(before, 200);
  }

  @Test
  void putBackAndBackOffCostNothingMore() {
    Queue queue = queue("q");
    fill(queue, 500, 0);
    Reader reader = reader(queue);
    long before = examined();
    for (int i = 0; i < 50; i++) {
      store.putBack(claim(reader, 10));
      release(take(reader), SECOND);
    }
    costsAtMostTwoRows(before, 50 * 11);
    before = examined();
    passAndServe(SECOND);
    assertEquals(500, claimAll(reader).size());
    costsAtMostTwoRows(before, 500);
  }

  @Test
  void endedLeasesCostNothingMore() {
    Queue queue = queue("q", TestSettings.visibility(SECOND));
    fill(queue, 500, 0);
    Reader reader = reader(queue);
    start(claim(reader, 400));
    passAndServe(SECOND);
    assertEquals(500, claimAll(reader).size());
    costsAtMostTwoRows(0, 900);
  }

  @Test
  void refusedMessagesAreExaminedOnce() {
    Queue queue = queue("q");
    fill(queue, 1000, 0);
    Reader none = reader(queue, "x");
    while (none.mayHaveMore()) {
      bodiesLeft(none);
    }
    assertEquals(1000, examined());
    for (int i = 0; i < 50; i++) {
      assertEquals(List.of("x" + i), bodies(commitFor(none, 1, sending(queue, "x" + i, traits()))));
      send(queue, "y" + i);
      bodiesLeft(none);
    }
    assertEquals(1000, examined(), "what arrives is judged on its way in");
  }

  @Test
  void aClaimReadsNoMoreBodiesThanItMayHave() {
    Queue queue = queue("q");
    byte[] body = new byte[256 * 1024];
    for (int i = 0; i < 200; i++) {
      accepted(
          commit(
              new Operation.Send(
                  queue.id(), new StoredMessage(MessageTraits.PLAIN, new byte[0], body))));
    }
    Reader reader = reader(queue);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertEquals(2, claim(reader, 256, body.length + 1).size());
    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 20L * body.length);
    assertEquals(198, claim(reader, 256).size());
  }

  @Test
  void lanesCostTwoRowsEach() {
    Queue queue = queue("q.fifo");
    fill(queue, 2000, 20);
    Reader reader = reader(queue);
    int delivered = 0;
    while (delivered < 1000) {
      List<Delivery> heads = claim(reader, 7);
      heads.forEach(this::acknowledge);
      delivered += heads.size();
    }
    costsAtMostTwoRows(0, delivered);
  }

  @Test
  void oneLongLaneCostsNothingMore() {
    Queue queue = queue("q.fifo");
    fill(queue, 2000, 1);
    send(queue, "other", group("other"));
    Reader reader = reader(queue);
    Delivery head = take(reader);
    Delivery other = take(reader);
    assertEquals("other", body(other));
    acknowledge(head);
    for (int i = 1; i < 500; i++) {
      acknowledge(take(reader));
    }
    costsAtMostTwoRows(0, 501);
  }

  @Test
  void emptyLanesAreNotLookedAtAgain() {
    Queue queue = queue("q.fifo");
    fill(queue, 300, 300);
    Reader reader = reader(queue);
    claimAll(reader).forEach(this::acknowledge);
    long before = examined();
    for (int i = 0; i < 100; i++) {
      send(queue, "again", group("g" + i));
      acknowledge(take(reader));
    }
    costsAtMostTwoRows(before, 100);
  }

  @Test
  void moreEmptyLanesThanAreKeptStillTakeMessages() {
    Queue queue = queue("q.fifo");
    int groups = 10_050;
    fill(queue, groups, groups);
    Reader reader = reader(queue);
    int settled = 0;
    while (settled < groups) {
      List<Delivery> heads = claim(reader, 500);
      List<Unit> units = heads.stream().map(d -> Unit.of(acknowledging(d))).toList();
      store.commit(units, List.of()).awaitDurable();
      settled += heads.size();
    }
    Reader second = reader(queue, "m");
    bodiesLeft(second);
    assertEquals(List.of(), findings(store));
    fill(queue, groups, groups);
    int again = 0;
    while (reader.mayHaveMore()) {
      again += claim(reader, 1000).size();
    }
    assertEquals(groups, again);
  }
}
