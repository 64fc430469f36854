package org.leasemq.jms;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.leasemq.engine.Node;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.QueueDestination;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.Topic;
import org.leasemq.tx.Failures;

/** The queues and topics that destinations name, temporary ones too. Thread-safe. */
public final class Destinations {

  private static final String TEMPORARY_PREFIX = "$temporary.";

  private final Node node;
  private final ConcurrentMap<QueueName, Queue> temporaryQueues = new ConcurrentHashMap<>();
  private final ConcurrentMap<QueueName, Topic> temporaryTopics = new ConcurrentHashMap<>();

  Destinations(Node node) {
    this.node = node;
  }

  /**
   * The queue that a destination names, made if need be and allowed.
   *
   * @param access of whom wants it; an administered queue's settings become the queue's
   * @throws InvalidDestinationException if there is none, or it names a topic
   */
  Queue queue(LeaseMQDestination destination, Access access) throws JMSException {
    if (!(destination instanceof QueueDestination named)) {
      throw new InvalidDestinationException("A queue is needed here, not " + destination);
    }
    QueueName name = named.toQueueName();
    if (isTemporary(name)) {
      return existing(temporaryQueues, name);
    }
    try {
      Queue queue = node.queue(name);
      QueueSettings wanted = named.settings(queue.settings());
      if (wanted.equals(queue.settings())) {
        return queue;
      }
      access.require(Permission.ADMINISTER, destination);
      return node.declare(name, wanted);
    } catch (RuntimeException e) {
      throw Failures.of("The look at the queue " + name, e);
    }
  }

  /**
   * The topic that a destination names, made if need be and allowed.
   *
   * @throws InvalidDestinationException if there is none, or it names a queue
   */
  Topic topic(LeaseMQDestination destination) throws JMSException {
    if (!isTopic(destination)) {
      throw new InvalidDestinationException("A topic is needed here, not " + destination);
    }
    QueueName name = destination.toQueueName();
    if (isTemporary(name)) {
      return existing(temporaryTopics, name);
    }
    try {
      return node.topic(name);
    } catch (RuntimeException e) {
      throw Failures.of("The look at the topic " + name, e);
    }
  }

  static boolean isTopic(LeaseMQDestination destination) {
    return destination instanceof jakarta.jms.Topic;
  }

  static boolean isTemporary(LeaseMQDestination destination) {
    String name = destination.getName();
    return name != null && name.startsWith(TEMPORARY_PREFIX);
  }

  private static boolean isTemporary(QueueName name) {
    return name.value().startsWith(TEMPORARY_PREFIX);
  }

  private static <T> T existing(ConcurrentMap<QueueName, T> temporary, QueueName name)
      throws InvalidDestinationException {
    T found = temporary.get(name);
    if (found == null) {
      throw new InvalidDestinationException(
          "The temporary destination " + name + " does not exist any more");
    }
    return found;
  }

  Queue createTemporaryQueue(String uniqueId) throws JMSException {
    try {
      Queue queue = node.createTemporaryQueue(new QueueName(TEMPORARY_PREFIX + uniqueId));
      temporaryQueues.put(queue.name(), queue);
      return queue;
    } catch (RuntimeException e) {
      throw Failures.of("The making of a temporary queue", e);
    }
  }

  Topic createTemporaryTopic(String uniqueId) throws JMSException {
    try {
      Topic topic = node.createTemporaryTopic(new QueueName(TEMPORARY_PREFIX + uniqueId));
      temporaryTopics.put(topic.name(), topic);
      return topic;
    } catch (RuntimeException e) {
      throw Failures.of("The making of a temporary topic", e);
    }
  }

  void delete(Queue temporary) throws JMSException {
    try {
      node.deleteQueue(temporary);
      temporaryQueues.remove(temporary.name());
    } catch (RuntimeException e) {
      throw Failures.of("The deletion of " + temporary.name(), e);
    }
  }

  void delete(Topic temporary) throws JMSException {
    try {
      node.deleteTopic(temporary);
      temporaryTopics.remove(temporary.name());
    } catch (RuntimeException e) {
      throw Failures.of("The deletion of " + temporary.name(), e);
    }
  }
}
