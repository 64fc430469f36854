package org.leasemq.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.DeduplicationId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.LeaseTerms;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredBody;
import org.leasemq.queue.StoredMessage;

/** A fresh store with a clock that is set, and short words for what the contract's tests do. */
public abstract class StoreFixture {

  protected static final Duration SECOND = Duration.ofSeconds(1);
  protected static final Duration MINUTE = Duration.ofMinutes(1);
  protected static final BranchId BRANCH = BranchId.of(1, new byte[] {1, 2}, new byte[] {3});

  protected final SettableClock clock = new SettableClock();
  protected QueueStore store;

  /** Opens the test's store: an empty one at first, then the one that was left. */
  protected abstract QueueStore open(InstantSource time);

  /** Ends a life of the store, in good order or not; {@link #open} begins the next one. */
  protected abstract void leave(QueueStore left);

  /** What is wrong in the store; called after each test. */
  protected abstract List<String> findings(QueueStore checked);

  @BeforeEach
  protected void openStore() {
    store = open(clock);
  }

  @AfterEach
  protected void checkAndClose() {
    if (!store.isFailed()) {
      assertEquals(List.of(), findings(store));
    }
    store.close();
  }

  protected void reopen() {
    assertEquals(List.of(), findings(store));
    leave(store);
    store = open(clock);
    assertEquals(List.of(), findings(store));
  }

  @SafeVarargs
  protected final Queue queue(String name, UnaryOperator<QueueSettings>... changes) {
    QueueName queueName = new QueueName(name);
    QueueSettings settings = QueueSettings.defaults(queueName);
    for (UnaryOperator<QueueSettings> change : changes) {
      settings = change.apply(settings);
    }
    return store.createQueue(queueName, settings, false);
  }

  /** The queue of this name after a reopen. */
  protected Queue again(Queue queue) {
    return store.findQueue(queue.name()).orElseThrow();
  }

  protected Reader reader(Queue queue) {
    return store.openReader(queue, null);
  }

  /** A view of the messages whose body begins so. */
  protected Reader reader(Queue queue, String prefix) {
    return store.openReader(queue, startsWith(prefix));
  }

  public static MessageFilter startsWith(String prefix) {
    return new MessageFilter(
        prefix, m -> new String(m.body(), StandardCharsets.UTF_8).startsWith(prefix));
  }

  protected static MessageTraits traits() {
    return MessageTraits.PLAIN;
  }

  protected static MessageTraits priority(int priority) {
    return new MessageTraits(priority, true, null, null, null, null);
  }

  protected static MessageTraits group(String group) {
    return new MessageTraits(4, true, new MessageGroup(group), null, null, null);
  }

  protected static MessageTraits token(String group, String token) {
    return new MessageTraits(
        4,
        true,
        group == null ? null : new MessageGroup(group),
        new DeduplicationId(token),
        null,
        null);
  }

  protected MessageTraits due(String group, Duration delay) {
    return timed(group, clock.instant().plus(delay), null);
  }

  protected MessageTraits expiring(String group, Duration timeToLive) {
    return timed(group, null, clock.instant().plus(timeToLive));
  }

  protected static MessageTraits timed(String group, Instant dueAt, Instant expiresAt) {
    return new MessageTraits(
        4, true, group == null ? null : new MessageGroup(group), null, dueAt, expiresAt);
  }

  protected static StoredMessage message(String body, MessageTraits traits) {
    return new StoredMessage(traits, new byte[] {7}, body.getBytes(StandardCharsets.UTF_8));
  }

  protected static Operation.Send sending(Queue queue, String body, MessageTraits traits) {
    return new Operation.Send(queue.id(), message(body, traits));
  }

  protected Outcome commit(Operation... operations) {
    return store.commit(List.of(Unit.of(operations)), List.of()).outcomes().get(0);
  }

  protected Outcome.Sent send(Queue queue, String body, MessageTraits traits) {
    Outcome outcome = commit(sending(queue, body, traits));
    return assertInstanceOf(Outcome.Accepted.class, outcome).sent().get(0);
  }

  protected Outcome.Sent send(Queue queue, String body) {
    return send(queue, body, traits());
  }

  /** Commits with a demand for up to this many messages; says what was handed over. */
  protected List<Delivery> commitFor(Reader reader, int most, Operation... operations) {
    Batch batch =
        store.commit(
            List.of(Unit.of(operations)), List.of(new Demand(reader, most, Long.MAX_VALUE)));
    assertInstanceOf(Outcome.Accepted.class, batch.outcomes().get(0));
    batch.awaitDurable();
    return batch.handedOver().getOrDefault(reader, List.of());
  }

  protected List<Delivery> claim(Reader reader, int most) {
    return claim(reader, most, Long.MAX_VALUE);
  }

  protected List<Delivery> claim(Reader reader, int most, long bytes) {
    Map<Reader, List<Delivery>> claimed = store.claim(List.of(new Demand(reader, most, bytes)));
    return claimed.getOrDefault(reader, List.of());
  }

  protected List<Delivery> browse(Queue queue, Long afterRank, int most) {
    return store.browse(queue.id(), afterRank, new QueueStore.Page(most, Long.MAX_VALUE));
  }

  /** Claims all that there is. */
  protected List<Delivery> claimAll(Reader reader) {
    return claim(reader, 1000);
  }

  /** Claims one, which must be there, and starts it. */
  protected Delivery take(Reader reader) {
    List<Delivery> claimed = claim(reader, 1);
    assertEquals(1, claimed.size(), "nothing to take from " + reader.queue().name());
    assertTrue(store.started(claimed.get(0)));
    return claimed.get(0);
  }

  /** Claims one, which must be there, and starts it under a lease of its own length. */
  protected Delivery take(Reader reader, Duration visibilityTimeout) {
    Delivery claimed = claim(reader, 1).get(0);
    assertTrue(store.started(claimed, new LeaseTerms(visibilityTimeout, null)));
    return claimed;
  }

  protected void start(List<Delivery> deliveries) {
    deliveries.forEach(d -> assertTrue(store.started(d)));
  }

  protected static Operation acknowledging(Delivery delivery) {
    return new Operation.Acknowledge(delivery.id(), delivery.receipt());
  }

  protected static Operation releasing(Delivery delivery, Duration backOff) {
    return new Operation.Release(delivery.id(), delivery.receipt(), backOff);
  }

  protected static Operation moving(Delivery delivery, Queue target, String reason) {
    return new Operation.Move(delivery.id(), delivery.receipt(), target.id(), reason);
  }

  protected void acknowledge(Delivery delivery) {
    accepted(commit(acknowledging(delivery)));
  }

  protected void release(Delivery delivery, Duration backOff) {
    accepted(commit(releasing(delivery, backOff)));
  }

  protected static void accepted(Outcome outcome) {
    assertInstanceOf(Outcome.Accepted.class, outcome);
  }

  protected static void stale(Delivery delivery, Outcome outcome) {
    assertEquals(new Outcome.StaleReceipt(delivery.id()), outcome);
  }

  protected static String body(Delivery delivery) {
    return new String(delivery.message().body(), StandardCharsets.UTF_8);
  }

  /** A delivery's body, read from the store if need be. */
  protected byte[] whole(Delivery delivery) {
    StoredBody stored = delivery.message().storedBody();
    return stored == null ? delivery.message().body() : read(stored);
  }

  /** Reads a body that must be there. */
  protected byte[] read(StoredBody body) {
    byte[] bytes = new byte[body.length()];
    int next = 0;
    while (next < bytes.length) {
      int after = store.readBody(body, next, bytes);
      assertTrue(after > next, "the body has gone");
      next = after;
    }
    return bytes;
  }

  protected static List<String> bodies(List<Delivery> deliveries) {
    return deliveries.stream().map(StoreFixture::body).toList();
  }

  protected void bodiesLeft(Reader reader, String... bodies) {
    assertEquals(List.of(bodies), bodies(claimAll(reader)));
  }

  protected void pass(Duration duration) {
    clock.advance(duration);
  }

  /** Lets time pass and runs what a node runs in the background. */
  protected void passAndServe(Duration duration) {
    clock.advance(duration);
    var unused = store.promoteDue(1000);
    store.expireLeases();
    store.expireMessages(1000);
    store.pruneDeduplication(1000);
  }
}
