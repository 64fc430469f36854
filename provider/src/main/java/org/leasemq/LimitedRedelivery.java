package org.leasemq;

import org.leasemq.engine.Node;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.store.Operation;
import org.leasemq.tx.FailureRule;

/**
 * An activation's own limit of deliveries on top of the queue's redelivery policy; it counts only
 * where the queue has a dead-letter queue. Thread-safe.
 */
record LimitedRedelivery(Node node, Queue queue, int maxReceiveCount) implements FailureRule {

  @Override
  public Operation afterFailure(Delivery delivery, String reason) {
    QueueName deadLetters = queue.settings().redelivery().deadLetterQueue();
    if (deadLetters == null || delivery.deliveryCount() < maxReceiveCount) {
      return node.afterFailure(delivery, reason);
    }
    return new Operation.Move(
        delivery.id(), delivery.receipt(), node.queue(deadLetters).id(), reason);
  }
}
