package org.leasemq.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredBody;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.store.Demand;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.QueueStore;
import org.leasemq.store.Reader;
import org.leasemq.store.Unit;

/**
 * Does random things to a topic and remembers what each of its subscriptions must hold, in order.
 * Messages are numbers; those of a subscription with a selector are odd.
 */
final class TopicModel {

  private static final String ODD = "odd";
  private static final int[] SIZES = {10, 4096, 4097, 300_000, StoredBody.SLICE + 1};

  private final Random random;
  private final boolean fifo;
  private final QueueName name;
  private final QueueName dead;
  private final Map<String, List<Integer>> expected = new LinkedHashMap<>();
  private final Map<BranchId, Integer> prepared = new LinkedHashMap<>();
  private QueueStore store;
  private int number;
  private int branches = 1_000_000;

  TopicModel(boolean fifo, QueueName dead, Random random, QueueStore store) {
    this.random = random;
    this.fifo = fifo;
    this.dead = dead;
    this.name = named("topic");
    this.store = store;
    Topic topic = store.createTopic(name, false);
    for (String subscription : List.of("first", "second", ODD)) {
      subscribe(topic, subscription);
    }
  }

  static boolean isOdd(StoredMessage message) {
    return (ByteBuffer.wrap(message.headers()).getInt() & 1) == 1;
  }

  private QueueName named(String text) {
    return new QueueName(fifo ? text + ".fifo" : text);
  }

  private void subscribe(Topic topic, String subscription) {
    SubscriptionSpec spec =
        new SubscriptionSpec(
            topic.id(),
            new SubscriptionKey(null, subscription),
            true,
            true,
            subscription.equals(ODD) ? ODD : null,
            null);
    QueueName queue = named("of." + subscription);
    var unused = store.createSubscription(spec, queue, QueueSettings.defaults(queue));
    expected.put(subscription, new ArrayList<>());
  }

  private Topic topic() {
    return store.findTopic(name).orElseThrow();
  }

  private Queue queue(String subscription) {
    return store
        .findSubscription(new SubscriptionKey(null, subscription), true)
        .orElseThrow()
        .queue();
  }

  /** The store was opened again. */
  void reopened(QueueStore opened) {
    store = opened;
  }

  /** One random thing. */
  void step() {
    List<String> names = List.copyOf(expected.keySet());
    String subscription = names.get(random.nextInt(names.size()));
    int dice = random.nextInt(100);
    if (dice < 40) {
      publish();
    } else if (dice < 80) {
      take(subscription);
    } else if (dice < 85) {
      store.purge(queue(subscription).id());
      expected.get(subscription).clear();
    } else if (dice < 88) {
      store.deleteQueue(queue(subscription).id());
      subscribe(topic(), subscription);
    } else if (dice < 91) {
      prepare();
    } else if (dice < 95) {
      decide();
    } else {
      store.sweepBodies();
    }
    expected.forEach(
        (each, numbers) -> assertEquals(numbers.size(), store.count(queue(each).id()), each));
  }

  private void publish() {
    int published = number++;
    StoredMessage message = message(published);
    accept(new Operation.Publish(topic().id(), ahead(message), null));
    endBodies();
    arrived(published);
  }

  private StoredMessage message(int of) {
    MessageTraits traits =
        new MessageTraits(
            4, random.nextBoolean(), fifo ? new MessageGroup("g") : null, null, null, null);
    return new StoredMessage(traits, ByteBuffer.allocate(4).putInt(of).array(), body(of));
  }

  private static byte[] body(int of) {
    byte[] body = new byte[SIZES[of % SIZES.length]];
    ByteBuffer.wrap(body).putInt(of);
    return body;
  }

  private final List<StoredBody> begun = new ArrayList<>();

  private StoredMessage ahead(StoredMessage message) {
    byte[] body = message.body();
    if (body.length <= StoredBody.SLICE) {
      return message;
    }
    StoredBody stored = store.beginBody(body);
    begun.add(stored);
    assertEquals(body.length, store.continueBody(stored, body, StoredBody.SLICE));
    return message.with(stored);
  }

  private void endBodies() {
    begun.forEach(store::endBody);
    begun.clear();
  }

  private void arrived(int published) {
    expected.forEach(
        (each, numbers) -> {
          if (!each.equals(ODD) || (published & 1) == 1) {
            numbers.add(published);
          }
        });
  }

  private void accept(Operation operation) {
    assertInstanceOf(
        Outcome.Accepted.class,
        store.commit(List.of(Unit.of(operation)), List.of()).outcomes().get(0));
  }

  /** Takes what comes first, and acknowledges it, gives it back, or dead-letters it. */
  private void take(String subscription) {
    Queue queue = queue(subscription);
    Reader reader = store.openReader(queue, null);
    List<Integer> numbers = expected.get(subscription);
    List<Delivery> claimed =
        store.claim(List.of(new Demand(reader, 1, Long.MAX_VALUE))).getOrDefault(reader, List.of());
    store.closeReader(reader);
    assertEquals(numbers.isEmpty(), claimed.isEmpty(), subscription);
    for (Delivery delivery : claimed) {
      assertEquals(numbers.get(0), ByteBuffer.wrap(delivery.message().headers()).getInt());
      assertArrayEquals(body(numbers.get(0)), whole(delivery));
      int dice = random.nextInt(10);
      if (dice < 3) {
        store.putBack(claimed);
        continue;
      }
      assertTrue(store.started(delivery));
      numbers.remove(0);
      accept(
          dice < 9
              ? new Operation.Acknowledge(delivery.id(), delivery.receipt())
              : new Operation.Move(
                  delivery.id(),
                  delivery.receipt(),
                  store.findQueue(dead).orElseThrow().id(),
                  "x"));
    }
  }

  private byte[] whole(Delivery delivery) {
    StoredBody stored = delivery.message().storedBody();
    if (stored == null) {
      return delivery.message().body();
    }
    byte[] body = new byte[stored.length()];
    int next = 0;
    while (next < body.length) {
      int after = store.readBody(stored, next, body);
      assertFalse(after == next, "the body has gone");
      next = after;
    }
    return body;
  }

  private void prepare() {
    BranchId branch = BranchId.of(branches++, new byte[] {3}, new byte[] {4});
    int published = number++;
    Operation publish = new Operation.Publish(topic().id(), ahead(message(published)), null);
    accept(new Operation.Prepare(branch, List.of(publish)));
    endBodies();
    prepared.put(branch, published);
  }

  private void decide() {
    if (prepared.isEmpty()) {
      return;
    }
    BranchId branch = prepared.keySet().iterator().next();
    int published = prepared.remove(branch);
    if (random.nextBoolean()) {
      accept(new Operation.CommitBranch(branch));
      arrived(published);
    } else {
      accept(new Operation.RollbackBranch(branch));
    }
  }

  /** How many branches are prepared. */
  int branches() {
    return prepared.size();
  }

  /** In the end the topic goes, and nothing of it is left. */
  void drain() {
    while (!prepared.isEmpty()) {
      decide();
    }
    store.deleteTopic(topic().id());
    assertTrue(store.findTopic(name).isEmpty());
  }

  /** The selectors of this model. */
  static MessageFilter selector(String text) {
    return new MessageFilter(text, TopicModel::isOdd);
  }
}
