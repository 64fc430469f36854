package org.leasemq.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.StoredMessage;

/** What every store does with single messages: order, claims, receipts, time. */
abstract class MessageContract extends StoreFixture {

  @Test
  void claimsInTheOrderOfTheSends() {
    Queue queue = queue("q");
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      send(queue, "m" + i);
      sent.add("m" + i);
    }
    Reader reader = reader(queue);
    List<String> got = new ArrayList<>();
    while (reader.mayHaveMore()) {
      got.addAll(bodies(claim(reader, 7)));
    }
    assertEquals(sent, got);
  }

  @Test
  void claimsHigherPrioritiesFirst() {
    Queue queue = queue("q");
    for (int i = 0; i < 30; i++) {
      send(queue, (9 - i % 10) + "-" + i, priority(i % 10));
    }
    List<String> got = bodies(claimAll(reader(queue)));
    assertEquals(got.stream().sorted(Comparator.comparing(b -> b.charAt(0))).toList(), got);
    assertEquals(30, got.size());
  }

  @Test
  void aLateHigherPriorityComesBeforeWhatWasLookedAt() {
    Queue queue = queue("q");
    Reader reader = reader(queue);
    for (int i = 0; i < 10; i++) {
      send(queue, "low" + i, priority(1));
    }
    assertEquals(List.of("low0", "low1"), bodies(claim(reader, 2)));
    send(queue, "high", priority(8));
    assertEquals(List.of("high", "low2"), bodies(claim(reader, 2)));
  }

  @Test
  void handsOverWhatIsSentToAQueueKnownToBeEmpty() {
    Queue queue = queue("q");
    Reader reader = reader(queue);
    assertTrue(reader.mayHaveMore());
    assertEquals(List.of(), claimAll(reader));
    assertFalse(reader.mayHaveMore());
    List<Delivery> handed = commitFor(reader, 2, sending(queue, "a", traits()));
    assertEquals(List.of("a"), bodies(handed));
    assertFalse(reader.mayHaveMore());
    handed =
        commitFor(
            reader,
            2,
            sending(queue, "b", traits()),
            sending(queue, "c", traits()),
            sending(queue, "d", traits()));
    assertEquals(List.of("b", "c"), bodies(handed));
    assertTrue(reader.mayHaveMore());
    assertEquals(List.of(), commitFor(reader, 2, sending(queue, "e", traits())));
    bodiesLeft(reader, "d", "e");
    handed.forEach(this::acknowledge);
    assertEquals(3, store.count(queue.id()));
  }

  @Test
  void handsOverNothingBeforeItHasLooked() {
    Queue queue = queue("q");
    send(queue, "a");
    Reader reader = reader(queue);
    assertEquals(List.of(), commitFor(reader, 5, sending(queue, "b", traits())));
    bodiesLeft(reader, "a", "b");
  }

  @Test
  void handsOverNothingWhileSomethingWasGivenBack() {
    Queue queue = queue("q");
    Reader reader = reader(queue);
    send(queue, "a");
    List<Delivery> a = claimAll(reader);
    store.putBack(a);
    assertEquals(List.of(), commitFor(reader, 5, sending(queue, "b", traits())));
    bodiesLeft(reader, "a", "b");
  }

  @Test
  void handsOverTheHighestPriorityOfAGroupFirst() {
    Queue queue = queue("q");
    Reader reader = reader(queue);
    claimAll(reader);
    List<Delivery> handed =
        commitFor(
            reader, 1, sending(queue, "low", priority(1)), sending(queue, "high", priority(9)));
    assertEquals(List.of("high"), bodies(handed));
    bodiesLeft(reader, "low");
  }

  @Test
  void handsOverOnlyWhatTheFilterSelects() {
    Queue queue = queue("q");
    Reader x = reader(queue, "x");
    Reader all = reader(queue);
    claimAll(x);
    claimAll(all);
    assertEquals(
        List.of("x1"),
        bodies(commitFor(x, 5, sending(queue, "y1", traits()), sending(queue, "x1", traits()))));
    assertFalse(x.mayHaveMore());
    bodiesLeft(all, "y1");
    bodiesLeft(x);
  }

  @Test
  void aDemandIsKeptInMessagesAndBytes() {
    Queue queue = queue("q");
    for (int i = 0; i < 10; i++) {
      send(queue, "0123456789");
    }
    Reader reader = reader(queue);
    assertEquals(3, claim(reader, 3).size());
    assertEquals(1, claim(reader, 5, 1).size(), "one message is always within it");
    assertEquals(2, claim(reader, 5, 20).size());
    assertEquals(4, claim(reader, 100).size());
  }

  @Test
  void eachMessageIsClaimedOnceByCompetingViews() {
    Queue queue = queue("q");
    for (int i = 0; i < 40; i++) {
      send(queue, (i % 2 == 0 ? "x" : "y") + i);
    }
    Reader x = reader(queue, "x");
    Reader x2 = reader(queue, "x1");
    Reader all = reader(queue);
    List<Delivery> claimed = new ArrayList<>(claim(all, 5));
    claimed.addAll(claim(x, 5));
    claimed.addAll(claim(x2, 5));
    claimed.addAll(claimAll(all));
    claimed.addAll(claimAll(x));
    claimed.addAll(claimAll(x2));
    assertEquals(40, claimed.size());
    assertEquals(40, claimed.stream().map(Delivery::id).distinct().count());
    assertEquals(40, claimed.stream().map(Delivery::receipt).distinct().count());
  }

  @Test
  void whatAViewLeavesIsForTheOthers() {
    Queue queue = queue("q");
    Reader x = reader(queue, "x");
    Reader all = reader(queue);
    send(queue, "y1");
    send(queue, "x1");
    send(queue, "y2");
    bodiesLeft(x, "x1");
    bodiesLeft(all, "y1", "y2");
    assertFalse(x.mayHaveMore());
  }

  @Test
  void whatIsPutBackIsForEveryViewInItsPlace() {
    Queue queue = queue("q");
    send(queue, "x1");
    send(queue, "x2");
    send(queue, "x3");
    Reader one = reader(queue);
    Reader two = reader(queue, "x");
    List<Delivery> claimed = claim(one, 2);
    bodiesLeft(two, "x3");
    store.putBack(claimed);
    List<Delivery> back = claimAll(two);
    assertEquals(List.of("x1", "x2"), bodies(back));
    assertEquals(0, back.get(0).priorDeliveries(), "a claim is no delivery");
    bodiesLeft(one);
    assertNotEquals(claimed.get(0).receipt(), back.get(0).receipt());
    stale(claimed.get(0), commit(acknowledging(claimed.get(0))));
  }

  @Test
  void whatAClosedViewClaimedStaysLeased() {
    Queue queue = queue("q");
    send(queue, "a");
    Reader reader = reader(queue);
    Delivery a = take(reader);
    store.closeReader(reader);
    bodiesLeft(reader(queue));
    acknowledge(a);
    assertEquals(0, store.count(queue.id()));
  }

  @Test
  void acknowledgedIsGone() {
    Queue queue = queue("q");
    send(queue, "a");
    Delivery a = take(reader(queue));
    acknowledge(a);
    assertEquals(0, store.count(queue.id()));
    stale(a, commit(acknowledging(a)));
    assertFalse(store.started(a));
    assertEquals(0, store.startedLeases());
  }

  @Test
  void releasedComesFirstAgainAndIsCounted() {
    Queue queue = queue("q");
    send(queue, "a");
    send(queue, "b");
    Reader reader = reader(queue);
    Delivery a = take(reader);
    assertEquals(1, a.deliveryCount());
    release(a, Duration.ZERO);
    stale(a, commit(releasing(a, Duration.ZERO)));
    Delivery again = take(reader);
    assertEquals("a", body(again));
    assertEquals(a.id(), again.id());
    assertEquals(2, again.deliveryCount());
    bodiesLeft(reader, "b");
  }

  @Test
  void releasedWithBackOffComesLaterAndLast() {
    Queue queue = queue("q");
    send(queue, "a");
    Reader reader = reader(queue);
    Delivery a = take(reader);
    release(a, SECOND);
    send(queue, "b");
    bodiesLeft(reader, "b");
    assertEquals(Optional.of(clock.instant().plus(SECOND)), store.promoteDue(10));
    pass(SECOND.minusMillis(1));
    assertEquals(Optional.of(clock.instant().plusMillis(1)), store.promoteDue(10));
    bodiesLeft(reader);
    pass(Duration.ofMillis(1));
    assertEquals(Optional.empty(), store.promoteDue(10));
    List<Delivery> again = claimAll(reader);
    assertEquals(List.of("a"), bodies(again));
    assertEquals(1, again.get(0).priorDeliveries());
  }

  @Test
  void aViewThatOnceGotAMessageBackDoesNotEndItsBackOff() {
    Queue queue = queue("q");
    send(queue, "a");
    Reader one = reader(queue);
    Reader two = reader(queue, "a");
    store.putBack(claimAll(one));
    store.putBack(claimAll(two));
    release(take(one), MINUTE);
    bodiesLeft(two);
    passAndServe(MINUTE);
    bodiesLeft(two, "a");
  }

  @Test
  void aUnitWithAStaleReceiptDoesNothing() {
    Queue queue = queue("q");
    send(queue, "a");
    send(queue, "b");
    Reader reader = reader(queue);
    Delivery a = take(reader);
    Delivery b = take(reader);
    release(a, Duration.ZERO);
    stale(a, commit(sending(queue, "c", traits()), acknowledging(b), acknowledging(a)));
    assertEquals(2, store.count(queue.id()));
    acknowledge(b);
    bodiesLeft(reader, "a");
  }

  @Test
  void aDeliveryIsSettledOnceInAUnitAndInAGroup() {
    Queue queue = queue("q");
    send(queue, "a");
    Delivery a = take(reader(queue));
    stale(a, commit(acknowledging(a), releasing(a, Duration.ZERO)));
    List<Outcome> outcomes =
        store
            .commit(List.of(Unit.of(releasing(a, MINUTE)), Unit.of(acknowledging(a))), List.of())
            .outcomes();
    accepted(outcomes.get(0));
    stale(a, outcomes.get(1));
    assertEquals(1, store.count(queue.id()));
  }

  @Test
  void unitsOfAGroupHaveEachTheirOutcome() {
    Queue queue = queue("q");
    QueueId missing = new QueueId(987654321);
    List<Outcome> outcomes =
        store
            .commit(
                List.of(
                    Unit.of(sending(queue, "a", traits())),
                    Unit.of(
                        sending(queue, "b", traits()),
                        new Operation.Send(missing, message("c", traits()))),
                    Unit.of(sending(queue, "d", traits()))),
                List.of())
            .outcomes();
    accepted(outcomes.get(0));
    assertEquals(new Outcome.QueueMissing(missing), outcomes.get(1));
    accepted(outcomes.get(2));
    bodiesLeft(reader(queue), "a", "d");
  }

  @Test
  void startedIsCountedEachTimeAndOneLease() {
    Queue queue = queue("q");
    send(queue, "a");
    Reader reader = reader(queue);
    Delivery a = take(reader);
    assertTrue(store.started(a), "recovered under the same lease");
    assertEquals(1, store.startedLeases());
    release(a, Duration.ZERO);
    assertEquals(0, store.startedLeases());
    assertEquals(2, claimAll(reader).get(0).priorDeliveries());
  }

  @Test
  void aLeaseThatNobodyExtendsEnds() {
    Queue queue = queue("q", TestSettings.visibility(SECOND));
    send(queue, "a");
    send(queue, "b");
    Reader reader = reader(queue);
    Delivery a = take(reader);
    pass(SECOND.minusMillis(1));
    assertEquals(0, store.expireLeases());
    pass(Duration.ofMillis(1));
    stale(a, commit(acknowledging(a)));
    assertFalse(store.started(a), "it is over, swept or not");
    assertEquals(1, store.expireLeases());
    Delivery again = take(reader);
    assertEquals("a", body(again));
    assertEquals(2, again.deliveryCount());
    stale(a, commit(acknowledging(a)));
    acknowledge(again);
  }

  @Test
  void anExtendedLeaseEndsAtMaxLease() {
    Queue queue = queue("q");
    send(queue, "a");
    Delivery a = take(reader(queue));
    pass(queue.settings().maxLease().minusMillis(1));
    assertEquals(0, store.expireLeases());
    pass(Duration.ofMillis(1));
    assertEquals(1, store.expireLeases());
    stale(a, commit(acknowledging(a)));
  }

  @Test
  void whatIsNotStartedDoesNotEnd() {
    Queue queue = queue("q", TestSettings.visibility(SECOND));
    send(queue, "a");
    Delivery a = claimAll(reader(queue)).get(0);
    passAndServe(MINUTE);
    assertTrue(store.started(a));
    acknowledge(a);
  }

  @Test
  void delayedMessagesComeWhenTheyAreDue() {
    Queue queue = queue("q");
    send(queue, "second", due(null, Duration.ofSeconds(2)));
    send(queue, "first", due(null, SECOND));
    send(queue, "now", due(null, Duration.ZERO));
    Reader reader = reader(queue);
    bodiesLeft(reader, "now");
    assertEquals(3, store.count(queue.id()));
    pass(Duration.ofSeconds(3));
    bodiesLeft(reader);
    assertEquals(clock.instant().minus(SECOND), store.promoteDue(1).orElseThrow());
    assertEquals(Optional.empty(), store.promoteDue(5));
    bodiesLeft(reader, "first", "second");
  }

  @Test
  void expiredMessagesAreNotDeliveredButDropped() {
    Queue queue = queue("q");
    send(queue, "short", expiring(null, SECOND));
    send(queue, "long", expiring(null, MINUTE));
    Reader reader = reader(queue);
    pass(SECOND);
    bodiesLeft(reader, "long");
    assertEquals(2, store.count(queue.id()));
    assertEquals(1, store.expireMessages(10));
    assertEquals(0, store.expireMessages(10));
    assertEquals(1, store.count(queue.id()));
  }

  @Test
  void expiredDelayedMessagesAreDropped() {
    Queue queue = queue("q");
    send(queue, "a", timed(null, clock.instant().plus(MINUTE), clock.instant().plus(SECOND)));
    passAndServe(SECOND);
    assertEquals(0, store.count(queue.id()));
    passAndServe(MINUTE);
    bodiesLeft(reader(queue));
  }

  @Test
  void aStartedMessageMayExpireAndBeAcknowledged() {
    Queue queue = queue("q");
    send(queue, "a", expiring(null, SECOND));
    Delivery a = take(reader(queue));
    pass(SECOND);
    assertEquals(0, store.expireMessages(10));
    acknowledge(a);
    assertEquals(0, store.count(queue.id()));
  }

  @Test
  void aMessageThatExpiredWhileLeasedIsDroppedOnceItIsReleased() {
    Queue queue = queue("q");
    Reader reader = reader(queue);
    send(queue, "released", expiring(null, SECOND));
    send(queue, "put back", expiring(null, SECOND));
    Delivery released = take(reader);
    List<Delivery> other = claimAll(reader);
    pass(SECOND);
    assertEquals(0, store.expireMessages(10));
    release(released, Duration.ZERO);
    store.putBack(other);
    bodiesLeft(reader);
    assertEquals(2, store.expireMessages(10));
    assertEquals(0, store.count(queue.id()));
  }

  @Test
  void leasedMessagesDoNotKeepOthersFromExpiring() {
    Queue queue = queue("q");
    for (int i = 0; i < 10; i++) {
      send(queue, "m" + i, expiring(null, SECOND));
    }
    start(claim(reader(queue), 8));
    pass(SECOND);
    int dropped = 0;
    for (int i = 0; i < 10; i++) {
      dropped += store.expireMessages(2);
    }
    assertEquals(2, dropped);
  }

  @Test
  void expiredMessagesGoToTheExpiryQueue() {
    Queue expired = queue("expired");
    Queue queue = queue("q", TestSettings.expiryQueue("expired"));
    send(queue, "a", expiring(null, SECOND));
    passAndServe(SECOND);
    assertEquals(0, store.count(queue.id()));
    Delivery a = take(reader(expired));
    assertEquals("a", body(a));
    assertNull(a.message().traits().expiresAt());
    assertNotNull(a.mark());
    assertEquals("expired", a.mark().reason());
    assertEquals(queue.name(), a.mark().source());
    assertEquals(clock.instant(), a.mark().movedAt());
    passAndServe(MINUTE);
    acknowledge(a);
  }

  @Test
  void aDelayedMessageThatExpiredIsNotPromotedInTheExpiryQueue() {
    Queue expired = queue("expired");
    Queue queue = queue("q", TestSettings.expiryQueue("expired"));
    send(queue, "a", timed(null, clock.instant().plus(MINUTE), clock.instant().plus(SECOND)));
    passAndServe(SECOND);
    Reader reader = reader(expired);
    Delivery a = take(reader);
    passAndServe(MINUTE);
    bodiesLeft(reader);
    release(a, Duration.ZERO);
    bodiesLeft(reader, "a");
  }

  @Test
  void movedMessagesStartAnew() {
    Queue queue = queue("q");
    Queue target = queue("target");
    send(queue, "a", expiring(null, MINUTE));
    Reader reader = reader(target);
    claimAll(reader);
    Delivery a = take(reader(queue));
    List<Delivery> handed = commitFor(reader, 1, moving(a, target, "poison"));
    assertEquals(List.of("a"), bodies(handed));
    Delivery moved = handed.get(0);
    assertEquals(a.id(), moved.id());
    assertEquals(0, moved.priorDeliveries());
    assertNull(moved.message().traits().expiresAt(), "a dead letter expires no more");
    assertNotNull(moved.mark());
    assertEquals("poison", moved.mark().reason());
    assertEquals(1, moved.mark().deliveryCount());
    assertEquals(queue.name(), moved.mark().source());
    passAndServe(MINUTE);
    store.putBack(handed);
    bodiesLeft(reader, "a");
    assertEquals(0, store.count(queue.id()));
    stale(a, commit(acknowledging(a)));
  }

  @Test
  void aMoveWithoutReasonLeavesNoMark() {
    Queue queue = queue("q");
    Queue target = queue("target");
    send(queue, "a");
    accepted(commit(moving(take(reader(queue)), target, null)));
    assertNull(claimAll(reader(target)).get(0).mark());
  }

  @Test
  void aMoveNeedsItsTarget() {
    Queue queue = queue("q");
    Queue target = queue("target");
    store.deleteQueue(target.id());
    send(queue, "a");
    Delivery a = take(reader(queue));
    assertEquals(new Outcome.QueueMissing(target.id()), commit(moving(a, target, "x")));
    acknowledge(a);
  }

  @Test
  void suppressesDuplicatesInsideTheWindow() {
    Queue queue = queue("q", TestSettings.window(MINUTE));
    Outcome.Sent first = send(queue, "a", token(null, "t"));
    assertFalse(first.duplicate());
    Outcome.Sent second = send(queue, "b", token(null, "t"));
    assertTrue(second.duplicate());
    assertEquals(first.id(), second.id());
    acknowledge(take(reader(queue)));
    pass(MINUTE.minusMillis(1));
    assertTrue(send(queue, "c", token(null, "t")).duplicate(), "it outlives the delete");
    assertFalse(send(queue, "d", token(null, "T")).duplicate());
    assertFalse(send(queue("other"), "e", token(null, "t")).duplicate());
  }

  @Test
  void anIdWhoseWindowIsOverIsNewPrunedOrNot() {
    Queue queue = queue("q", TestSettings.window(SECOND));
    send(queue, "a", token(null, "t"));
    pass(SECOND);
    Outcome.Sent second = send(queue, "b", token(null, "t"));
    assertFalse(second.duplicate());
    assertEquals(0, store.pruneDeduplication(10), "the new window is open");
    assertEquals(second.id(), send(queue, "c", token(null, "t")).id());
    pass(SECOND);
    assertEquals(1, store.pruneDeduplication(10));
    assertFalse(send(queue, "d", token(null, "t")).duplicate());
    bodiesLeft(reader(queue), "a", "b", "d");
  }

  @Test
  void duplicatesInOneGroupAndOneUnitAreSuppressed() {
    Queue queue = queue("q");
    Unit twice =
        Unit.of(sending(queue, "a", token(null, "t")), sending(queue, "b", token(null, "t")));
    Unit third = Unit.of(sending(queue, "c", token(null, "t")));
    List<Outcome> outcomes = store.commit(List.of(twice, third), List.of()).outcomes();
    List<Outcome.Sent> sent = assertInstanceOf(Outcome.Accepted.class, outcomes.get(0)).sent();
    assertFalse(sent.get(0).duplicate());
    assertEquals(new Outcome.Sent(sent.get(0).id(), true), sent.get(1));
    assertEquals(
        List.of(new Outcome.Sent(sent.get(0).id(), true)),
        assertInstanceOf(Outcome.Accepted.class, outcomes.get(1)).sent());
    bodiesLeft(reader(queue), "a");
  }

  @Test
  void withoutWindowNothingIsADuplicate() {
    Queue queue = queue("q", TestSettings.window(Duration.ZERO));
    send(queue, "a", token(null, "t"));
    assertFalse(send(queue, "b", token(null, "t")).duplicate());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 4097, 256 * 1024, 256 * 1024 + 1, 512 * 1024, 1_500_000})
  void bodiesOfAnySizeComeBackWhole(int size) {
    Queue queue = queue("q");
    byte[] body = new byte[size];
    new Random(size).nextBytes(body);
    accepted(
        commit(
            new Operation.Send(
                queue.id(), new StoredMessage(MessageTraits.PLAIN, new byte[] {1, 2}, body))));
    reopen();
    Delivery delivery = take(reader(again(queue)));
    assertArrayEquals(body, whole(delivery));
    assertArrayEquals(new byte[] {1, 2}, delivery.message().headers());
    acknowledge(delivery);
  }

  @Test
  void sequenceNumbersIncrease() {
    Queue queue = queue("q");
    long last = 0;
    for (int i = 0; i < 20; i++) {
      long id = send(queue, "m").id().value();
      assertTrue(id > last);
      last = id;
    }
  }

  @Test
  void purgesWhatIsAvailableAndDelayed() {
    Queue queue = queue("q");
    for (int i = 0; i < 10; i++) {
      send(queue, "m" + i, i == 9 ? expiring(null, MINUTE) : traits());
    }
    send(queue, "later", due(null, SECOND));
    Reader reader = reader(queue);
    Delivery leased = take(reader);
    assertEquals(10, store.purge(queue.id()));
    assertEquals(1, store.count(queue.id()));
    bodiesLeft(reader);
    passAndServe(MINUTE);
    bodiesLeft(reader);
    release(leased, Duration.ZERO);
    send(queue, "new");
    bodiesLeft(reader, "m0", "new");
  }

  @Test
  void aLeaseMayHaveALengthOfItsOwn() {
    Queue queue = queue("q", TestSettings.visibility(MINUTE));
    send(queue, "a");
    send(queue, "b");
    Reader reader = reader(queue);
    Delivery shorter = take(reader, SECOND);
    Delivery normal = take(reader);
    passAndServe(SECOND);
    stale(shorter, commit(acknowledging(shorter)));
    bodiesLeft(reader, "a");
    acknowledge(normal);
  }

  /** Large bodies: a page has no more messages when it has so many bytes. */
  @Test
  void browsesNoMoreBytesThanWanted() {
    Queue queue = queue("q");
    Queue fifo = queue("q.fifo");
    for (int i = 0; i < 5; i++) {
      String body = i + "x".repeat(10_000);
      send(queue, body);
      send(fifo, body, group("g" + i % 2));
    }
    for (Queue each : List.of(queue, fifo)) {
      List<Delivery> first = store.browse(each.id(), null, new QueueStore.Page(100, 15_000));
      assertEquals(2, first.size());
      List<Delivery> second =
          store.browse(each.id(), first.get(1).rank(), new QueueStore.Page(100, 1));
      assertEquals(1, second.size(), "one message at least");
      assertEquals('2', body(second.get(0)).charAt(0));
    }
  }

  /** A filter that fails after the commit must not make what is done look failed. */
  @Test
  void aFilterThatFailsSelectsNothing() {
    Queue queue = queue("q");
    Queue fifo = queue("q.fifo");
    MessageFilter failing =
        new MessageFilter(
            "failing",
            message -> {
              throw new IllegalStateException("a filter that fails");
            });
    for (Queue each : List.of(queue, fifo)) {
      Reader broken = store.openReader(each, failing);
      claimAll(broken);
      assertEquals(List.of(), commitFor(broken, 10, sending(each, "a", group("g"))));
      assertEquals(List.of(), claimAll(broken));
      bodiesLeft(reader(each), "a");
    }
  }

  @Test
  void browsesByPagesWithoutLeasing() {
    Queue queue = queue("q");
    for (int i = 0; i < 5; i++) {
      send(queue, "m" + i, i == 3 ? expiring(null, SECOND) : traits());
    }
    send(queue, "high", priority(9));
    send(queue, "later", due(null, MINUTE));
    Reader reader = reader(queue);
    Delivery started = take(reader);
    assertEquals("high", body(started));
    claim(reader, 1);
    pass(SECOND);
    List<Delivery> first = browse(queue, null, 3);
    assertEquals(List.of("high", "m0", "m1"), bodies(first));
    assertTrue(first.get(0).receipt().value() < 0, "started");
    assertTrue(first.get(1).receipt().value() >= 0, "claimed and not started");
    List<Delivery> second = browse(queue, first.get(2).rank(), 10);
    assertEquals(List.of("m2", "m3", "m4"), bodies(second));
    assertTrue(second.get(1).receipt().value() < 0, "expired");
    bodiesLeft(reader, "m1", "m2", "m4");
    assertEquals(List.of(), browse(queue, second.get(2).rank(), 10));
  }
}
