package org.leasemq.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.Queue;

/** What every store does with message groups: a lane is empty, ready, leased or backing off. */
abstract class LaneContract extends MessageContract {

  private void sendAll(Queue queue, String group, String... bodies) {
    for (String body : bodies) {
      send(queue, body, group(group));
    }
  }

  private List<String> next(Reader reader, Delivery holder, int most) {
    return bodies(store.claimNext(reader, holder, most));
  }

  @Test
  void givesTheHeadOfEachLane() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2");
    sendAll(queue, "b", "b1");
    sendAll(queue, "a", "a3");
    Reader reader = reader(queue);
    List<Delivery> heads = claimAll(reader);
    assertEquals(List.of("a1", "b1"), bodies(heads));
    bodiesLeft(reader);
    start(heads);
    acknowledge(heads.get(0));
    bodiesLeft(reader, "a2");
    acknowledge(heads.get(1));
    bodiesLeft(reader);
    sendAll(queue, "b", "b2");
    bodiesLeft(reader, "b2");
  }

  @Test
  void prioritiesDoNotCount() {
    Queue queue = queue("q.fifo");
    for (int i = 0; i < 10; i++) {
      accepted(
          commit(
              sending(
                  queue,
                  "m" + i,
                  new org.leasemq.queue.MessageTraits(
                      i, true, group("g").group(), null, null, null))));
    }
    Reader reader = reader(queue);
    for (int i = 0; i < 10; i++) {
      Delivery delivery = take(reader);
      assertEquals("m" + i, body(delivery));
      acknowledge(delivery);
    }
  }

  @Test
  void handsOverTheNextOfALane() {
    Queue queue = queue("q.fifo");
    Reader reader = reader(queue);
    claimAll(reader);
    List<Delivery> handed =
        commitFor(
            reader,
            5,
            sending(queue, "a1", group("a")),
            sending(queue, "a2", group("a")),
            sending(queue, "b1", group("b")));
    assertEquals(List.of("a1", "b1"), bodies(handed));
    start(handed);
    assertEquals(List.of("a2"), bodies(commitFor(reader, 5, acknowledging(handed.get(0)))));
    assertEquals(
        List.of("b1"), bodies(commitFor(reader, 5, releasing(handed.get(1), Duration.ZERO))));
    reopen();
    bodiesLeft(reader(again(queue)), "a2", "b1");
  }

  @Test
  void theHolderGoesOnInItsLane() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2", "a3", "a4");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    List<Delivery> next = store.claimNext(reader, a1, 2);
    assertEquals(List.of("a2", "a3"), bodies(next));
    assertEquals(List.of("a4"), next(reader, a1, 5));
    assertEquals(List.of(), next(reader, a1, 5));
    sendAll(queue, "a", "a5");
    acknowledge(a1);
    assertEquals(List.of(), next(reader, a1, 5), "its own lease is over");
    assertEquals(List.of("a5"), next(reader, next.get(0), 5));
    bodiesLeft(reader);
  }

  @Test
  void theHolderOfAnOverLeaseGetsNothing() {
    Queue queue = queue("q.fifo", TestSettings.visibility(SECOND));
    sendAll(queue, "a", "a1", "a2");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    pass(SECOND);
    assertEquals(List.of(), next(reader, a1, 1));
  }

  @Test
  void theHolderGetsOnlyWhatItsFilterSelects() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "x1", "x2", "y3", "x4");
    Reader reader = reader(queue, "x");
    Delivery x1 = take(reader);
    assertEquals(List.of("x2"), next(reader, x1, 5));
    assertEquals(List.of(), next(reader, x1, 5), "a selector sees only the head");
  }

  @Test
  void theLaneIsFreeWhenAllIsSettled() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2", "a3");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    Delivery a2 = store.claimNext(reader, a1, 1).get(0);
    acknowledge(a1);
    bodiesLeft(reader);
    acknowledge(a2);
    bodiesLeft(reader, "a3");
  }

  @Test
  void whatIsReleasedComesFirstForTheHolderToo() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2", "a3", "a4");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    List<Delivery> next = store.claimNext(reader, a1, 2);
    start(next);
    release(next.get(0), Duration.ZERO);
    bodiesLeft(reader);
    List<Delivery> again = store.claimNext(reader, a1, 2);
    assertEquals(List.of("a2", "a4"), bodies(again), "a3 is leased");
    acknowledge(a1);
    acknowledge(next.get(1));
    bodiesLeft(reader);
    again.forEach(this::acknowledge);
    assertEquals(0, store.count(queue.id()));
  }

  @Test
  void whatIsPutBackComesFirstForTheHolderToo() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2", "a3", "a4");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    List<Delivery> next = store.claimNext(reader, a1, 2);
    store.putBack(next.subList(0, 1));
    List<Delivery> again = store.claimNext(reader, a1, 5);
    assertEquals(List.of("a2", "a4"), bodies(again));
    assertEquals(
        List.of(),
        again.stream().map(Delivery::id).filter(id -> id.equals(next.get(1).id())).toList());
    acknowledge(next.get(1));
  }

  @Test
  void theHeadIsPutBackWhileTheNextIsLeased() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2", "a3");
    Reader reader = reader(queue);
    Delivery a1 = claim(reader, 1).get(0);
    Delivery a2 = store.claimNext(reader, a1, 1).get(0);
    store.putBack(List.of(a1));
    bodiesLeft(reader);
    store.putBack(List.of(a2));
    bodiesLeft(reader, "a1");
  }

  @Test
  void aReleasedHeadComesFirstAgain() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2");
    sendAll(queue, "b", "b1");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    release(a1, Duration.ZERO);
    List<Delivery> heads = claimAll(reader);
    assertEquals(List.of("b1", "a1"), bodies(heads));
    assertEquals(2, heads.get(1).deliveryCount());
  }

  @Test
  void aBackOffHoldsItsLaneAndNoOther() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2");
    sendAll(queue, "b", "b1");
    Reader reader = reader(queue);
    release(take(reader), SECOND);
    bodiesLeft(reader, "b1");
    sendAll(queue, "a", "a3");
    passAndServe(SECOND.minusMillis(1));
    bodiesLeft(reader);
    assertEquals(List.of(), commitFor(reader, 5, sending(queue, "a4", group("a"))));
    reopen();
    Reader later = reader(again(queue));
    bodiesLeft(later, "b1");
    passAndServe(Duration.ofMillis(1));
    List<Delivery> heads = claimAll(later);
    assertEquals(List.of("a1"), bodies(heads));
    assertEquals(2, heads.get(0).deliveryCount());
    assertEquals(List.of("a2", "a3", "a4"), next(later, heads.get(0), 5));
  }

  @Test
  void aBackOffCountsWhoeverFreesTheLane() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2", "a3", "a4");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    Delivery a2 = store.claimNext(reader, a1, 1).get(0);
    assertTrue(store.started(a2));
    release(a2, SECOND);
    assertEquals(List.of(), next(reader, a1, 1), "what comes next backs off");
    acknowledge(a1);
    passAndServe(SECOND.minusMillis(1));
    bodiesLeft(reader);
    passAndServe(Duration.ofMillis(1));
    bodiesLeft(reader, "a2");
  }

  @Test
  void aBackOffCountsWhenTheRestIsPutBack() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    Delivery a2 = store.claimNext(reader, a1, 1).get(0);
    release(a1, SECOND);
    store.putBack(List.of(a2));
    passAndServe(SECOND.minusMillis(1));
    bodiesLeft(reader);
    passAndServe(Duration.ofMillis(1));
    bodiesLeft(reader, "a1");
  }

  @Test
  void aBackOffThatIsOverHoldsNobodyUp() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    Delivery a2 = store.claimNext(reader, a1, 1).get(0);
    release(a1, SECOND);
    passAndServe(SECOND);
    assertEquals(List.of("a1"), next(reader, a2, 5));
    acknowledge(a2);
    bodiesLeft(reader);
  }

  @Test
  void aViewThatOnceGotALaneBackDoesNotOpenItsBackOff() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1");
    Reader one = reader(queue);
    Reader two = reader(queue, "a");
    store.putBack(claimAll(one));
    release(take(one), MINUTE);
    bodiesLeft(two);
    passAndServe(MINUTE);
    bodiesLeft(two, "a1");
  }

  @Test
  void anExpiredLeaseFreesItsLaneHeadFirst() {
    Queue queue = queue("q.fifo", TestSettings.visibility(SECOND));
    sendAll(queue, "a", "a1", "a2", "a3");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    pass(Duration.ofMillis(500));
    Delivery a2 = store.claimNext(reader, a1, 1).get(0);
    assertTrue(store.started(a2));
    pass(Duration.ofMillis(500));
    assertEquals(1, store.expireLeases());
    bodiesLeft(reader);
    assertEquals(List.of("a1"), next(reader, a2, 1));
    passAndServe(SECOND);
    stale(a2, commit(acknowledging(a2)));
    bodiesLeft(reader);
  }

  @Test
  void allLeasesOfALaneEndAtOnce() {
    Queue queue = queue("q.fifo", TestSettings.visibility(SECOND));
    sendAll(queue, "a", "a1", "a2", "a3");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    start(store.claimNext(reader, a1, 1));
    pass(SECOND);
    assertEquals(2, store.expireLeases());
    bodiesLeft(reader, "a1");
  }

  @Test
  void delayedMessagesStandOutsideTheirLane() {
    Queue queue = queue("q.fifo");
    send(queue, "late", due("a", SECOND));
    sendAll(queue, "a", "a1");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    assertEquals("a1", body(a1));
    assertEquals(List.of(), next(reader, a1, 5));
    passAndServe(SECOND);
    bodiesLeft(reader);
    acknowledge(a1);
    bodiesLeft(reader, "late");
  }

  @Test
  void aDelayedMessageThatIsDueOpensAnEmptyLane() {
    Queue queue = queue("q.fifo");
    Reader reader = reader(queue);
    sendAll(queue, "a", "a1");
    acknowledge(take(reader));
    send(queue, "first", due("a", SECOND));
    send(queue, "second", due("a", SECOND));
    bodiesLeft(reader);
    passAndServe(SECOND);
    Delivery first = take(reader);
    assertEquals("first", body(first));
    assertEquals(List.of("second"), next(reader, first, 5));
  }

  @Test
  void anExpiredHeadMakesWayForTheNext() {
    Queue queue = queue("q.fifo");
    send(queue, "a1", expiring("a", SECOND));
    sendAll(queue, "a", "a2");
    Reader reader = reader(queue);
    pass(SECOND);
    bodiesLeft(reader, "a2");
    assertEquals(1, store.expireMessages(5));
  }

  @Test
  void theNextHeadIsNewToAViewThatRefusedTheExpiredOne() {
    Queue queue = queue("q.fifo");
    Reader x = reader(queue, "x");
    send(queue, "y1", expiring("a", SECOND));
    sendAll(queue, "a", "x2");
    bodiesLeft(x);
    passAndServe(SECOND);
    bodiesLeft(x, "x2");
  }

  @Test
  void aLaneWhoseMessagesAllExpiredTakesNewOnes() {
    Queue queue = queue("q.fifo");
    Reader reader = reader(queue);
    send(queue, "a1", expiring("a", SECOND));
    pass(SECOND);
    bodiesLeft(reader);
    sendAll(queue, "a", "a2");
    bodiesLeft(reader, "a2");
    assertEquals(1, store.expireMessages(5));
    assertEquals(1, store.count(queue.id()));
  }

  @Test
  void nothingExpiredIsHandedOverOrClaimedNext() {
    Queue queue = queue("q.fifo");
    Reader reader = reader(queue);
    sendAll(queue, "a", "a1");
    send(queue, "a2", expiring("a", SECOND));
    sendAll(queue, "a", "a3");
    Delivery a1 = take(reader);
    bodiesLeft(reader);
    pass(SECOND);
    assertEquals(List.of("a3"), next(reader, a1, 5));
    acknowledge(a1);
    passAndServe(SECOND);
    assertEquals(1, store.count(queue.id()));
  }

  @Test
  void anExpiredNextHeadIsNotHandedOver() {
    Queue queue = queue("q.fifo");
    Reader reader = reader(queue);
    sendAll(queue, "a", "a1");
    send(queue, "a2", expiring("a", SECOND));
    sendAll(queue, "a", "a3");
    Delivery a1 = take(reader);
    bodiesLeft(reader);
    pass(SECOND);
    assertEquals(List.of("a3"), bodies(commitFor(reader, 5, acknowledging(a1))));
  }

  @Test
  void aLaneThatEmptiedWhileBackingOffLivesOn() {
    Queue queue = queue("q.fifo");
    send(queue, "a1", expiring("a", SECOND));
    release(take(reader(queue)), MINUTE);
    passAndServe(SECOND);
    assertEquals(0, store.count(queue.id()));
    passAndServe(MINUTE);
    reopen();
    Reader reader = reader(again(queue));
    bodiesLeft(reader);
    sendAll(again(queue), "a", "a2");
    bodiesLeft(reader, "a2");
  }

  @Test
  void aLaneThatEmptiedWhileBackingOffLivesOnIfNobodyLooked() {
    Queue queue = queue("q.fifo");
    send(queue, "a1", expiring("a", SECOND));
    release(take(reader(queue)), MINUTE);
    passAndServe(SECOND);
    passAndServe(MINUTE);
    reopen();
    sendAll(again(queue), "a", "a2");
    bodiesLeft(reader(again(queue)), "a2");
  }

  @Test
  void aDeadLetterMakesWayForTheNext() {
    Queue queue = queue("q.fifo");
    Queue dead = queue("dead.fifo");
    sendAll(queue, "a", "a1", "a2", "a3");
    Reader reader = reader(queue);
    Reader letters = reader(dead);
    accepted(commit(moving(take(reader), dead, "one")));
    accepted(commit(moving(take(reader), dead, "two")));
    bodiesLeft(reader, "a3");
    Delivery a1 = take(letters);
    assertNotNull(a1.mark());
    bodiesLeft(letters);
    acknowledge(a1);
    bodiesLeft(letters, "a2");
  }

  @Test
  void aFilterSeesOnlyTheHeads() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "y1", "x2");
    sendAll(queue, "b", "x1", "y2");
    Reader x = reader(queue, "x");
    Reader all = reader(queue);
    Delivery x1 = take(x);
    assertEquals("x1", body(x1));
    bodiesLeft(x);
    acknowledge(take(all));
    bodiesLeft(x, "x2");
    acknowledge(x1);
    bodiesLeft(x);
    bodiesLeft(all, "y2");
  }

  @Test
  void purgedLanesTakeNewMessages() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2");
    sendAll(queue, "b", "b1", "b2");
    sendAll(queue, "c", "c1");
    sendAll(queue, "d", "d1");
    Reader reader = reader(queue);
    List<Delivery> claimed = claim(reader, 3);
    store.putBack(claimed.subList(0, 1));
    assertTrue(store.started(claimed.get(1)));
    assertTrue(store.started(claimed.get(2)));
    release(claimed.get(2), SECOND);
    assertEquals(5, store.purge(queue.id()));
    assertEquals(1, store.count(queue.id()));
    assertEquals(List.of(), findings(store));
    bodiesLeft(reader);
    sendAll(queue, "a", "a3");
    sendAll(queue, "b", "b3");
    sendAll(queue, "c", "c3");
    sendAll(queue, "d", "d3");
    List<Delivery> heads = claimAll(reader);
    assertEquals(List.of("a3", "c3", "d3"), bodies(heads));
    start(heads);
    release(heads.get(1), SECOND);
    acknowledge(claimed.get(1));
    bodiesLeft(reader, "b3");
    reopen();
    bodiesLeft(reader(again(queue)), "a3", "d3", "b3");
    passAndServe(SECOND);
  }

  @Test
  void aPurgedLaneIsHandedOverAndSurvives() {
    Queue queue = queue("q.fifo");
    Reader reader = reader(queue);
    sendAll(queue, "a", "a1");
    store.putBack(claimAll(reader));
    assertEquals(1, store.purge(queue.id()));
    bodiesLeft(reader);
    assertEquals(List.of("a2"), bodies(commitFor(reader, 5, sending(queue, "a2", group("a")))));
    reopen();
    bodiesLeft(reader(again(queue)), "a2");
  }

  @Test
  void deletingAQueueEndsItsLanes() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2");
    sendAll(queue, "b", "b1");
    send(queue, "late", due("b", SECOND));
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    release(take(reader), SECOND);
    store.deleteQueue(queue.id());
    assertEquals(List.of(), findings(store));
    stale(a1, commit(acknowledging(a1)));
    passAndServe(SECOND);
    Queue second = queue("q.fifo");
    sendAll(second, "a", "new");
    bodiesLeft(reader(second), "new");
  }

  /** The back-off of a lane does not end with the store, although others of it were leased then. */
  @Test
  void aBackOffThatWaitsForOthersSurvives() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2", "a3");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    start(store.claimNext(reader, a1, 1));
    release(a1, MINUTE);
    assertEquals(List.of(), findings(store));
    reopen();
    bodiesLeft(reader(again(queue)));
    passAndServe(MINUTE);
    bodiesLeft(reader(again(queue)), "a1");
  }

  @Test
  void aBackOffThatIsOverWhileOthersAreLeasedHoldsNobody() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2", "a3");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    Delivery a2 = store.claimNext(reader, a1, 1).get(0);
    start(List.of(a2));
    release(a1, SECOND);
    assertEquals(List.of(), bodies(store.claimNext(reader, a2, 1)), "the lane backs off");
    passAndServe(SECOND);
    assertEquals(List.of(), findings(store));
    assertEquals(List.of("a1"), bodies(store.claimNext(reader, a2, 1)));
    acknowledge(a2);
    assertEquals(List.of(), findings(store));
  }

  @Test
  void aBackOffGoesWithTheLastMessage() {
    Queue queue = queue("q.fifo");
    send(queue, "a1", expiring("a", SECOND));
    sendAll(queue, "a", "a2");
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    Delivery a2 = store.claimNext(reader, a1, 1).get(0);
    start(List.of(a2));
    release(a1, MINUTE);
    passAndServe(SECOND);
    acknowledge(a2);
    sendAll(queue, "a", "a3");
    bodiesLeft(reader, "a3");
  }

  @Test
  void browsesAndCountsAllLanes() {
    Queue queue = queue("q.fifo");
    sendAll(queue, "a", "a1", "a2");
    sendAll(queue, "b", "b1");
    sendAll(queue, "a", "a3");
    send(queue, "late", due("b", SECOND));
    Reader reader = reader(queue);
    take(reader);
    assertEquals(5, store.count(queue.id()));
    List<Delivery> first = browse(queue, null, 3);
    assertEquals(List.of("a1", "a2", "b1"), bodies(first));
    assertTrue(first.get(0).receipt().value() < 0);
    assertTrue(first.get(1).receipt().value() >= 0);
    assertEquals(List.of("a3"), bodies(browse(queue, first.get(2).rank(), 3)));
  }

  @Test
  void manyLanesTakeTurns() {
    Queue queue = queue("q.fifo");
    int groups = 50;
    for (int i = 0; i < 4; i++) {
      for (int g = 0; g < groups; g++) {
        send(queue, i + "-" + g, group("g" + g));
      }
    }
    Reader reader = reader(queue);
    for (int i = 0; i < 4; i++) {
      List<String> expected = new ArrayList<>();
      for (int g = 0; g < groups; g++) {
        expected.add(i + "-" + g);
      }
      List<Delivery> heads = new ArrayList<>();
      while (heads.size() < groups) {
        heads.addAll(claim(reader, 7));
      }
      assertEquals(expected, bodies(heads));
      heads.forEach(this::acknowledge);
    }
    assertEquals(0, store.count(queue.id()));
  }
}
