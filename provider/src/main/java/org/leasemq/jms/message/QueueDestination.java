package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.io.Serial;

/**
 * A queue by its name (Jakarta Messaging 3.1, section 4.1.3).
 *
 * <p>Threads: safe once the name is set.
 */
public class QueueDestination extends LeaseMQDestination implements Queue {

  @Serial private static final long serialVersionUID = 1L;

  /** A queue that gets its name later. */
  protected QueueDestination() {}

  /**
   * The queue of that name.
   *
   * @throws IllegalArgumentException if it is no name for a queue
   */
  public QueueDestination(String name) {
    super(name);
  }

  @Override
  public Kind kind() {
    return Kind.QUEUE;
  }

  @Override
  public String getQueueName() throws JMSException {
    return requireName();
  }
}
