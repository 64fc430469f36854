package org.leasemq.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leasemq.queue.BackOff;
import org.leasemq.queue.DeduplicationScope;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.DestinationPattern;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.Pause;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueLimits;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.RedeliveryPolicy;
import org.leasemq.queue.RedriveAllow;
import org.leasemq.queue.Tags;
import org.leasemq.queue.User;
import org.leasemq.queue.UserName;

/**
 * The contract of every {@link QueueStore}; a store's test says how to open it and how its life
 * ends. It has five parts, one above the other: messages, lanes, prepared branches, topics, and
 * here queues and lives.
 */
public abstract class QueueStoreContract extends BodyContract {

  @Test
  void aLeaseIsExtendedUnderItsReceiptUpToMaxLease() {
    Queue queue = queue("q", TestSettings.visibility(SECOND));
    send(queue, "a");
    Delivery claimed = claimAll(reader(queue)).get(0);
    assertEquals(new Extension.Over(), store.extend(claimed, MINUTE), "it is not started");
    assertTrue(store.started(claimed));
    Instant start = clock.instant();
    pass(Duration.ofMillis(999));
    assertEquals(new Extension.Until(clock.instant().plus(MINUTE)), store.extend(claimed, MINUTE));
    pass(MINUTE.minusMillis(1));
    assertEquals(0, store.expireLeases());
    assertEquals(clock.instant().plusMillis(1), store.leaseEnd(claimed));
    Duration max = queue.settings().maxLease();
    assertEquals(new Extension.TooLong(start.plus(max)), store.extend(claimed, max));
    pass(Duration.ofMillis(1));
    assertEquals(new Extension.Over(), store.extend(claimed, MINUTE), "swept or not");
    assertNull(store.leaseEnd(claimed));
    assertEquals(1, store.expireLeases());
    assertEquals(2, take(reader(queue)).deliveryCount());
  }

  @Test
  void noMoreIsLeasedThanTheQueueAllows() {
    Queue queue = queue("q", TestSettings.maxInFlight(2));
    send(queue, "a");
    send(queue, "b");
    send(queue, "c");
    Reader reader = reader(queue);
    List<Delivery> claimed = claimAll(reader);
    assertEquals(List.of("a", "b"), bodies(claimed));
    assertTrue(reader.isOverLimit());
    assertEquals(List.of(), commitFor(reader, 5, sending(queue, "d", traits())));
    acknowledge(claimed.get(0));
    assertFalse(reader.isOverLimit());
    assertEquals(List.of("c"), bodies(claimAll(reader)));
    store.putBack(List.of(claimed.get(1)));
    assertEquals(List.of("b"), bodies(claimAll(reader)));
  }

  @Test
  void findsAndListsQueues() {
    Queue b = queue("b");
    Queue a = queue("a");
    assertEquals(List.of(a, b), store.queues());
    assertEquals(a, store.findQueue(a.name()).orElseThrow());
    assertTrue(store.findQueue(new QueueName("A")).isEmpty());
    assertThrows(StoreException.class, () -> queue("a"));
    assertEquals(2, store.queues().size());
  }

  @Test
  void aDeletedQueueIsGoneWithAllThatIsIts() {
    Queue queue = queue("q");
    send(queue, "a", token(null, "t"));
    send(queue, "b", expiring(null, SECOND));
    send(queue, "c", due(null, SECOND));
    Reader reader = reader(queue);
    Delivery a = take(reader);
    store.deleteQueue(queue.id());
    store.deleteQueue(queue.id());
    assertEquals(List.of(), findings(store));
    assertEquals(0, store.startedLeases());
    assertEquals(0, store.count(queue.id()));
    assertEquals(0, store.purge(queue.id()));
    assertEquals(List.of(), browse(queue, null, 5));
    stale(a, commit(acknowledging(a)));
    assertEquals(new Outcome.QueueMissing(queue.id()), commit(sending(queue, "x", traits())));
    bodiesLeft(reader);
    store.closeReader(reader);
    Queue second = queue("q");
    assertNotEquals(queue.id(), second.id());
    assertFalse(send(second, "d", token(null, "t")).duplicate(), "its history is gone too");
    passAndServe(MINUTE);
    bodiesLeft(reader(second), "d");
  }

  @Test
  void idsAreNeverReused() {
    Set<Long> ids = new HashSet<>();
    for (int life = 0; life < 4; life++) {
      Queue queue = queue("q" + life);
      assertTrue(ids.add(queue.id().value()));
      assertTrue(ids.add(send(queue, "a").id().value()));
      assertTrue(ids.add(send(queue, "b").id().value()));
      store.deleteQueue(queue.id());
      assertTrue(ids.add(queue("r" + life).id().value()));
      reopen();
    }
  }

  @Test
  void settingsSurvive() {
    QueueName name = new QueueName("q=1.fifo");
    Queue queue = store.createQueue(name, QueueSettings.defaults(name), false);
    QueueSettings settings =
        new QueueSettings(
            Duration.ofSeconds(7),
            false,
            Duration.ofHours(1),
            new RedeliveryPolicy(
                3,
                new BackOff(2, Duration.ofMillis(5), 1.5, Duration.ofSeconds(9)),
                new QueueName("dead\\n=.fifo")),
            Duration.ofSeconds(11),
            true,
            Duration.ofSeconds(13),
            123_456,
            new MessageGroup("line one\nline=two\\n \r\t"),
            new QueueName("expired.fifo"),
            new QueueLimits(17, Duration.ofDays(4)),
            DeduplicationScope.GROUP,
            new Pause(true, true),
            new RedriveAllow(Set.of(new QueueName("one"), new QueueName("two"))),
            new Tags(Map.of("team", "orders \\n =", "cost", "")));
    Queue altered = store.alterQueue(queue.id(), settings);
    assertEquals(settings, altered.settings());
    assertEquals(queue.id(), altered.id());
    reopen();
    assertEquals(altered, again(queue));
    assertEquals(List.of(altered), store.queues());
    RedeliveryPolicy forEver = new RedeliveryPolicy(3, BackOff.DEFAULT, null);
    QueueSettings second =
        new QueueSettings(
            Duration.ZERO,
            true,
            Duration.ZERO,
            forEver,
            Duration.ZERO,
            false,
            Duration.ZERO,
            1024,
            null,
            null);
    store.alterQueue(queue.id(), second);
    reopen();
    assertEquals(second, again(queue).settings());
  }

  @Test
  void alteringTouchesNoMessage() {
    Queue queue = queue("q");
    Reader reader = reader(queue);
    send(queue, "a");
    send(queue, "b");
    Delivery a = take(reader);
    Queue altered =
        store.alterQueue(queue.id(), TestSettings.visibility(SECOND).apply(queue.settings()));
    assertEquals(altered, reader.queue());
    pass(SECOND);
    assertEquals(0, store.expireLeases(), "a lease keeps the terms it began with");
    acknowledge(a);
    take(reader);
    pass(SECOND);
    assertEquals(1, store.expireLeases());
  }

  @Test
  void temporaryQueuesGoWithTheLife() {
    QueueName name = new QueueName("temporary");
    QueueName lanes = new QueueName("temporary.fifo");
    Queue temporary = store.createQueue(name, QueueSettings.defaults(name), true);
    Queue fifo = store.createQueue(lanes, QueueSettings.defaults(lanes), true);
    Queue lasting = queue("q");
    assertTrue(temporary.temporary());
    send(temporary, "a", token(null, "t"));
    send(temporary, "b", due(null, SECOND));
    send(fifo, "c", group("g"));
    send(lasting, "d");
    reopen();
    assertTrue(store.findQueue(name).isEmpty());
    assertTrue(store.findQueue(lanes).isEmpty());
    bodiesLeft(reader(again(lasting)), "d");
    passAndServe(SECOND);
  }

  @Test
  void messagesSurviveAndLeasesDoNot() {
    Queue queue = queue("q");
    send(queue, "a");
    send(queue, "b");
    send(queue, "late", due(null, SECOND));
    send(queue, "short", expiring(null, MINUTE));
    send(queue, "high", priority(9));
    Reader reader = reader(queue);
    Delivery high = take(reader);
    Delivery a = take(reader);
    assertTrue(store.flushStarted());
    assertFalse(store.flushStarted());
    acknowledge(high);
    reopen();
    assertEquals(0, store.startedLeases());
    Reader later = reader(again(queue));
    List<Delivery> claimed = claimAll(later);
    assertEquals(List.of("a", "b", "short"), bodies(claimed));
    assertEquals(1, claimed.get(0).priorDeliveries(), "the flushed count");
    assertEquals(0, claimed.get(1).priorDeliveries());
    stale(a, commit(acknowledging(a)));
    assertFalse(store.started(a), "a receipt of a former life");
    store.putBack(claimed);
    passAndServe(MINUTE);
    bodiesLeft(later, "a", "b", "late");
  }

  @Test
  void receiptsOfAFormerLifeAreNeverCurrentAgain() {
    Queue queue = queue("q");
    send(queue, "a");
    Delivery a = take(reader(queue));
    for (int life = 0; life < 3; life++) {
      reopen();
      Delivery again = claimAll(reader(again(queue))).get(0);
      assertNotEquals(a.receipt(), again.receipt());
      stale(a, commit(acknowledging(a)));
    }
  }

  @Test
  void aCleanEndKeepsTheCountsOfSettledDeliveries() {
    Queue queue = queue("q");
    send(queue, "a");
    Reader reader = reader(queue);
    for (int i = 1; i <= 5; i++) {
      Delivery a = take(reader);
      assertEquals(i, a.deliveryCount());
      release(a, Duration.ZERO);
    }
    reopen();
    assertEquals(5, claimAll(reader(again(queue))).get(0).priorDeliveries());
  }

  @Test
  void deduplicationSurvives() {
    Queue queue = queue("q", TestSettings.window(MINUTE));
    Outcome.Sent first = send(queue, "a", token(null, "t"));
    reopen();
    assertEquals(first.id(), send(again(queue), "b", token(null, "t")).id());
    pass(MINUTE);
    reopen();
    assertFalse(send(again(queue), "b", token(null, "t")).duplicate());
  }

  @Test
  void lanesSurviveInOrder() {
    Queue queue = queue("q.fifo");
    for (int i = 0; i < 6; i++) {
      send(queue, "a" + i, group("a"));
      send(queue, "b" + i, group("b"));
    }
    Reader reader = reader(queue);
    acknowledge(take(reader));
    Delivery b0 = take(reader);
    release(b0, Duration.ZERO);
    reopen();
    Reader later = reader(again(queue));
    for (int i = 1; i < 6; i++) {
      for (Delivery head : claimAll(later)) {
        int expected = body(head).startsWith("a") ? i : i - 1;
        assertEquals(String.valueOf(expected), body(head).substring(1));
        acknowledge(head);
      }
    }
    bodiesLeft(later, "b5");
  }

  @Test
  void anEmptiedLaneSurvives() {
    Queue queue = queue("q.fifo");
    send(queue, "a1", group("a"));
    acknowledge(take(reader(queue)));
    reopen();
    send(again(queue), "a2", group("a"));
    Reader reader = reader(again(queue));
    bodiesLeft(reader, "a2");
    reopen();
    Reader later = reader(again(queue));
    acknowledge(take(later));
    reopen();
    Reader last = reader(again(queue));
    bodiesLeft(last);
    assertEquals(
        List.of("a3"),
        claim(last, 1).isEmpty()
            ? commitFor(last, 1, sending(again(queue), "a3", group("a"))).stream()
                .map(StoreFixture::body)
                .toList()
            : List.of());
  }

  @Test
  void keepsUsersOverLives() {
    User ann =
        new User(new UserName("ann"), "secret", List.of())
            .granted(new DestinationPattern("orders.*"), Set.of(Permission.SEND, Permission.BROWSE))
            .granted(DestinationPattern.ALL, Set.of(Permission.ADMINISTER));
    User bob = new User(new UserName("bob"), "another", List.of());
    assertEquals(List.of(), store.users());
    store.putUser(bob);
    store.putUser(ann);
    reopen();
    assertEquals(Set.copyOf(ann.grants()), Set.copyOf(store.users().get(0).grants()));
    assertEquals("secret", store.users().get(0).secret());
    assertEquals(bob, store.users().get(1));
    User changed =
        bob.withSecret("changed").granted(DestinationPattern.ALL, Set.of(Permission.RECEIVE));
    store.putUser(changed);
    store.removeUser(ann.name());
    store.removeUser(ann.name());
    assertEquals(List.of(changed), store.users());
    reopen();
    assertEquals(List.of(changed), store.users());
    assertEquals(List.of(), findings(store));
  }
}
