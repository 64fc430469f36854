package org.leasemq.tx;

import jakarta.jms.JMSException;
import org.leasemq.queue.DeliveryId;
import org.leasemq.store.Outcome;

/** What all kinds of work have in common when they send. Stateless. */
final class Sends {

  private Sends() {}

  /** The sequence number of a unit that was one send. */
  static DeliveryId sequenceNumber(Outcome outcome) throws JMSException {
    if (outcome instanceof Outcome.Accepted accepted) {
      return accepted.sent().get(0).id();
    }
    if (outcome instanceof Outcome.QueueMissing missing) {
      throw Failures.queueMissing(missing.queue());
    }
    if (outcome instanceof Outcome.TopicMissing missing) {
      throw Failures.topicMissing(missing.topic());
    }
    throw new JMSException("Nothing was done: a send was answered with " + outcome);
  }
}
