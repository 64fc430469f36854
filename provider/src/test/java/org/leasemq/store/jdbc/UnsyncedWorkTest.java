package org.leasemq.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.Queue;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.QueueStore;
import org.leasemq.store.Reader;
import org.leasemq.store.StoreFixture;
import org.leasemq.store.Unit;
import org.leasemq.store.file.sim.PowerCutDisk;
import org.leasemq.store.file.sim.PowerCutDisk.Fault;

/** What was committed without a sync is gone when a store that failed is opened again. */
class UnsyncedWorkTest extends StoreFixture {

  private final PowerCutDisk disk = PowerCutDisk.create(1);

  @Override
  @AfterEach
  protected void checkAndClose() {
    super.checkAndClose();
    disk.close();
  }

  @Override
  protected QueueStore open(InstantSource time) {
    return JdbcStores.open(disk.url("orders"), "test", StoreFixture::startsWith, time);
  }

  @Override
  protected void leave(QueueStore left) {
    left.close();
  }

  @Override
  protected List<String> findings(QueueStore checked) {
    return ((JdbcStore) checked).verify();
  }

  private void failAndReopen(Delivery taken) {
    disk.failAfter(0, Fault.ERROR);
    assertThrows(
        OutcomeUnknownException.class,
        () -> store.commit(List.of(Unit.of(acknowledging(taken))), List.of()));
    disk.heal();
    store.reopen();
    assertEquals(List.of(), findings(store));
  }

  @Test
  void aLeaseGoesOnThoughItsLaneBacksOffAgain() {
    Queue queue = queue("q.fifo");
    send(queue, "a1", group("a"));
    send(queue, "a2", group("a"));
    Reader reader = reader(queue);
    Delivery first = take(reader);
    start(List.of(first));
    release(first, SECOND);
    pass(SECOND);
    store.promoteDue(5);
    Delivery second = take(reader);
    failAndReopen(second);
    acknowledge(second);
    assertEquals(List.of(), findings(store));
    acknowledge(take(reader));
    assertEquals(0, store.count(queue.id()));
  }

  @Test
  void aDelayedMessageIsDelayedAgain() {
    Queue queue = queue("q");
    send(queue, "a", due(null, SECOND));
    pass(SECOND);
    store.promoteDue(5);
    Reader reader = reader(queue);
    Delivery taken = take(reader);
    failAndReopen(taken);
    bodiesLeft(reader);
    store.promoteDue(5);
    stale(taken, commit(acknowledging(taken)));
    acknowledge(take(reader));
    assertEquals(0, store.count(queue.id()));
  }
}
