package org.leasemq.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;

/** Opens what a connection's consumers consume. Thread-safe. */
final class Sources {

  private final LeaseMQConnection connection;

  Sources(LeaseMQConnection connection) {
    this.connection = connection;
  }

  /** A queue, or of a topic a subscription that is neither shared nor durable. */
  Source of(@Nullable Destination destination, @Nullable String selector, boolean noLocal)
      throws JMSException {
    LeaseMQDestination named = Sender.checked(destination);
    MessageFilter filter = Selectors.filter(selector);
    Queue queue = connection.shared().resolve(named);
    connection.requireOwn(queue);
    return new Source(named, queue, filter, () -> {});
  }
}
