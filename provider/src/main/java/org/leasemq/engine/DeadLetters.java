package org.leasemq.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.Redelivery;
import org.leasemq.store.Operation;
import org.leasemq.store.QueueStore;

/** Decides where a message goes whose delivery failed. Thread-safe. */
final class DeadLetters {

  private final CommitPipeline pipeline;

  DeadLetters(CommitPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** The operation that gives a started delivery back, by its queue's redelivery policy. */
  Operation afterFailure(Queue queue, Delivery delivery, String reason) {
    Redelivery next = queue.settings().redelivery().after(delivery.deliveryCount());
    if (next instanceof Redelivery.DeadLetter dead) {
      Queue target = pipeline.call(store -> deadLetterQueue(store, dead.queue()));
      return new Operation.Move(delivery.id(), delivery.receipt(), target.id(), reason);
    }
    Duration backOff = ((Redelivery.After) next).backOff();
    return new Operation.Release(delivery.id(), delivery.receipt(), backOff);
  }

  /**
   * Sends to the dead-letter queue what has had its last delivery already (its consumer died, or
   * its lease ran out), and says what may be delivered. On the pipeline's thread.
   */
  List<Delivery> sift(QueueStore store, Queue queue, List<Delivery> claimed) {
    List<Delivery> good = claimed;
    for (Delivery delivery : claimed) {
      if (queue.settings().redelivery().isExhausted(delivery.priorDeliveries())) {
        if (good == claimed) {
          good = new ArrayList<>(claimed);
        }
        good.remove(delivery);
        moveExhausted(store, queue, delivery);
      }
    }
    return good;
  }

  private void moveExhausted(QueueStore store, Queue queue, Delivery delivery) {
    QueueName name = queue.settings().redelivery().deadLetterQueue();
    if (name != null) {
      Queue target = deadLetterQueue(store, name);
      String reason =
          "delivered "
              + delivery.priorDeliveries()
              + " times and never acknowledged: the consumer died, or kept it longer than its lease";
      Operation move = new Operation.Move(delivery.id(), delivery.receipt(), target.id(), reason);
      pipeline.submitOrPutBack(move, delivery);
    }
  }

  private static Queue deadLetterQueue(QueueStore store, QueueName name) {
    return store
        .findQueue(name)
        .orElseGet(() -> store.createQueue(name, QueueSettings.defaults(name), false));
  }
}
