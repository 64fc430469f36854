package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.Topic;
import java.io.Serial;

/**
 * A topic by its name (Jakarta Messaging 3.1, section 4.2.3).
 *
 * <p>Threads: safe once the name is set.
 */
public class TopicDestination extends LeaseMQDestination implements Topic {

  @Serial private static final long serialVersionUID = 1L;

  /** A topic that gets its name later. */
  protected TopicDestination() {}

  /**
   * The topic of that name.
   *
   * @throws IllegalArgumentException if it is no name for a topic
   */
  public TopicDestination(String name) {
    super(name);
  }

  @Override
  public Kind kind() {
    return Kind.TOPIC;
  }

  @Override
  public String getTopicName() throws JMSException {
    return requireName();
  }
}
