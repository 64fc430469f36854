package org.leasemq.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;
import org.leasemq.store.Demand;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.QueueStore;
import org.leasemq.store.Reader;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFixture;
import org.leasemq.store.Unit;

/** A store whose database fails: what was done and what not is never in doubt after a reopen. */
class StoreFailureTest extends StoreFixture {

  private final FaultyDialect dialect = new FaultyDialect();

  @Override
  protected QueueStore open(InstantSource time) {
    return new JdbcStore(dialect, time, "test", StoreFixture::startsWith);
  }

  @Override
  protected void leave(QueueStore left) {
    left.close();
  }

  @Override
  protected List<String> findings(QueueStore checked) {
    return ((JdbcStore) checked).verify();
  }

  /** A unit at which the store fails: a branch cannot prepare a branch. */
  private static Unit impossible() {
    return Unit.of(new Operation.Prepare(BRANCH, List.of(new Operation.RollbackBranch(BRANCH))));
  }

  private List<Outcome> reopened() {
    assertTrue(store.isFailed());
    Optional<List<Outcome>> outcomes = store.reopen();
    assertFalse(store.isFailed());
    assertEquals(List.of(), findings(store));
    return outcomes.orElse(List.of());
  }

  private void commitFails(Unit... units) {
    assertThrows(OutcomeUnknownException.class, () -> store.commit(List.of(units), List.of()));
  }

  @Test
  void oneUnitThatFailsDoesNotSpoilTheOthers() {
    Queue queue = queue("q");
    Unit one = Unit.of(sending(queue, "a", traits()));
    Unit two = Unit.of(sending(queue, "b", traits()));
    List<Outcome> outcomes =
        store
            .commit(List.of(one, impossible(), two, impossible(), Unit.of()), List.of())
            .outcomes();
    accepted(outcomes.get(0));
    assertInstanceOf(Outcome.Accepted.class, outcomes.get(2));
    accepted(outcomes.get(4));
    bodiesLeft(reader(queue), "a", "b");
  }

  @Test
  void aStatementThatFailsLeavesEverythingAsItWas() {
    Queue queue = queue("q.fifo");
    send(queue, "a1", group("a"));
    Reader reader = reader(queue);
    Delivery a1 = take(reader);
    dialect.failAt("UPDATE node", 1);
    assertThrows(
        StoreException.class, () -> commit(acknowledging(a1), sending(queue, "a2", group("a"))));
    assertFalse(store.isFailed());
    assertEquals(List.of(), findings(store));
    acknowledge(a1);
    bodiesLeft(reader);
    assertEquals(0, store.count(queue.id()));
  }

  @Test
  void anErrorInTheMiddleLeavesNothingBehind() {
    Queue queue = queue("q.fifo");
    boolean[] broken = {false};
    Reader reader =
        store.openReader(
            queue,
            new MessageFilter(
                "x",
                m -> {
                  if (broken[0]) {
                    throw new StackOverflowError("no more room");
                  }
                  return true;
                }));
    bodiesLeft(reader);
    broken[0] = true;
    Unit unit = Unit.of(sending(queue, "a", group("g")));
    assertThrows(
        StackOverflowError.class,
        () -> store.commit(List.of(unit), List.of(new Demand(reader, 1, 1000))));
    broken[0] = false;
    send(queue, "b", group("h"));
    assertEquals(1, store.count(queue.id()));
    bodiesLeft(reader, "b");
  }

  @Test
  void aClaimThatFailsLeasesNothing() {
    Queue one = queue("one");
    Queue two = queue("two.fifo");
    send(one, "a");
    send(two, "b", group("b"));
    Reader first = reader(one);
    Reader second = reader(two);
    dialect.failAt("SELECT id, ready_place", 1);
    assertThrows(
        StoreException.class,
        () -> store.claim(List.of(new Demand(first, 5, 1000), new Demand(second, 5, 1000))));
    assertEquals(List.of(), findings(store));
    bodiesLeft(first, "a");
    bodiesLeft(second, "b");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatBecameOfASendIsKnownAfterReopening(boolean done) {
    Queue queue = queue("q");
    dialect.failCommit(1, done);
    commitFails(Unit.of(sending(queue, "a", token(null, "t"))));
    List<Outcome> outcomes = reopened();
    assertEquals(done ? 1 : 0, outcomes.size());
    assertEquals(done, send(queue, "b", token(null, "t")).duplicate());
    bodiesLeft(reader(queue), done ? "a" : "b");
  }

  @Test
  void aSyncThatFailsIsAskedAfterReopening() {
    Queue queue = queue("q");
    dialect.failSync();
    commitFails(Unit.of(sending(queue, "a", traits())));
    assertEquals(1, reopened().size());
    bodiesLeft(reader(queue), "a");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leasesAreWhatTheyWouldBe(boolean done) {
    Queue queue = queue("q");
    Queue fifo = queue("q.fifo");
    Queue dead = queue("dead");
    List<Delivery> taken = new ArrayList<>();
    for (String body :
        List.of("acknowledged", "released", "backed off", "moved", "pinned", "kept")) {
      send(queue, body);
      taken.add(take(reader(queue)));
    }
    send(fifo, "a1", group("a"));
    send(fifo, "a2", group("a"));
    Reader lanes = reader(fifo);
    Delivery a1 = take(lanes);
    dialect.failCommit(1, done);
    commitFails(
        Unit.of(
            acknowledging(taken.get(0)),
            releasing(taken.get(1), Duration.ZERO),
            releasing(taken.get(2), SECOND),
            moving(taken.get(3), dead, "reason"),
            releasing(a1, SECOND)),
        Unit.of(new Operation.Prepare(BRANCH, List.of(acknowledging(taken.get(4))))));
    assertEquals(done ? 2 : 0, reopened().size());
    Reader reader = reader(queue);
    bodiesLeft(lanes);
    if (done) {
      bodiesLeft(reader, "released");
      bodiesLeft(reader(dead), "moved");
      stale(taken.get(1), commit(acknowledging(taken.get(1))));
      stale(taken.get(4), commit(acknowledging(taken.get(4))));
      accepted(commit(new Operation.CommitBranch(BRANCH)));
      passAndServe(SECOND);
      bodiesLeft(reader, "backed off");
      bodiesLeft(lanes, "a1");
    } else {
      bodiesLeft(reader);
      bodiesLeft(reader(dead));
      taken.subList(0, 5).forEach(this::acknowledge);
      acknowledge(a1);
      bodiesLeft(lanes, "a2");
    }
    acknowledge(taken.get(5));
  }

  @Test
  void whatWasHandedOverInDoubtIsAvailable() {
    Queue queue = queue("q");
    Queue fifo = queue("q.fifo");
    Reader reader = reader(queue);
    Reader lanes = reader(fifo);
    bodiesLeft(reader);
    bodiesLeft(lanes);
    Unit unit = Unit.of(sending(queue, "a", traits()), sending(fifo, "b", group("b")));
    dialect.failCommit(1, true);
    assertThrows(
        OutcomeUnknownException.class,
        () ->
            store.commit(
                List.of(unit), List.of(new Demand(reader, 5, 1000), new Demand(lanes, 5, 1000))));
    assertEquals(1, reopened().size());
    bodiesLeft(reader, "a");
    bodiesLeft(lanes, "b");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eachUnitIsKnownWhenTheyRunOneByOne(boolean done) {
    Queue queue = queue("q");
    Unit one = Unit.of(sending(queue, "a", traits()));
    Unit two = Unit.of(sending(queue, "b", traits()));
    Unit three = Unit.of(sending(queue, "c", traits()));
    dialect.failAt("INSERT INTO delivery", 3);
    dialect.failCommit(2, done);
    commitFails(one, two, three);
    List<Outcome> outcomes = reopened();
    assertEquals(3, outcomes.size());
    accepted(outcomes.get(0));
    if (done) {
      accepted(outcomes.get(1));
    } else {
      assertInstanceOf(Outcome.Failed.class, outcomes.get(1));
    }
    assertInstanceOf(Outcome.Failed.class, outcomes.get(2));
    bodiesLeft(reader(queue), done ? new String[] {"a", "b"} : new String[] {"a"});
  }

  @Test
  void theSharedSyncOfUnitsOneByOneMayFail() {
    Queue queue = queue("q");
    dialect.failAt("INSERT INTO delivery", 2);
    dialect.failSync();
    commitFails(Unit.of(sending(queue, "a", traits())), Unit.of(sending(queue, "b", traits())));
    List<Outcome> outcomes = reopened();
    assertEquals(2, outcomes.size());
    outcomes.forEach(StoreFixture::accepted);
    bodiesLeft(reader(queue), "a", "b");
  }

  @Test
  void aCommitOfAnyKindThatFailsNeedsAReopen() {
    Queue queue = queue("q");
    send(queue, "a", due(null, SECOND));
    pass(SECOND);
    dialect.failCommit(1, true);
    assertThrows(OutcomeUnknownException.class, () -> store.promoteDue(5));
    assertThrows(StoreException.class, () -> commit(sending(queue, "b", traits())));
    assertEquals(List.of(), reopened());
    bodiesLeft(reader(queue), "a");
    dialect.failCommit(1, false);
    assertThrows(OutcomeUnknownException.class, () -> queue("other"));
    assertEquals(List.of(), reopened());
    queue("other");
  }

  @Test
  void reopeningMayBeTriedAgain() {
    Queue queue = queue("q");
    dialect.failCommit(1, true);
    commitFails(Unit.of(sending(queue, "a", traits())));
    dialect.refuseToOpen(true);
    assertThrows(StoreException.class, () -> store.reopen());
    assertTrue(store.isFailed());
    dialect.refuseToOpen(false);
    assertEquals(1, reopened().size());
    bodiesLeft(reader(queue), "a");
  }

  @Test
  void whatIsPutBackWhileTheStoreIsAwayIsDeliveredAgain() {
    Queue queue = queue("q.fifo");
    send(queue, "a1", group("a"));
    send(queue, "a2", group("a"));
    send(queue, "b1", group("b"));
    Reader reader = reader(queue);
    List<Delivery> taken = claim(reader, 2);
    start(taken.subList(0, 1));
    dialect.failCommit(1, false);
    commitFails(Unit.of(acknowledging(taken.get(0))));
    store.putBack(taken);
    reopened();
    List<Delivery> again = claim(reader, 2);
    assertEquals(bodies(taken), bodies(again));
    assertEquals(List.of(1, 0), again.stream().map(Delivery::priorDeliveries).toList());
    again.forEach(this::acknowledge);
    bodiesLeft(reader, "a2");
  }

  @Test
  void whatTheStoreFailedToSettleIsNotCountedAgainAndAgain() {
    Queue queue = queue("q");
    send(queue, "a", traits());
    Reader reader = reader(queue);
    for (int i = 0; i < 5; i++) {
      Delivery taken = take(reader);
      assertEquals(Math.min(i, 1), taken.priorDeliveries());
      start(List.of(taken));
      dialect.failCommit(1, false);
      commitFails(Unit.of(acknowledging(taken)));
      store.putBack(List.of(taken));
      reopened();
    }
    store.flushStarted();
    assertEquals(1, take(reader).priorDeliveries());
  }

  @Test
  void aPreparedBranchKeepsWhatSomebodyGivesUp() {
    Queue queue = queue("q");
    send(queue, "a", traits());
    Reader reader = reader(queue);
    Delivery taken = take(reader);
    accepted(commit(new Operation.Prepare(BRANCH, List.of(acknowledging(taken)))));
    store.putBack(List.of(taken));
    bodiesLeft(reader);
    accepted(commit(new Operation.RollbackBranch(BRANCH)));
    bodiesLeft(reader, "a");
  }

  /** The lane's row says already that it backs off, so nothing need be written. */
  @Test
  void putBackToALaneThatBacksOffNeedsNoWrite() {
    Queue queue = queue("q.fifo");
    send(queue, "a1", group("a"));
    send(queue, "a2", group("a"));
    Reader reader = reader(queue);
    Delivery first = take(reader);
    start(List.of(first));
    List<Delivery> next = store.claimNext(reader, first, 1);
    release(first, SECOND);
    store.putBack(next);
    bodiesLeft(reader);
    reopen();
    bodiesLeft(reader(again(queue)));
    passAndServe(SECOND);
    bodiesLeft(reader(again(queue)), "a1");
  }

  @Test
  void aCompactionThatFailsNeedsAReopen() {
    Queue queue = queue("q");
    send(queue, "a", traits());
    dialect.failCompaction();
    assertThrows(StoreException.class, () -> store.compact());
    assertEquals(List.of(), reopened());
    bodiesLeft(reader(queue), "a");
  }

  /** Each statement that makes a table is a transaction of its own. */
  @Test
  void aCreationThatWasCutOffIsCompleted() throws Exception {
    FaultyDialect begun = new FaultyDialect();
    String[] statements = begun.schema().split(";", -1);
    try (var connection = begun.connect();
        var statement = connection.createStatement()) {
      for (int i = 0; i < statements.length / 2; i++) {
        statement.execute(statements[i]);
      }
      try (QueueStore completed = new JdbcStore(begun, clock, "test", StoreFixture::startsWith)) {
        assertEquals(List.of(), completed.queues());
      }
    }
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    store.close();
    try (var connection = dialect.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO schema_version(version) VALUES (" + (Schema.VERSION + 1) + ")");
      connection.commit();
      StoreException refused = assertThrows(StoreException.class, () -> open(clock));
      assertTrue(refused.getMessage().contains("schema version " + (Schema.VERSION + 1)));
      assertTrue(refused.getMessage().contains("newer LeaseMQ"));
      statement.execute("DELETE FROM schema_version WHERE version > " + Schema.VERSION);
      connection.commit();
    }
    store = open(clock);
  }
}
