package org.leasemq.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.QueueId;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;

/**
 * What must be true of a node's messages, whoever works on them: each that was accepted is consumed
 * once or is still there, and on a FIFO queue none comes before an earlier one of its group.
 *
 * <p>Thread use: any number of threads.
 */
final class NodeModel {

  /** Who has a message, as far as its worker knows; null: nobody. */
  private static final class Known {
    @Nullable Object holder;
    boolean ending;
    boolean consumed;
  }

  @GuardedBy("this")
  private final Map<DeliveryId, Known> messages = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, List<DeliveryId>> lanes = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, DeliveryId> tokens = new HashMap<>();

  @GuardedBy("this")
  private final List<String> problems = new ArrayList<>();

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  synchronized void problem(String text) {
    problems.add(text);
  }

  /** What a unit has sent was accepted. */
  synchronized void accepted(List<Operation.Send> sends, List<Outcome.Sent> sent) {
    for (int i = 0; i < sends.size(); i++) {
      Operation.Send send = sends.get(i);
      DeliveryId id = sent.get(i).id();
      var token = send.message().traits().deduplicationId();
      if (token != null) {
        DeliveryId original = tokens.putIfAbsent(send.queue() + "/" + token, id);
        if (original != null && !original.equals(id)) {
          problem("Not suppressed as a duplicate of " + original + ": " + id);
        }
      }
      if (!sent.get(i).duplicate()) {
        know(id, lane(send.queue(), send));
      }
    }
  }

  private static @Nullable String lane(QueueId queue, Operation.Send send) {
    var group = send.message().traits().group();
    return group == null ? null : queue + "/" + group;
  }

  @GuardedBy("this")
  private Known know(DeliveryId id, @Nullable String lane) {
    if (lane != null && !messages.containsKey(id)) {
      lanes.computeIfAbsent(lane, name -> new ArrayList<>()).add(id);
    }
    return messages.computeIfAbsent(id, unknown -> new Known());
  }

  /** The holder has started a delivery. */
  synchronized void received(Object holder, Delivery delivery) {
    var group = delivery.message().traits().group();
    String lane = group == null ? null : delivery.queue() + "/" + group;
    Known message = know(delivery.id(), lane);
    if (message.consumed) {
      problem("Delivered after its acknowledge: " + delivery.id());
    }
    message.holder = holder;
    message.ending = false;
    for (DeliveryId earlier : lane == null ? List.<DeliveryId>of() : lanes.get(lane)) {
      Known other = messages.get(earlier);
      if (earlier.value() < delivery.id().value()
          && !other.consumed
          && !other.ending
          && other.holder != holder) {
        problem("In " + lane + " " + delivery.id() + " came before " + earlier);
      }
    }
  }

  /** The holder is about to acknowledge these; nobody can say when the others see it. */
  synchronized void ending(Object holder, List<Delivery> deliveries) {
    each(holder, deliveries, message -> message.ending = true);
  }

  /** The holder was told that they are acknowledged. */
  synchronized void consumed(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      Known message = messages.get(delivery.id());
      if (message.consumed) {
        problem("Acknowledged twice: " + delivery.id());
      }
      message.consumed = true;
    }
  }

  /** The holder gives them back, or was told that it has them no more. */
  synchronized void lost(Object holder, List<Delivery> deliveries) {
    each(
        holder,
        deliveries,
        message -> {
          message.holder = null;
          message.ending = false;
        });
  }

  @GuardedBy("this")
  private void each(
      Object holder, List<Delivery> deliveries, java.util.function.Consumer<Known> change) {
    for (Delivery delivery : deliveries) {
      Known message = messages.get(delivery.id());
      if (message.holder == holder) {
        change.accept(message);
      }
    }
  }

  /** Compares with what is there in the end. */
  synchronized void compare(List<DeliveryId> left) {
    Set<DeliveryId> unseen = new HashSet<>();
    messages.forEach(
        (id, message) -> {
          if (!message.consumed) {
            unseen.add(id);
          }
        });
    for (DeliveryId id : left) {
      if (!unseen.remove(id)) {
        problem("There, and should not be, or twice: " + id);
      }
    }
    unseen.forEach(id -> problem("Lost: " + id));
  }
}
