package org.leasemq.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.DeduplicationId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredMessage;
import org.leasemq.store.Batch;
import org.leasemq.store.Demand;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.Reader;
import org.leasemq.store.SettableClock;
import org.leasemq.store.TestSettings;
import org.leasemq.store.Unit;

/**
 * Does random things to a store and remembers, in the simplest way, what must be true of it: which
 * messages there are, who holds them, how often they were delivered, what comes first.
 */
final class StoreModel {

  private static final Duration VISIBILITY = Duration.ofSeconds(5);
  private static final Duration WINDOW = Duration.ofSeconds(20);
  private static final int GROUPS = 4;
  private static final int MAX_DELIVERIES = 4;

  private final Random random;
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private final SettableClock clock = new SettableClock();
  private final boolean fifo;
  private final QueueName name;
  private final QueueName dead;
  private final StringBuilder story = new StringBuilder();

  private final Map<DeliveryId, Message> messages = new LinkedHashMap<>();
  private final Map<String, Token> tokens = new HashMap<>();
  private final Map<BranchId, Prepared> branches = new LinkedHashMap<>();
  private final List<Delivery> former = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final TopicModel topic;
  private JdbcStore store;
  private Queue queue;
  private Queue deadQueue;
  private int sent;
  private int branchNumber;

  /** What the model knows of a message. */
  private static final class Message {
    final String body;
    final String group;
    final int priority;
    final Instant dueAt;
    final Instant expiresAt;
    int deliveries;
    int unsure;
    boolean deadLettered;
    boolean moved;
    Instant notBefore = Instant.MIN;
    Delivery held;
    Instant deadline = Instant.MAX;
    BranchId branch;

    Message(String body, MessageTraits traits) {
      this.body = body;
      this.group = traits.group() == null ? "" : traits.group().value();
      this.priority = traits.priority();
      this.dueAt = traits.dueAt();
      this.expiresAt = traits.expiresAt();
    }

    boolean isStarted() {
      return !deadline.equals(Instant.MAX);
    }

    /** Whether it stands where it came in, and can be delivered. */
    boolean isInPlace(Instant now) {
      return !deadLettered
          && dueAt == null
          && !moved
          && (expiresAt == null || expiresAt.isAfter(now));
    }

    /** Whether it is delivered before the other one, which came later. */
    boolean precedes(Message later, boolean fifo) {
      return fifo ? group.equals(later.group) : priority >= later.priority;
    }

    boolean isFree() {
      return held == null && branch == null && !deadLettered;
    }
  }

  private record Token(DeliveryId original, Instant until) {}

  private record Prepared(List<Message> acknowledged, List<Operation.Send> sends) {}

  StoreModel(String queueName, Random random) {
    this.random = random;
    this.name = new QueueName(queueName);
    this.fifo = name.isFifo();
    this.dead = new QueueName(fifo ? "dead.fifo" : "dead");
    store = (JdbcStore) JdbcStores.open(url, "test", TopicModel::selector, clock);
    QueueSettings settings =
        TestSettings.window(WINDOW)
            .apply(TestSettings.visibility(VISIBILITY).apply(QueueSettings.defaults(name)));
    store.createQueue(name, settings, false);
    store.createQueue(dead, QueueSettings.defaults(dead), false);
    QueueName topicDead = new QueueName(fifo ? "topic.dead.fifo" : "topic.dead");
    store.createQueue(topicDead, QueueSettings.defaults(topicDead), false);
    topic = new TopicModel(fifo, topicDead, random, store);
    findQueues();
  }

  private void findQueues() {
    queue = store.findQueue(name).orElseThrow();
    deadQueue = store.findQueue(dead).orElseThrow();
    readers.clear();
    readers.add(store.openReader(queue, null));
    readers.add(store.openReader(queue, new MessageFilter("odd", m -> isOdd(m.body()))));
  }

  List<String> findings() {
    return store.verify();
  }

  String story() {
    return story.toString();
  }

  void close() {
    store.close();
  }

  private void tell(String what) {
    story.append(clock.instant().toEpochMilli() % 10_000_000).append(' ').append(what).append('\n');
  }

  /** One random thing. */
  void step() {
    if (random.nextInt(4) == 0) {
      topic.step();
    }
    int dice = random.nextInt(100);
    if (dice < 30) {
      commit(sends(1 + random.nextInt(4)));
    } else if (dice < 50) {
      claim();
    } else if (dice < 58) {
      claimNext();
    } else if (dice < 78) {
      settle();
    } else if (dice < 82) {
      putBack();
    } else if (dice < 85) {
      prepare();
    } else if (dice < 89) {
      decide();
    } else if (dice < 96) {
      passTime(Duration.ofMillis(random.nextInt(4000)));
    } else if (dice < 97) {
      purge();
    } else if (dice < 98) {
      useFormerReceipt();
    } else {
      reopen(random.nextBoolean());
    }
    assertEquals(expectedCount(), store.count(queue.id()), "messages in the queue");
  }

  private long expectedCount() {
    return messages.values().stream().filter(m -> !m.deadLettered).count();
  }

  // Sends

  private List<Operation> sends(int count) {
    List<Operation> sends = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant now = clock.instant();
      Instant dueAt = random.nextInt(8) == 0 ? now.plusMillis(random.nextInt(3000)) : null;
      Instant expiresAt = random.nextInt(8) == 0 ? now.plusMillis(1 + random.nextInt(6000)) : null;
      MessageTraits traits =
          new MessageTraits(
              random.nextInt(3) == 0 ? random.nextInt(10) : 4,
              random.nextBoolean(),
              fifo ? new MessageGroup("g" + random.nextInt(GROUPS)) : null,
              random.nextInt(4) == 0 ? new DeduplicationId("t" + random.nextInt(6)) : null,
              dueAt,
              expiresAt);
      byte[] body = ("m" + sent++).getBytes(StandardCharsets.UTF_8);
      sends.add(new Operation.Send(queue.id(), new StoredMessage(traits, new byte[0], body)));
    }
    return sends;
  }

  private void commit(List<Operation> operations) {
    List<Demand> demands = new ArrayList<>();
    for (Reader reader : readers) {
      if (random.nextBoolean()) {
        demands.add(new Demand(reader, 1 + random.nextInt(3), Long.MAX_VALUE));
      }
    }
    Batch batch = store.commit(List.of(new Unit(operations)), demands);
    batch.awaitDurable();
    Outcome.Accepted accepted =
        assertInstanceOf(Outcome.Accepted.class, batch.outcomes().get(0), "unit " + operations);
    List<Operation.Send> sends =
        operations.stream()
            .filter(Operation.Send.class::isInstance)
            .map(Operation.Send.class::cast)
            .toList();
    remember(sends, accepted.sent());
    leasedTogether("handed over", batch.handedOver());
  }

  private void remember(List<Operation.Send> sends, List<Outcome.Sent> sentIds) {
    assertEquals(sends.size(), sentIds.size());
    for (int i = 0; i < sends.size(); i++) {
      StoredMessage message = sends.get(i).message();
      Outcome.Sent result = sentIds.get(i);
      DeduplicationId id = message.traits().deduplicationId();
      Token known = id == null ? null : tokens.get(id.value());
      boolean duplicate = known != null && known.until.isAfter(clock.instant());
      assertEquals(duplicate, result.duplicate(), "duplicate " + id);
      if (duplicate) {
        assertEquals(known.original, result.id());
        continue;
      }
      if (id != null) {
        tokens.put(id.value(), new Token(result.id(), clock.instant().plus(WINDOW)));
      }
      Message remembered = new Message(text(message), message.traits());
      assertNull(messages.put(result.id(), remembered), "an id is used once");
      tell("sent " + result.id() + " " + remembered.body + " " + message.traits());
    }
  }

  private static String text(StoredMessage message) {
    return new String(message.body(), StandardCharsets.UTF_8);
  }

  // Deliveries

  private void claim() {
    Reader reader = readers.get(random.nextInt(readers.size()));
    int most = 1 + random.nextInt(4);
    List<Delivery> claimed =
        store
            .claim(List.of(new Demand(reader, most, Long.MAX_VALUE)))
            .getOrDefault(reader, List.of());
    assertTrue(claimed.size() <= most);
    leasedTogether("claimed", Map.of(reader, claimed));
  }

  private void claimNext() {
    List<Message> held = held();
    if (fifo && !held.isEmpty()) {
      Delivery holder = held.get(random.nextInt(held.size())).held;
      List<Delivery> next = store.claimNext(readers.get(0), holder, 1 + random.nextInt(3));
      leasedTogether("claimed next", Map.of(readers.get(0), next));
    }
  }

  private void leased(String how, Reader reader, List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      Message message = messages.get(delivery.id());
      tell(how + " " + delivery.id() + " receipt " + delivery.receipt());
      assertNotNull(message, "a message that is gone, or a duplicate, was delivered");
      assertEquals(message.body, text(delivery.message()));
      assertTrue(message.isFree(), "a message with two holders: " + delivery.id());
      assertTrue(message.dueAt == null || !message.dueAt.isAfter(clock.instant()), "delayed");
      assertTrue(
          message.expiresAt == null || message.expiresAt.isAfter(clock.instant()), "expired");
      assertFalse(message.notBefore.isAfter(clock.instant()), "it backs off");
      assertTrue(reader.filter() == null || reader.filter().matches(delivery.message()));
      assertTrue(
          delivery.priorDeliveries() <= message.deliveries
              && delivery.priorDeliveries() >= message.deliveries - message.unsure,
          "count of " + delivery.id() + ": " + delivery.priorDeliveries());
      message.deliveries = delivery.priorDeliveries();
      message.unsure = 0;
      message.held = delivery;
      message.deadline = Instant.MAX;
      if (random.nextInt(4) > 0) {
        start(message);
      }
    }
  }

  private void leasedTogether(String how, Map<Reader, List<Delivery>> all) {
    all.forEach((reader, deliveries) -> leased(how, reader, deliveries));
    all.forEach((reader, deliveries) -> deliveries.forEach(d -> verifyOrder(reader, d)));
  }

  /** Nothing that comes before it, in its group or in the queue, is still there. */
  private void verifyOrder(Reader reader, Delivery delivery) {
    Message message = messages.get(delivery.id());
    Instant now = clock.instant();
    if (!message.isInPlace(now)) {
      return;
    }
    messages.forEach(
        (id, other) -> {
          boolean before =
              id.value() < delivery.id().value()
                  ? other.precedes(message, fifo)
                  : !fifo && other.priority > message.priority;
          if (before && other.isInPlace(now) && (fifo || selects(reader, other))) {
            assertFalse(other.isFree(), delivery.id() + " overtook " + id);
          }
        });
  }

  private static boolean selects(Reader reader, Message message) {
    return reader.filter() == null || isOdd(message.body.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isOdd(byte[] body) {
    return (body[body.length - 1] & 1) == 1;
  }

  private void start(Message message) {
    assertTrue(store.started(message.held));
    tell("started " + message.held.id());
    message.deliveries++;
    message.deadline = clock.instant().plus(VISIBILITY);
  }

  private List<Message> held() {
    return messages.values().stream().filter(m -> m.held != null).toList();
  }

  private List<Message> started() {
    return held().stream()
        .filter(m -> m.isStarted() && m.deadline.isAfter(clock.instant()))
        .toList();
  }

  private void settle() {
    List<Message> started = started();
    if (started.isEmpty()) {
      return;
    }
    List<Message> some = new ArrayList<>(started);
    java.util.Collections.shuffle(some, random);
    some = some.subList(0, 1 + random.nextInt(Math.min(3, some.size())));
    List<Operation> operations = new ArrayList<>(sends(random.nextInt(2)));
    List<Runnable> effects = new ArrayList<>();
    for (Message message : some) {
      operations.add(settlement(message, effects));
    }
    effects.forEach(Runnable::run);
    commit(operations);
  }

  private Operation settlement(Message message, List<Runnable> effects) {
    Delivery delivery = message.held;
    int dice = random.nextInt(10);
    if (message.deliveries >= MAX_DELIVERIES) {
      tell("dead-letters " + delivery.id());
      effects.add(() -> deadLetter(message));
      return new Operation.Move(delivery.id(), delivery.receipt(), deadQueue.id(), "poison");
    } else if (dice < 6) {
      tell("acknowledges " + delivery.id());
      effects.add(() -> messages.remove(delivery.id()));
      return new Operation.Acknowledge(delivery.id(), delivery.receipt());
    }
    Duration backOff = dice < 8 ? Duration.ZERO : Duration.ofMillis(1 + random.nextInt(3000));
    tell("releases " + delivery.id() + " for " + backOff);
    effects.add(
        () -> {
          end(message);
          message.notBefore = clock.instant().plus(backOff);
          message.moved |= !fifo && !backOff.isZero();
        });
    return new Operation.Release(delivery.id(), delivery.receipt(), backOff);
  }

  private void deadLetter(Message message) {
    end(message);
    message.deadLettered = true;
  }

  private void end(Message message) {
    former.add(message.held);
    message.held = null;
    message.deadline = Instant.MAX;
  }

  private void putBack() {
    List<Delivery> unstarted = new ArrayList<>();
    for (Message message : held()) {
      if (!message.isStarted() && random.nextBoolean()) {
        unstarted.add(message.held);
        end(message);
      }
    }
    java.util.Collections.shuffle(unstarted, random);
    tell("puts back " + unstarted.stream().map(Delivery::id).toList());
    store.putBack(unstarted);
  }

  // Branches

  private void prepare() {
    BranchId branch = BranchId.of(branchNumber++, new byte[] {1}, new byte[] {2});
    List<Message> acknowledged = started().stream().filter(m -> random.nextInt(3) == 0).toList();
    List<Operation> sends = sends(random.nextInt(2));
    List<Operation> operations = new ArrayList<>(sends);
    for (Message message : acknowledged) {
      operations.add(new Operation.Acknowledge(message.held.id(), message.held.receipt()));
    }
    tell("prepares " + branch + ": " + acknowledged.stream().map(m -> m.held.id()).toList());
    Outcome outcome =
        store
            .commit(List.of(Unit.of(new Operation.Prepare(branch, operations))), List.of())
            .outcomes()
            .get(0);
    assertInstanceOf(Outcome.Accepted.class, outcome);
    for (Message message : acknowledged) {
      end(message);
      message.branch = branch;
    }
    branches.put(
        branch, new Prepared(acknowledged, sends.stream().map(s -> (Operation.Send) s).toList()));
  }

  private void decide() {
    if (branches.isEmpty()) {
      return;
    }
    BranchId branch = branches.keySet().iterator().next();
    Prepared prepared = branches.remove(branch);
    if (random.nextBoolean()) {
      tell("rolls back " + branch);
      for (Message message : prepared.acknowledged) {
        message.branch = null;
      }
      commit(List.of(new Operation.RollbackBranch(branch)));
      return;
    }
    tell("commits " + branch);
    for (Message message : prepared.acknowledged) {
      messages.values().remove(message);
    }
    Batch batch = store.commit(List.of(Unit.of(new Operation.CommitBranch(branch))), List.of());
    Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, batch.outcomes().get(0));
    remember(prepared.sends, accepted.sent());
  }

  // Time and lives

  private void passTime(Duration duration) {
    clock.advance(duration);
    Instant now = clock.instant();
    tell("time passes");
    var unused = store.promoteDue(100);
    int over = 0;
    for (Message message : held()) {
      if (!message.deadline.isAfter(now)) {
        tell("ends the lease of " + message.held.id());
        end(message);
        over++;
      }
    }
    assertEquals(over, store.expireLeases());
    if (random.nextBoolean()) {
      expireAll(now);
    }
    store.pruneDeduplication(random.nextInt(3));
    store.flushStarted();
  }

  private void expireAll(Instant now) {
    long expired =
        messages.values().stream()
            .filter(m -> m.isFree() && m.expiresAt != null && !m.expiresAt.isAfter(now))
            .count();
    messages.values().removeIf(m -> m.isFree() && m.expiresAt != null && !m.expiresAt.isAfter(now));
    assertEquals(expired, store.expireMessages(1000));
  }

  private void purge() {
    long free = messages.values().stream().filter(Message::isFree).count();
    messages.values().removeIf(Message::isFree);
    tell("purges " + free);
    assertEquals(free, store.purge(queue.id()));
  }

  private void useFormerReceipt() {
    if (!former.isEmpty()) {
      Delivery old = former.get(random.nextInt(former.size()));
      assertEquals(
          new Outcome.StaleReceipt(old.id()),
          store
              .commit(
                  List.of(Unit.of(new Operation.Acknowledge(old.id(), old.receipt()))), List.of())
              .outcomes()
              .get(0));
    }
  }

  private void reopen(boolean crash) {
    tell(crash ? "crashes" : "closes");
    for (Message message : held()) {
      forgetBackOff(message.group);
      if (crash && message.isStarted()) {
        message.unsure = message.deliveries;
      }
      end(message);
    }
    if (!crash) {
      store.close();
    }
    store = (JdbcStore) JdbcStores.open(url, "test", TopicModel::selector, clock);
    topic.reopened(store);
    findQueues();
    assertEquals(branches.size() + topic.branches(), store.preparedBranches().size());
  }

  /** A back-off of a lane that is still leased is in memory only, and over with the life. */
  private void forgetBackOff(String group) {
    if (fifo) {
      messages.values().stream()
          .filter(m -> m.group.equals(group))
          .forEach(m -> m.notBefore = Instant.MIN);
    }
  }

  /** In the end everything that was not consumed is delivered, and nothing else. */
  void drain(Duration longEnough) {
    while (!branches.isEmpty()) {
      decide();
    }
    topic.drain();
    putBackAll();
    clock.advance(longEnough);
    for (Message message : held()) {
      end(message);
    }
    store.expireLeases();
    expireAll(clock.instant());
    var unused = store.promoteDue(10_000);
    Reader all = readers.get(0);
    while (all.mayHaveMore()) {
      List<Delivery> claimed =
          store.claim(List.of(new Demand(all, 10, Long.MAX_VALUE))).getOrDefault(all, List.of());
      leasedTogether("drained", Map.of(all, claimed));
      for (Delivery delivery : claimed) {
        messages.remove(delivery.id());
        assertInstanceOf(
            Outcome.Accepted.class,
            store
                .commit(
                    List.of(Unit.of(new Operation.Acknowledge(delivery.id(), delivery.receipt()))),
                    List.of())
                .outcomes()
                .get(0));
      }
    }
    List<String> lost =
        messages.values().stream().filter(m -> !m.deadLettered).map(m -> m.body).toList();
    assertEquals(List.of(), lost, "lost");
    assertEquals(messages.size(), store.count(deadQueue.id()), "dead letters");
    assertEquals(List.of(), findings());
  }

  private void putBackAll() {
    List<Delivery> unstarted = new ArrayList<>();
    for (Message message : held()) {
      if (!message.isStarted()) {
        unstarted.add(message.held);
        end(message);
      }
    }
    store.putBack(unstarted);
  }
}
