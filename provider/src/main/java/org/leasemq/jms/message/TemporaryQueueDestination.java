package org.leasemq.jms.message;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A temporary queue (Jakarta Messaging 3.1, section 6.2.2). Deleting it is the business of the
 * connection that made it, or that received it with a message.
 *
 * <p>Threads: safe.
 */
public final class TemporaryQueueDestination extends QueueDestination implements TemporaryQueue {

  @Serial private static final long serialVersionUID = 1L;

  private final transient @Nullable TemporaryDestinations owner;

  /**
   * The temporary queue of that name.
   *
   * @throws IllegalArgumentException if it is no name for a queue
   */
  public TemporaryQueueDestination(String name, TemporaryDestinations owner) {
    super(name);
    this.owner = owner;
  }

  @Override
  public Kind kind() {
    return Kind.TEMPORARY_QUEUE;
  }

  @Override
  public void delete() throws JMSException {
    if (owner == null) {
      throw new IllegalStateException(this + " was serialised apart from its connection");
    }
    owner.delete(this);
  }
}
