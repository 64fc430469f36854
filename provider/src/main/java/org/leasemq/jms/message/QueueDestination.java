package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.io.Serial;
import org.leasemq.queue.QueueSettings;

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

  /**
   * The settings that the queue is to have once this object is used, made from those that it has;
   * the same where this object sets none.
   *
   * @throws IllegalArgumentException if they do not fit together; the message names the property
   */
  public QueueSettings settings(QueueSettings current) {
    return current;
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
