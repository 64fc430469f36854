package org.leasemq.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.QueueStore;
import org.leasemq.store.SettableClock;
import org.leasemq.store.StoreFixture;
import org.leasemq.store.TestSettings;
import org.leasemq.store.Unit;
import org.leasemq.store.jdbc.JdbcStores;
import org.leasemq.store.jdbc.StoreChecks;

/** Several threads at random work on one node, judged by {@link NodeModel} and the verifier. */
class NodePropertiesTest {

  private static final int WORKERS = 4;
  private static final Duration VISIBILITY = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofHours(1);

  private SettableClock clock;
  private NodeModel model;

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void nothingIsLostOrDoubledOrOutOfOrder(@ForAll long seed) throws InterruptedException {
    Random random = new Random(seed);
    clock = new SettableClock();
    model = new NodeModel();
    QueueStore store =
        JdbcStores.open(
            "jdbc:h2:mem:" + UUID.randomUUID(), "test", StoreFixture::startsWith, clock);
    try (Node node = Node.start(NodeConfiguration.named("test"), checked(store))) {
      List<Queue> queues =
          List.of(queue(node, "q"), queue(node, "q.fifo"), queue(node, "other.fifo"));
      work(node, queues, random);
      assertEquals(List.of(), model.problems());
      model.compare(drain(node, queues));
      assertEquals(List.of(), model.problems());
      assertEquals(List.of(), node.preparedBranches());
      assertEquals(0, node.startedLeases(), "leases that nobody holds");
      queues.forEach(node::deleteQueue); // refused while a buffer is left
    }
  }

  /** The store checks itself whenever somebody counts a queue, between two groups. */
  private QueueStore checked(QueueStore store) {
    return (QueueStore)
        Proxy.newProxyInstance(
            QueueStore.class.getClassLoader(),
            new Class<?>[] {QueueStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("count")) {
                StoreChecks.findings(store).forEach(model::problem);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Queue queue(Node node, String name) {
    QueueName queueName = new QueueName(name);
    QueueSettings settings = QueueSettings.defaults(queueName);
    settings = TestSettings.visibility(VISIBILITY).apply(settings);
    settings = TestSettings.window(LONG).apply(settings);
    settings = TestSettings.maxReceiveCount(1000).apply(settings);
    return node.declare(queueName, settings);
  }

  private void work(Node node, List<Queue> queues, Random random) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      Random own = new Random(random.nextLong());
      threads.add(new Thread(new NodeWorker(node, model, queues, i, own), "worker-" + i));
    }
    threads.forEach(Thread::start);
    while (threads.stream().anyMatch(Thread::isAlive)) {
      clock.advance(Duration.ofMillis(random.nextInt(700)));
      node.runServices();
      node.count(queues.get(0));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Receives and acknowledges all that is left: no lane is stuck, nothing is held by nobody. */
  private List<DeliveryId> drain(Node node, List<Queue> queues) throws InterruptedException {
    clock.advance(LONG);
    node.runServices();
    List<DeliveryId> drained = new ArrayList<>();
    for (Queue queue : queues) {
      try (Owner owner = node.openOwner()) {
        Receiver receiver = owner.openReceiver(queue, null);
        for (long left = node.count(queue); left > 0; left--) {
          Taken taken = owner.take(List.of(receiver), Duration.ofSeconds(20));
          assertNotNull(taken, () -> "stuck: " + queue.name());
          Delivery delivery = taken.delivery();
          assertTrue(owner.start(delivery));
          model.received(owner, delivery);
          drained.add(delivery.id());
          Operation acknowledge = new Operation.Acknowledge(delivery.id(), delivery.receipt());
          assertEquals(Outcome.Accepted.NOTHING_SENT, node.commit(Unit.of(acknowledge)));
        }
        assertEquals(0, node.count(queue));
      }
    }
    return drained;
  }
}
