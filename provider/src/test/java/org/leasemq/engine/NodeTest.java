package org.leasemq.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.DeduplicationId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.Unit;
import org.leasemq.store.jdbc.JdbcStores;

/** The use cases of a node on an in-memory store. */
class NodeTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final Node node =
      Node.start(
          NodeConfiguration.named("test"),
          JdbcStores.open("jdbc:h2:mem:" + UUID.randomUUID(), "test", NodeTest::starting));

  @AfterEach
  void close() {
    node.close();
  }

  private static StoredMessage message(String body, MessageTraits traits) {
    return new StoredMessage(traits, new byte[0], body.getBytes(StandardCharsets.UTF_8));
  }

  /** The selectors of these tests: what the body begins with. */
  private static MessageFilter starting(String text) {
    return new MessageFilter(
        text, m -> new String(m.body(), StandardCharsets.UTF_8).startsWith(text));
  }

  private static String body(Delivery delivery) {
    return new String(delivery.message().body(), StandardCharsets.UTF_8);
  }

  private Outcome.Sent send(Queue queue, String body) {
    return send(queue, message(body, MessageTraits.PLAIN));
  }

  private Outcome.Sent send(Queue queue, StoredMessage message) {
    Outcome outcome = node.commit(Unit.of(node.send(queue, message)));
    return assertInstanceOf(Outcome.Accepted.class, outcome).sent().get(0);
  }

  private static StoredMessage grouped(String group, String body) {
    return message(body, new MessageTraits(4, true, new MessageGroup(group), null, null, null));
  }

  private Delivery take(Owner owner, Receiver receiver) throws InterruptedException {
    Taken taken = owner.take(List.of(receiver), SOON);
    assertNotNull(taken, "nothing to take from " + receiver.queue().name());
    assertTrue(owner.start(taken.delivery()));
    return taken.delivery();
  }

  private void acknowledge(Delivery delivery) {
    Outcome outcome =
        node.commit(Unit.of(new Operation.Acknowledge(delivery.id(), delivery.receipt())));
    assertInstanceOf(Outcome.Accepted.class, outcome);
  }

  @Test
  void deliversInOrderAndDeletesWhatIsAcknowledged() throws Exception {
    Queue queue = node.queue(new QueueName("orders"));
    for (int i = 0; i < 1000; i++) {
      send(queue, "m" + i);
    }
    Owner owner = node.openOwner();
    Receiver receiver = owner.openReceiver(queue, null);
    for (int i = 0; i < 1000; i++) {
      Delivery delivery = take(owner, receiver);
      assertEquals("m" + i, body(delivery));
      acknowledge(delivery);
    }
    assertNull(owner.take(List.of(receiver), Duration.ZERO));
    assertEquals(0, node.count(queue));
  }

  @Test
  void handsOverToAConsumerThatWaits() throws Exception {
    Queue queue = node.queue(new QueueName("orders"));
    Owner owner = node.openOwner();
    Receiver receiver = owner.openReceiver(queue, null);
    assertNull(owner.take(List.of(receiver), Duration.ZERO));
    for (int i = 0; i < 600; i++) {
      send(queue, "m" + i);
    }
    for (int i = 0; i < 600; i++) {
      Delivery delivery = take(owner, receiver);
      assertEquals("m" + i, body(delivery));
      acknowledge(delivery);
    }
    assertEquals(0, node.count(queue));
  }

  @Test
  void priorityComesFirst() throws Exception {
    Queue queue = node.queue(new QueueName("orders"));
    for (int priority = 0; priority < 10; priority++) {
      send(
          queue,
          message("p" + priority, new MessageTraits(priority, true, null, null, null, null)));
    }
    Owner owner = node.openOwner();
    Receiver receiver = owner.openReceiver(queue, null);
    for (int priority = 9; priority >= 0; priority--) {
      assertEquals("p" + priority, body(take(owner, receiver)));
    }
  }

  @Test
  void releasedMessageComesFirstAgainWithItsCount() throws Exception {
    Queue queue = node.queue(new QueueName("orders"));
    send(queue, "a");
    send(queue, "b");
    Owner owner = node.openOwner();
    Receiver receiver = owner.openReceiver(queue, null);
    Delivery first = take(owner, receiver);
    assertEquals(1, first.deliveryCount());
    node.commit(Unit.of(node.afterFailure(first, "test")));
    Delivery again = take(owner, receiver);
    assertEquals("a", body(again));
    assertEquals(2, again.deliveryCount());
    assertInstanceOf(
        Outcome.StaleReceipt.class,
        node.commit(Unit.of(new Operation.Acknowledge(first.id(), first.receipt()))));
    acknowledge(again);
    assertEquals("b", body(take(owner, receiver)));
  }

  /** Whatever is buffered behind them, and however large it is. */
  @ParameterizedTest
  @ValueSource(ints = {10, 200_000})
  void releasedMessagesComeBeforeWhatIsBuffered(int size) throws Exception {
    Queue queue = node.queue(new QueueName("orders"));
    int messages = size > 1000 ? 40 : 600;
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      sent.add("m" + i + "-" + "x".repeat(size));
      send(queue, sent.get(i));
    }
    Owner owner = node.openOwner();
    Receiver receiver = owner.openReceiver(queue, null);
    for (int round = 0; round < 3; round++) {
      List<Operation> releases = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Delivery delivery = take(owner, receiver);
        assertEquals(sent.get(i), body(delivery));
        releases.add(0, node.afterFailure(delivery, "test"));
      }
      releases.replaceAll(
          r -> new Operation.Release(release(r).delivery(), release(r).receipt(), Duration.ZERO));
      assertInstanceOf(Outcome.Accepted.class, node.commit(new Unit(releases)));
    }
    for (String expected : sent) {
      Delivery delivery = take(owner, receiver);
      assertEquals(expected, body(delivery));
      acknowledge(delivery);
    }
    assertEquals(0, node.count(queue));
  }

  private static Operation.Release release(Operation operation) {
    return assertInstanceOf(Operation.Release.class, operation);
  }

  @Test
  void exhaustedMessageGoesToTheDeadLetterQueue() throws Exception {
    Queue queue = node.queue(new QueueName("orders.fifo"));
    send(queue, grouped("g", "poison"));
    send(queue, grouped("g", "good"));
    Owner owner = node.openOwner();
    Receiver receiver = owner.openReceiver(queue, null);
    for (int i = 1; i <= 10; i++) {
      Delivery delivery = take(owner, receiver);
      assertEquals("poison", body(delivery));
      assertEquals(i, delivery.deliveryCount());
      Operation next = node.afterFailure(delivery, "test");
      if (next instanceof Operation.Release release) {
        next = new Operation.Release(release.delivery(), release.receipt(), Duration.ZERO);
      }
      assertInstanceOf(Outcome.Accepted.class, node.commit(Unit.of(next)));
    }
    assertEquals("good", body(take(owner, receiver)));
    Queue dead = node.queue(new QueueName("DLQ.fifo"));
    Receiver deadReceiver = owner.openReceiver(dead, null);
    Delivery letter = take(owner, deadReceiver);
    assertEquals("poison", body(letter));
    assertNotNull(letter.mark());
    assertEquals(10, letter.mark().deliveryCount());
    assertEquals(queue.name(), letter.mark().source());
  }

  @Test
  void groupIsHeldByWhoHoldsItsHead() throws Exception {
    Queue queue = node.queue(new QueueName("orders.fifo"));
    send(queue, grouped("a", "a1"));
    send(queue, grouped("a", "a2"));
    send(queue, grouped("b", "b1"));
    Owner one = node.openOwner();
    Owner two = node.openOwner();
    Receiver first = one.openReceiver(queue, null);
    Receiver second = two.openReceiver(queue, null);
    Delivery a1 = take(one, first);
    assertEquals("a1", body(a1));
    assertEquals("b1", body(take(two, second)));
    assertNull(two.take(List.of(second), Duration.ZERO));
    Taken a2 = one.take(List.of(first), Duration.ZERO);
    assertNotNull(a2, "the holder may go on in its group");
    assertEquals("a2", body(a2.delivery()));
  }

  @Test
  void laneGoesOnAfterEachAcknowledge() throws Exception {
    Queue queue = node.queue(new QueueName("orders.fifo"));
    Owner owner = node.openOwner();
    Receiver receiver = owner.openReceiver(queue, null);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      send(queue, grouped("g" + i % 3, "m" + i));
      expected.add("m" + i);
    }
    List<String> got = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Delivery delivery = take(owner, receiver);
      got.add(body(delivery));
      acknowledge(delivery);
    }
    for (int group = 0; group < 3; group++) {
      int g = group;
      assertEquals(
          expected.stream().filter(m -> Integer.parseInt(m.substring(1)) % 3 == g).toList(),
          got.stream().filter(m -> Integer.parseInt(m.substring(1)) % 3 == g).toList());
    }
    assertEquals(0, node.count(queue));
  }

  @Test
  void duplicateSendSucceedsAndIsNotDelivered() {
    Queue queue = node.queue(new QueueName("orders.fifo"));
    MessageTraits traits =
        new MessageTraits(4, true, new MessageGroup("g"), new DeduplicationId("d1"), null, null);
    Outcome.Sent first = send(queue, message("x", traits));
    Outcome.Sent second = send(queue, message("x", traits));
    assertTrue(second.duplicate());
    assertEquals(first.id(), second.id());
    assertEquals(1, node.count(queue));
  }

  @Test
  void delayedMessageComesWhenItIsDue() throws Exception {
    Queue queue = node.queue(new QueueName("orders"));
    send(
        queue,
        message("later", new MessageTraits(4, true, null, null, node.now().plusMillis(300), null)));
    Owner owner = node.openOwner();
    Receiver receiver = owner.openReceiver(queue, null);
    assertNull(owner.take(List.of(receiver), Duration.ZERO));
    assertEquals("later", body(take(owner, receiver)));
  }

  @Test
  void filterSelectsAndRescansNothing() throws Exception {
    Queue queue = node.queue(new QueueName("orders"));
    Owner owner = node.openOwner();
    Receiver receiver =
        owner.openReceiver(
            queue,
            new MessageFilter(
                "x", m -> new String(m.body(), StandardCharsets.UTF_8).startsWith("x")));
    for (int i = 0; i < 50; i++) {
      send(queue, "y" + i);
    }
    send(queue, "x1");
    assertEquals("x1", body(take(owner, receiver)));
    assertNull(owner.take(List.of(receiver), Duration.ZERO));
    Receiver all = owner.openReceiver(queue, null);
    assertEquals("y0", body(take(owner, all)));
  }

  @Test
  void largeBodyComesBackWhole() throws Exception {
    Queue queue = node.queue(new QueueName("orders"));
    byte[] body = new byte[3 * 256 * 1024 + 17];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }
    send(queue, new StoredMessage(MessageTraits.PLAIN, new byte[0], body));
    Owner owner = node.openOwner();
    Delivery delivery = take(owner, owner.openReceiver(queue, null));
    org.junit.jupiter.api.Assertions.assertArrayEquals(body, delivery.message().body());
    acknowledge(delivery);
  }

  @Test
  void groupIsRequiredOnFifo() {
    Queue queue = node.queue(new QueueName("orders.fifo"));
    MessageRefusedException refused =
        assertThrows(MessageRefusedException.class, () -> send(queue, "x"));
    assertTrue(refused.getMessage().contains("JMSXGroupID"));
  }

  @Test
  void aSubscriptionsQueueIsNotDeletedWithoutIt() {
    Topic topic = node.topic(new QueueName("news"));
    Subscription subscription =
        node.subscribe(
            new SubscriptionSpec(
                topic.id(), new SubscriptionKey(null, "mine"), true, false, null, null));
    QueueName name = subscription.queue().name();
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> node.administration().delete(name));
    assertTrue(String.valueOf(e.getMessage()).contains("unsubscribe"), e.getMessage());
    node.deleteSubscription(subscription);
    assertThrows(UnknownDestinationException.class, () -> node.administration().delete(name));
  }

  private void publish(Topic topic, String body, String publisher) {
    Operation publish = node.publish(topic, message(body, MessageTraits.PLAIN), publisher);
    assertInstanceOf(Outcome.Accepted.class, node.commit(Unit.of(publish)));
  }

  private static SubscriptionSpec durable(Topic topic, String name, String selector) {
    return new SubscriptionSpec(
        topic.id(), new SubscriptionKey("client", name), true, false, selector, null);
  }

  private static SubscriptionSpec passing(Topic topic) {
    return new SubscriptionSpec(topic.id(), null, false, false, null, "me");
  }

  @Test
  void publishesToEachSubscription() throws Exception {
    Topic topic = node.topic(new QueueName("prices"));
    assertEquals(topic, node.topic(new QueueName("prices")));
    Subscription all = node.subscribe(durable(topic, "all", null));
    Subscription some = node.subscribe(durable(topic, "some", "x"));
    Subscription others = node.subscribe(passing(topic));
    try (Owner owner = node.openOwner()) {
      publish(topic, "x1", "me");
      publish(topic, "y1", "you");
      Receiver receiver = owner.openReceiver(all.queue(), null);
      assertEquals("x1", body(take(owner, receiver)));
      assertEquals("y1", body(take(owner, receiver)));
      assertEquals("x1", body(take(owner, owner.openReceiver(some.queue(), null))));
      assertEquals("y1", body(take(owner, owner.openReceiver(others.queue(), null))));
    }
    assertEquals("$subscription.prices.client/all", all.queue().name().value());
  }

  @Test
  void aSubscriptionMayDelayWhatItGets() throws Exception {
    Topic topic = node.topic(new QueueName("prices"));
    Queue queue = node.subscribe(durable(topic, "late", null)).queue();
    QueueSettings by = queue.settings();
    Queue delaying =
        node.declare(
            queue.name(),
            new QueueSettings(
                by.visibilityTimeout(),
                by.leaseExtension(),
                by.maxLease(),
                by.redelivery(),
                by.deduplicationWindow(),
                by.contentBasedDeduplication(),
                Duration.ofMillis(50),
                by.maxMessageSize(),
                by.defaultGroup(),
                by.expiryQueue()));
    Instant before = node.now();
    publish(topic, "a", null);
    try (Owner owner = node.openOwner()) {
      assertEquals("a", body(take(owner, owner.openReceiver(delaying, null))));
    }
    assertFalse(node.now().isBefore(before.plusMillis(50)));
  }

  @Test
  void aSubscriptionIsFoundAgainOrReplaced() {
    Topic topic = node.topic(new QueueName("prices.fifo"));
    Subscription first = node.subscribe(durable(topic, "s", null));
    assertTrue(first.queue().isFifo());
    assertEquals(first, node.subscribe(durable(topic, "s", null)));
    assertEquals(
        Optional.of(first), node.findSubscription(new SubscriptionKey("client", "s"), true));
    try (Owner owner = node.openOwner()) {
      Receiver unused = owner.openReceiver(first.queue(), null);
      assertThrows(QueueInUseException.class, () -> node.subscribe(durable(topic, "s", "x")));
      assertThrows(QueueInUseException.class, () -> node.deleteSubscription(first));
      assertThrows(QueueInUseException.class, () -> node.deleteTopic(topic));
    }
    Subscription second = node.subscribe(durable(topic, "s", "x"));
    assertNotEquals(first.queue().id(), second.queue().id());
    node.deleteSubscription(second);
    assertEquals(Optional.empty(), node.findSubscription(new SubscriptionKey("client", "s"), true));
    Subscription passing = node.subscribe(passing(topic));
    assertNotEquals(passing.queue(), node.subscribe(passing(topic)).queue());
    node.deleteTopic(topic);
    assertEquals(List.of(), node.queues());
    assertThrows(
        UnknownDestinationException.class, () -> node.subscribe(durable(topic, "s", null)));
  }

  @Test
  void subscriptionsHaveNamesOfTheirOwnWhateverTheirKeys() {
    String nasty = "n\n".repeat(300);
    Topic topic = node.topic(new QueueName("t".repeat(255)));
    Topic fifo = node.topic(new QueueName("t".repeat(250) + ".fifo"));
    Set<QueueName> names = new HashSet<>();
    for (Topic each : List.of(topic, fifo)) {
      for (int i = 0; i < 3; i++) {
        Subscription made = node.subscribe(durable(each, nasty + each.isFifo() + i, null));
        assertEquals(each.isFifo(), made.queue().isFifo());
        assertTrue(names.add(made.queue().name()));
      }
    }
  }

  @Test
  void aTopicHasRules() {
    Topic fifo = node.createTemporaryTopic(new QueueName("t.fifo"));
    assertTrue(fifo.temporary());
    assertThrows(
        MessageRefusedException.class,
        () -> node.publish(fifo, message("a", MessageTraits.PLAIN), null));
    MessageTraits delayed =
        new MessageTraits(4, true, new MessageGroup("g"), null, node.now().plusSeconds(60), null);
    assertThrows(
        MessageRefusedException.class, () -> node.publish(fifo, message("a", delayed), null));
    assertEquals(fifo.id(), node.publish(fifo, grouped("g", "a"), null).topic());
    byte[] tooMuch = new byte[(64 << 20) + 1];
    assertThrows(
        MessageRefusedException.class,
        () ->
            node.publish(
                node.topic(new QueueName("t")),
                new StoredMessage(MessageTraits.PLAIN, new byte[0], tooMuch),
                null));
  }

  @Test
  void largeBodiesGoAheadAndArriveWhole() throws Exception {
    byte[] body = new byte[5_000_001];
    new Random(1).nextBytes(body);
    Queue queue = node.queue(new QueueName("q.fifo"));
    StoredMessage message =
        new StoredMessage(
            new MessageTraits(4, true, new MessageGroup("g"), null, null, null),
            new byte[] {1},
            body);
    BranchId branch = BranchId.of(1, new byte[] {1}, new byte[] {1});
    Operation send = node.send(queue, message);
    node.commit(Unit.of(send, node.send(queue, grouped("g", "small"))));
    node.commit(Unit.of(new Operation.Prepare(branch, List.of(send))));
    node.commit(Unit.of(new Operation.CommitBranch(branch)));
    node.submit(Unit.of(send)).get(10, TimeUnit.SECONDS);
    List<Delivery> browsed = node.browse(queue, null);
    assertArrayEquals(body, node.withBody(browsed.get(0)).message().body());
    try (Owner owner = node.openOwner()) {
      Receiver receiver = owner.openReceiver(queue, null);
      for (int i = 0; i < 4; i++) {
        Delivery delivery = take(owner, receiver);
        assertArrayEquals(
            i == 1 ? "small".getBytes(StandardCharsets.UTF_8) : body, delivery.message().body());
        acknowledge(delivery);
      }
    }
    node.runServices();
    assertNull(node.withBody(browsed.get(0)));
  }
}
