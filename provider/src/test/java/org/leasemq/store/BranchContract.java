package org.leasemq.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.StoredMessage;

/** What every store does with prepared branches. */
abstract class BranchContract extends LaneContract {

  private Outcome prepare(Operation... operations) {
    return commit(new Operation.Prepare(BRANCH, List.of(operations)));
  }

  private Outcome commitBranch() {
    return commit(new Operation.CommitBranch(BRANCH));
  }

  private Outcome rollbackBranch() {
    return commit(new Operation.RollbackBranch(BRANCH));
  }

  /** What a browser shows: what is not started carries a receipt of zero. */
  private List<String> bodiesOfUnstarted(Queue queue) {
    return bodies(
        browse(queue, null, 100).stream()
            .filter(delivery -> delivery.receipt().value() == 0)
            .toList());
  }

  @Test
  void aPreparedBranchIsSeenByNobody() {
    Queue queue = queue("q", TestSettings.visibility(SECOND));
    send(queue, "a");
    Reader reader = reader(queue);
    Delivery a = take(reader);
    accepted(prepare(acknowledging(a), sending(queue, "b", traits())));
    assertEquals(List.of(BRANCH), store.preparedBranches());
    bodiesLeft(reader);
    stale(a, commit(acknowledging(a)));
    stale(a, commit(releasing(a, Duration.ZERO)));
    passAndServe(MINUTE);
    bodiesLeft(reader);
    assertEquals(1, store.count(queue.id()));
    Outcome.Accepted done = assertInstanceOf(Outcome.Accepted.class, commitBranch());
    assertEquals(1, done.sent().size());
    assertEquals(List.of(), store.preparedBranches());
    bodiesLeft(reader, "b");
    assertEquals(new Outcome.BranchMissing(BRANCH), commitBranch());
    assertEquals(new Outcome.BranchMissing(BRANCH), rollbackBranch());
  }

  @Test
  void aRolledBackBranchLeavesNothing() {
    Queue queue = queue("q");
    send(queue, "a");
    Reader reader = reader(queue);
    Delivery a = take(reader);
    accepted(prepare(acknowledging(a), sending(queue, "b", token(null, "t"))));
    accepted(rollbackBranch());
    assertEquals(List.of(), store.preparedBranches());
    Delivery again = take(reader);
    assertEquals(2, again.deliveryCount());
    bodiesLeft(reader);
    assertEquals(
        false, send(queue, "c", token(null, "t")).duplicate(), "what rolled back suppresses none");
  }

  @Test
  void aStaleReceiptIsNotPrepared() {
    Queue queue = queue("q");
    send(queue, "a");
    Delivery a = take(reader(queue));
    release(a, Duration.ZERO);
    stale(a, prepare(sending(queue, "b", traits()), acknowledging(a)));
    assertEquals(List.of(), store.preparedBranches());
  }

  @Test
  void deduplicatesWhenTheBranchCommits() {
    Queue queue = queue("q");
    accepted(prepare(sending(queue, "a", token(null, "t"))));
    Outcome.Sent other = send(queue, "b", token(null, "t"));
    assertEquals(false, other.duplicate());
    assertEquals(new Outcome.Accepted(List.of(new Outcome.Sent(other.id(), true))), commitBranch());
    bodiesLeft(reader(queue), "b");
  }

  /** Prepare and decision may meet in one group of the pipeline. */
  @Test
  void aBranchIsPreparedAndDecidedInOneGroup() {
    Queue queue = queue("q");
    Queue fifo = queue("q.fifo");
    send(queue, "a");
    send(fifo, "f1", group("g"));
    send(fifo, "f2", group("g"));
    Delivery a = take(reader(queue));
    Delivery f1 = take(reader(fifo));
    BranchId other = BranchId.of(1, new byte[] {9}, new byte[] {9});
    Unit commit = Unit.of(new Operation.CommitBranch(BRANCH));
    Unit rollback = Unit.of(new Operation.RollbackBranch(other));
    List<Outcome> outcomes =
        store
            .commit(
                List.of(
                    commit,
                    Unit.of(
                        new Operation.Prepare(
                            BRANCH, List.of(acknowledging(a), sending(queue, "b", traits())))),
                    Unit.of(new Operation.Prepare(other, List.of(acknowledging(f1)))),
                    commit,
                    rollback,
                    commit,
                    rollback),
                List.of())
            .outcomes();
    assertEquals(new Outcome.BranchMissing(BRANCH), outcomes.get(0));
    outcomes.subList(1, 5).forEach(StoreFixture::accepted);
    assertEquals(new Outcome.BranchMissing(BRANCH), outcomes.get(5));
    assertEquals(new Outcome.BranchMissing(other), outcomes.get(6));
    assertEquals(List.of(), store.preparedBranches());
    bodiesLeft(reader(queue), "b");
    Delivery again = take(reader(fifo));
    assertEquals("f1", body(again));
    assertEquals(2, again.deliveryCount());
    reopen();
    assertEquals(List.of(), store.preparedBranches());
  }

  @Test
  void aBranchSurvivesAndCommits() {
    Queue queue = queue("q");
    Queue fifo = queue("q.fifo");
    send(queue, "a");
    send(queue, "b");
    send(fifo, "f1", group("g"));
    send(fifo, "f2", group("g"));
    Delivery a = take(reader(queue));
    Delivery f1 = take(reader(fifo));
    accepted(
        prepare(
            acknowledging(a),
            acknowledging(f1),
            sending(fifo, "f3", expiring("g", MINUTE)),
            sending(queue, "c", priority(9)),
            sending(queue, "late", due(null, SECOND))));
    reopen();
    assertEquals(List.of(BRANCH), store.preparedBranches());
    Reader reader = reader(again(queue));
    Reader lanes = reader(again(fifo));
    assertEquals(List.of("b"), bodiesOfUnstarted(again(queue)));
    assertEquals(List.of("f2"), bodiesOfUnstarted(again(fifo)));
    bodiesLeft(reader, "b");
    bodiesLeft(lanes);
    send(again(fifo), "f2.5", group("g"));
    bodiesLeft(lanes);
    Outcome.Accepted done = assertInstanceOf(Outcome.Accepted.class, commitBranch());
    assertEquals(3, done.sent().size());
    bodiesLeft(reader, "c");
    Delivery f2 = take(lanes);
    assertEquals("f2", body(f2));
    assertEquals(List.of("f2.5", "f3"), bodies(store.claimNext(lanes, f2, 5)));
    passAndServe(SECOND);
    bodiesLeft(reader, "late");
  }

  @Test
  void aBranchSurvivesAndRollsBack() {
    Queue queue = queue("q");
    Queue fifo = queue("q.fifo");
    send(queue, "a");
    send(fifo, "f1", group("g"));
    send(fifo, "f2", group("g"));
    Delivery a = take(reader(queue));
    Delivery f1 = take(reader(fifo));
    accepted(prepare(acknowledging(a), acknowledging(f1), sending(queue, "c", traits())));
    reopen();
    passAndServe(Duration.ofDays(1));
    Reader reader = reader(again(queue));
    Reader lanes = reader(again(fifo));
    bodiesLeft(reader);
    bodiesLeft(lanes);
    accepted(rollbackBranch());
    Delivery again = take(reader);
    assertEquals("a", body(again));
    assertEquals(2, again.deliveryCount());
    Delivery head = take(lanes);
    assertEquals("f1", body(head));
    assertEquals(2, head.deliveryCount());
    reopen();
    assertEquals(List.of(), store.preparedBranches());
    bodiesLeft(reader(again(fifo)), "f1");
  }

  @Test
  void aBranchMayHoldLargeMessages() {
    Queue queue = queue("q");
    byte[] body = new byte[3_000_000];
    body[2_999_999] = 5;
    accepted(
        prepare(
            new Operation.Send(
                queue.id(), new StoredMessage(MessageTraits.PLAIN, new byte[0], body))));
    reopen();
    accepted(commitBranch());
    Delivery delivery = take(reader(again(queue)));
    assertArrayEquals(body, whole(delivery));
    acknowledge(delivery);
  }

  @Test
  void deletingAQueueDoesNotFailItsBranches() {
    Queue queue = queue("q");
    Queue other = queue("other");
    send(queue, "a");
    Delivery a = take(reader(queue));
    accepted(
        prepare(acknowledging(a), sending(queue, "lost", traits()), sending(other, "b", traits())));
    store.deleteQueue(queue.id());
    reopen();
    assertTrue(store.findQueue(queue.name()).isEmpty());
    accepted(commitBranch());
    bodiesLeft(reader(again(other)), "b");
  }
}
