package org.leasemq.jms.message;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryTopic;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A temporary topic (Jakarta Messaging 3.1, section 6.2.2). Deleting it is the business of the
 * connection that made it, or that received it with a message.
 *
 * <p>Threads: safe.
 */
public final class TemporaryTopicDestination extends TopicDestination implements TemporaryTopic {

  @Serial private static final long serialVersionUID = 1L;

  private final transient @Nullable TemporaryDestinations owner;

  /**
   * The temporary topic of that name.
   *
   * @throws IllegalArgumentException if it is no name for a topic
   */
  public TemporaryTopicDestination(String name, TemporaryDestinations owner) {
    super(name);
    this.owner = owner;
  }

  @Override
  public Kind kind() {
    return Kind.TEMPORARY_TOPIC;
  }

  @Override
  public void delete() throws JMSException {
    if (owner == null) {
      throw new IllegalStateException(this + " was serialised apart from its connection");
    }
    owner.delete(this);
  }
}
