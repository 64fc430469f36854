package org.leasemq.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.DeduplicationId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.StoredMessage;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.Unit;

/**
 * One session's random work on a node: it sends, takes, acknowledges (some of it together with
 * sends, some in branches), gives back with and without a back-off, puts back what it has not
 * started, and forgets messages until their leases end.
 *
 * <p>Thread use: run by one thread.
 */
final class NodeWorker implements Runnable {

  private static final int STEPS = 120;
  private static final int GROUPS = 5;
  private static final int TOKENS = 40;

  private final Node node;
  private final NodeModel model;
  private final List<Queue> queues;
  private final Random random;
  private final int number;
  private final Owner owner;
  private final List<Receiver> receivers = new ArrayList<>();
  private final List<Delivery> held = new ArrayList<>();
  private int branches;

  NodeWorker(Node node, NodeModel model, List<Queue> queues, int number, Random random) {
    this.node = node;
    this.model = model;
    this.queues = queues;
    this.number = number;
    this.random = random;
    this.owner = node.openOwner();
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // whatever goes wrong here is the test's business
  public void run() {
    try (owner) {
      for (int i = 0; i < STEPS; i++) {
        step();
      }
      giveBack();
    } catch (RuntimeException | InterruptedException | Error e) {
      java.io.StringWriter stack = new java.io.StringWriter();
      e.printStackTrace(new java.io.PrintWriter(stack));
      model.problem("A worker failed: " + stack);
    }
  }

  private void step() throws InterruptedException {
    int dice = random.nextInt(100);
    if (dice < 35) {
      send();
    } else if (dice < 70) {
      take();
    } else if (dice < 85) {
      acknowledge();
    } else if (dice < 90) {
      decideInBranch();
    } else if (dice < 94) {
      giveBack();
    } else if (dice < 96) {
      held.clear(); // their leases end, and somebody else gets them
    } else {
      changeReceivers();
    }
  }

  private void changeReceivers() {
    if (receivers.size() > 2) {
      receivers.remove(0).close();
    } else {
      Queue queue = queues.get(random.nextInt(queues.size()));
      receivers.add(owner.openReceiver(queue, random.nextInt(4) == 0 ? odd() : null));
    }
  }

  private static MessageFilter odd() {
    return new MessageFilter("odd", message -> (message.headers()[0] & 1) == 1);
  }

  private void send() {
    List<Operation.Send> sends = sends(1 + random.nextInt(4));
    Outcome outcome = node.commit(new Unit(List.copyOf(sends)));
    if (outcome instanceof Outcome.Accepted accepted) {
      model.accepted(sends, accepted.sent());
    } else {
      model.problem("A send was refused: " + outcome);
    }
  }

  private List<Operation.Send> sends(int count) {
    List<Operation.Send> sends = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Queue queue = queues.get(random.nextInt(queues.size()));
      boolean fifo = queue.isFifo();
      Instant dueAt =
          fifo || random.nextInt(6) > 0 ? null : node.now().plusMillis(random.nextInt(3000));
      MessageTraits traits =
          new MessageTraits(
              fifo ? 4 : random.nextInt(10),
              random.nextInt(5) > 0,
              fifo ? new MessageGroup("g" + random.nextInt(GROUPS)) : null,
              random.nextInt(5) == 0 ? new DeduplicationId("t" + random.nextInt(TOKENS)) : null,
              dueAt,
              null);
      byte[] body = "x".repeat(random.nextInt(300)).getBytes(StandardCharsets.UTF_8);
      byte[] headers = {(byte) random.nextInt(2)};
      sends.add(node.send(queue, new StoredMessage(traits, headers, body)));
    }
    return sends;
  }

  private void take() throws InterruptedException {
    Duration wait = random.nextInt(3) == 0 ? Duration.ofMillis(1) : Duration.ZERO;
    Taken taken = receivers.isEmpty() ? null : owner.take(receivers, wait);
    if (taken == null) {
      return;
    }
    if (random.nextInt(12) == 0) {
      owner.putBack(List.of(taken.delivery()));
    } else if (owner.start(taken.delivery())) {
      held.add(taken.delivery());
      model.received(this, taken.delivery());
    }
  }

  /** Acknowledges the first ones it holds, in their order, and perhaps forwards them. */
  private void acknowledge() {
    if (held.isEmpty()) {
      return;
    }
    List<Delivery> first = List.copyOf(held.subList(0, 1 + random.nextInt(held.size())));
    List<Operation> operations = acknowledges(first);
    List<Operation.Send> sends = sends(random.nextInt(2));
    operations.addAll(sends);
    model.ending(this, first);
    settle(first, sends, node.commit(new Unit(operations)));
  }

  private static List<Operation> acknowledges(List<Delivery> deliveries) {
    List<Operation> operations = new ArrayList<>();
    deliveries.forEach(d -> operations.add(new Operation.Acknowledge(d.id(), d.receipt())));
    return operations;
  }

  private void settle(List<Delivery> first, List<Operation.Send> sends, Outcome outcome) {
    if (outcome instanceof Outcome.Accepted accepted) {
      model.consumed(first);
      model.accepted(sends, accepted.sent());
      held.removeAll(first);
    } else if (outcome instanceof Outcome.StaleReceipt) {
      giveBack();
    } else {
      model.problem("An acknowledge was refused: " + outcome);
    }
  }

  private void decideInBranch() {
    List<Delivery> all = List.copyOf(held);
    List<Operation.Send> sends = sends(random.nextInt(3));
    List<Operation> operations = acknowledges(all);
    operations.addAll(sends);
    if (operations.isEmpty()) {
      return;
    }
    BranchId branch = BranchId.of(1, new byte[] {(byte) number}, new byte[] {(byte) ++branches});
    Outcome prepared = node.commit(Unit.of(new Operation.Prepare(branch, operations)));
    if (prepared instanceof Outcome.StaleReceipt) {
      giveBack();
    } else if (random.nextInt(3) > 0) {
      model.ending(this, all);
      settle(all, sends, node.commit(Unit.of(new Operation.CommitBranch(branch))));
    } else {
      model.lost(this, all);
      held.clear();
      accepted(node.commit(Unit.of(new Operation.RollbackBranch(branch))));
    }
  }

  private void accepted(@Nullable Outcome outcome) {
    if (!(outcome instanceof Outcome.Accepted)) {
      model.problem("Refused: " + outcome);
    }
  }

  /** Gives back all that it holds: each for itself, since some leases may be over. */
  private void giveBack() {
    List<Delivery> all = List.copyOf(held);
    held.clear();
    model.lost(this, all);
    Duration backOff = Duration.ofMillis(random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(3000));
    for (Delivery delivery : all) {
      Outcome outcome =
          node.commit(Unit.of(new Operation.Release(delivery.id(), delivery.receipt(), backOff)));
      if (!(outcome instanceof Outcome.StaleReceipt)) {
        accepted(outcome);
      }
    }
  }
}
