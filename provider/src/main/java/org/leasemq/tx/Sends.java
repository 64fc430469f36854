package org.leasemq.tx;

import jakarta.jms.JMSException;
import org.leasemq.engine.Node;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.Queue;
import org.leasemq.queue.StoredMessage;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;

/** What all kinds of work have in common when they send. Stateless. */
final class Sends {

  private Sends() {}

  /** The operation, checked against the queue's rules. */
  static Operation.Send checked(Node node, Queue queue, StoredMessage message) throws JMSException {
    try {
      return node.send(queue, message);
    } catch (RuntimeException e) {
      throw Failures.of("The send to " + queue.name(), e);
    }
  }

  /** The sequence number of a unit that was one send. */
  static DeliveryId sequenceNumber(Outcome outcome) throws JMSException {
    if (outcome instanceof Outcome.Accepted accepted) {
      return accepted.sent().get(0).id();
    }
    if (outcome instanceof Outcome.QueueMissing missing) {
      throw Failures.queueMissing(missing.queue());
    }
    throw new JMSException("Nothing was done: a send was answered with " + outcome);
  }
}
