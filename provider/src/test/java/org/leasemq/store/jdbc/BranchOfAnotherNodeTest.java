package org.leasemq.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredMessage;
import org.leasemq.store.Demand;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.QueueStore;
import org.leasemq.store.Reader;
import org.leasemq.store.StoreFixture;
import org.leasemq.store.Unit;

/** A store is opened under another name than the one that has prepared a branch. */
class BranchOfAnotherNodeTest {

  private static final BranchId BRANCH = BranchId.of(1, new byte[] {1, 2}, new byte[] {3});
  private static final QueueName NAME = new QueueName("q");

  @TempDir Path directory;

  private QueueStore open(String node) {
    return JdbcStores.open(
        "jdbc:h2:file:" + directory.resolve("store"), node, StoreFixture::startsWith);
  }

  private static void commit(QueueStore store, Operation operation) {
    var batch = store.commit(List.of(Unit.of(operation)), List.of());
    assertInstanceOf(Outcome.Accepted.class, batch.outcomes().get(0));
    batch.awaitDurable();
  }

  private static List<Delivery> claim(QueueStore store, Queue queue) {
    Reader reader = store.openReader(queue, null);
    return store
        .claim(List.of(new Demand(reader, 10, Long.MAX_VALUE)))
        .getOrDefault(reader, List.of());
  }

  @Test
  void itsMessagesAreKeptForItAndOnlyItRecoversIt() {
    try (QueueStore one = open("one")) {
      Queue queue = one.createQueue(NAME, QueueSettings.defaults(NAME), false);
      StoredMessage message = new StoredMessage(MessageTraits.PLAIN, new byte[0], new byte[1]);
      commit(one, new Operation.Send(queue.id(), message));
      Delivery delivery = claim(one, queue).get(0);
      assertTrue(one.started(delivery));
      Operation acknowledge = new Operation.Acknowledge(delivery.id(), delivery.receipt());
      commit(one, new Operation.Prepare(BRANCH, List.of(acknowledge)));
    }
    try (QueueStore two = open("two")) {
      assertEquals(List.of(), two.preparedBranches());
      assertEquals(List.of(), claim(two, two.findQueue(NAME).orElseThrow()));
    }
    try (QueueStore one = open("one")) {
      assertEquals(List.of(BRANCH), one.preparedBranches());
      commit(one, new Operation.CommitBranch(BRANCH));
      assertEquals(0, one.count(one.findQueue(NAME).orElseThrow().id()));
    }
  }
}
