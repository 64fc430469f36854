package org.leasemq.cuts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Node;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Receiver;
import org.leasemq.engine.Taken;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.StoreException;
import org.leasemq.store.Unit;
import org.leasemq.store.file.sim.PowerCutDisk;
import org.leasemq.store.file.sim.PowerCutException;

/**
 * Cuts the power under publishes to durable subscriptions, with bodies of all sizes: what was
 * published is in every subscription that is to have it, or in none if nobody was told; what was
 * acknowledged in one is gone there, and only there. More: {@code -Dleasemq.topic.powercuts=5000},
 * from {@code -Dleasemq.topic.powercuts.seed=...}.
 */
class TopicPowerCutTest {

  private static final int SEGMENT = 64 << 10;
  private static final int LIVES = 4;
  private static final int STEPS = 40;
  private static final int[] SIZES = {10, 1000, 5000, 5000, 100_000, 300_000, 2_500_000};
  private static final String ME = "me";
  private static final Logger LOG = Logger.getLogger("org.leasemq");

  private int told;

  @BeforeEach
  void quiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void loud() {
    LOG.setLevel(null);
  }

  @Test
  void everySubscriptionHasWhatWasPublished() throws Exception {
    int chains = Integer.getInteger("leasemq.topic.powercuts", 25);
    long first = Long.getLong("leasemq.topic.powercuts.seed", System.nanoTime());
    for (long seed = first; seed < first + chains; seed++) {
      try {
        new Chain(seed).run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("With -Dleasemq.topic.powercuts.seed=" + seed, e);
      }
    }
    assertTrue(told > chains, "the cuts came before any work");
  }

  /** What is known of a subscription: which publishes it must have, and which it may have. */
  private static final class Content {
    final boolean excludesMe;
    final TreeSet<Integer> sure = new TreeSet<>();
    final TreeSet<Integer> acknowledgedPerhaps = new TreeSet<>();

    Content(boolean excludesMe) {
      this.excludesMe = excludesMe;
    }

    boolean wants(int number) {
      return !(excludesMe && isMine(number));
    }
  }

  private static boolean isMine(int number) {
    return number % 3 == 0;
  }

  /** Some lives on one disk. */
  private final class Chain {

    private final Random random;
    private final long seed;
    private final Map<String, Content> contents = new TreeMap<>();
    private final TreeSet<Integer> publishedPerhaps = new TreeSet<>();
    private int next;

    Chain(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      contents.put("all", new Content(false));
      contents.put("also", new Content(false));
      contents.put("others", new Content(true));
    }

    void run() throws Exception {
      try (PowerCutDisk disk = PowerCutDisk.create(seed)) {
        for (int life = 0; life < LIVES; life++) {
          if (random.nextBoolean()) {
            cutInRecovery(disk);
          }
          try (Provider provider = Provider.start(disk, SEGMENT)) {
            settle(provider.node());
            disk.cutAfter(1 + random.nextInt(150));
            work(provider.node());
            disk.cut();
          }
        }
        try (Provider provider = Provider.start(disk, SEGMENT)) {
          settle(provider.node());
          provider.node().runServices();
        }
        // What is left over has been swept, and the store agrees with itself.
        Provider.start(disk, SEGMENT).close();
      }
    }

    private void cutInRecovery(PowerCutDisk disk) {
      disk.cutAfter(random.nextInt(40));
      try (Provider provider = Provider.start(disk, SEGMENT)) {
        subscriptions(provider.node());
        provider.node().runServices();
      } catch (StoreException e) {
        if (!PowerCutException.isCauseOf(e)) {
          throw e;
        }
      }
      disk.cut();
    }

    private Topic topic(Node node) {
      return node.topic(new QueueName("prices.fifo"));
    }

    private Map<String, Subscription> subscriptions(Node node) {
      Topic topic = topic(node);
      Map<String, Subscription> found = new TreeMap<>();
      contents.forEach(
          (name, content) ->
              found.put(
                  name,
                  node.subscribe(
                      new SubscriptionSpec(
                          topic.id(),
                          new SubscriptionKey(null, name),
                          true,
                          false,
                          null,
                          content.excludesMe ? ME : null))));
      return found;
    }

    /** Compares what is there with what must be; from now on that is known. */
    private void settle(Node node) {
      Map<String, Collection<Integer>> found = new TreeMap<>();
      subscriptions(node).forEach((name, s) -> found.put(name, numbers(node, s)));
      contents.forEach(
          (name, content) -> {
            TreeSet<Integer> there = new TreeSet<>(found.get(name));
            assertEquals(there.size(), found.get(name).size(), name + " has one twice");
            TreeSet<Integer> missing = new TreeSet<>(content.sure);
            missing.removeAll(there);
            missing.removeAll(content.acknowledgedPerhaps);
            assertEquals(new TreeSet<>(), missing, "lost from " + name);
            TreeSet<Integer> tooMuch = new TreeSet<>(there);
            tooMuch.removeAll(content.sure);
            TreeSet<Integer> published = new TreeSet<>(publishedPerhaps);
            published.removeIf(number -> !content.wants(number));
            tooMuch.removeAll(published);
            assertEquals(new TreeSet<>(), tooMuch, "come back in " + name);
            published.removeAll(there);
            for (Integer number : published) {
              contents.forEach(
                  (other, c) ->
                      assertTrue(
                          !found.get(other).contains(number),
                          number + " is in " + other + " and not in " + name));
            }
            content.sure.clear();
            content.sure.addAll(there);
            content.acknowledgedPerhaps.clear();
          });
      publishedPerhaps.clear();
    }

    /** The publishes that are there, in order, whole. */
    private List<Integer> numbers(Node node, Subscription subscription) {
      List<Integer> numbers = new ArrayList<>();
      List<Delivery> page = node.browse(subscription.queue(), null);
      while (!page.isEmpty()) {
        for (Delivery delivery : page) {
          Delivery whole = node.withBody(delivery);
          assertNotNull(whole, "without its body: " + delivery.id());
          int number = ByteBuffer.wrap(whole.message().headers()).getInt();
          assertArrayEquals(body(number), whole.message().body());
          assertTrue(numbers.isEmpty() || numbers.get(numbers.size() - 1) < number, "order");
          numbers.add(number);
        }
        page = node.browse(subscription.queue(), page.get(page.size() - 1).rank());
      }
      return numbers;
    }

    private byte[] body(int number) {
      byte[] body = new byte[SIZES[number % SIZES.length]];
      new Random(seed + number).nextBytes(body);
      return body;
    }

    private void work(Node node) throws InterruptedException {
      try (Owner owner = node.openOwner()) {
        Map<String, Subscription> subscriptions = subscriptions(node);
        List<String> names = List.copyOf(subscriptions.keySet());
        Map<String, Receiver> receivers = new TreeMap<>();
        subscriptions.forEach(
            (name, s) -> receivers.put(name, owner.openReceiver(s.queue(), null)));
        for (int step = 0; step < STEPS; step++) {
          if (random.nextInt(3) > 0) {
            publish(node);
          } else {
            String name = names.get(random.nextInt(names.size()));
            acknowledge(node, owner, receivers.get(name), contents.get(name));
          }
        }
      } catch (StoreException e) {
        if (!PowerCutException.isCauseOf(e)) {
          throw e;
        }
      }
    }

    private void publish(Node node) {
      int number = next++;
      MessageTraits traits = new MessageTraits(4, true, new MessageGroup("g"), null, null, null);
      byte[] headers = ByteBuffer.allocate(4).putInt(number).array();
      Operation publish =
          node.publish(
              topic(node),
              new StoredMessage(traits, headers, body(number)),
              isMine(number) ? ME : null);
      publishedPerhaps.add(number);
      assertInstanceOf(Outcome.Accepted.class, node.commit(Unit.of(publish)));
      publishedPerhaps.remove(number);
      contents.values().stream().filter(c -> c.wants(number)).forEach(c -> c.sure.add(number));
      told++;
    }

    private void acknowledge(Node node, Owner owner, Receiver receiver, Content content)
        throws InterruptedException {
      Taken taken = owner.take(List.of(receiver), Duration.ZERO);
      if (taken == null) {
        return;
      }
      Delivery delivery = taken.delivery();
      int number = ByteBuffer.wrap(delivery.message().headers()).getInt();
      assertArrayEquals(body(number), delivery.message().body());
      assertEquals(content.sure.first(), number, "order");
      assertTrue(owner.start(delivery));
      content.acknowledgedPerhaps.add(number);
      Operation acknowledge = new Operation.Acknowledge(delivery.id(), delivery.receipt());
      assertInstanceOf(Outcome.Accepted.class, node.commit(Unit.of(acknowledge)));
      content.acknowledgedPerhaps.remove(number);
      content.sure.remove(number);
      told++;
    }
  }
}
