package org.leasemq.jms;

import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;

/**
 * What a consumer consumes: a queue, or a subscription, which is a queue too. Immutable.
 *
 * @param destination what the application has named
 * @param queue where the messages are
 * @param filter which of them; null: all
 * @param leave done once, when the consumer is closed
 */
record Source(
    LeaseMQDestination destination,
    Queue queue,
    @Nullable MessageFilter filter,
    Unchecked.Action leave) {

  /** Leaves because of this failure, which is returned. */
  JMSException left(JMSException failure) {
    try {
      leave.run();
    } catch (JMSException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
