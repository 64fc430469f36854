package org.leasemq.jms;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.TemporaryDestinations;
import org.leasemq.jms.message.TemporaryQueueDestination;
import org.leasemq.jms.message.TemporaryTopicDestination;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.Topic;

/**
 * A connection's temporary queues and topics, which go with it (Jakarta Messaging 3.1, 6.2.2).
 * Thread-safe.
 */
final class Temporaries implements TemporaryDestinations {

  private final LeaseMQConnection connection;
  private final ConcurrentMap<QueueName, Queue> queues = new ConcurrentHashMap<>();
  private final ConcurrentMap<QueueName, Topic> topics = new ConcurrentHashMap<>();

  Temporaries(LeaseMQConnection connection) {
    this.connection = connection;
  }

  private Destinations destinations() {
    return connection.shared().destinations();
  }

  TemporaryQueueDestination createQueue() throws JMSException {
    Queue queue = destinations().createTemporaryQueue(connection.ids().nextUniqueId());
    queues.put(queue.name(), queue);
    return new TemporaryQueueDestination(queue.name().value(), this);
  }

  TemporaryTopicDestination createTopic() throws JMSException {
    Topic topic = destinations().createTemporaryTopic(connection.ids().nextUniqueId());
    topics.put(topic.name(), topic);
    return new TemporaryTopicDestination(topic.name().value(), this);
  }

  boolean isOwn(LeaseMQDestination destination) throws JMSException {
    return Destinations.isTemporary(destination) && queues.containsKey(destination.toQueueName());
  }

  /** Only the connection that made it consumes from it. */
  void requireOwn(Queue queue) throws InvalidDestinationException {
    if (queue.temporary() && !queues.containsKey(queue.name())) {
      throw foreign(queue.name());
    }
  }

  /** The same for a topic. */
  void requireOwn(Topic topic) throws InvalidDestinationException {
    if (topic.temporary() && !topics.containsKey(topic.name())) {
      throw foreign(topic.name());
    }
  }

  private static InvalidDestinationException foreign(QueueName name) {
    return new InvalidDestinationException(
        "Only the connection that made the temporary destination " + name + " may consume it");
  }

  @Override
  public void delete(LeaseMQDestination temporary) throws JMSException {
    connection.requireOpen();
    QueueName name = temporary.toQueueName();
    Queue queue = queues.get(name);
    Topic topic = topics.get(name);
    if (queue != null) {
      destinations().delete(queue);
      queues.remove(name);
    } else if (topic != null) {
      destinations().delete(topic);
      topics.remove(name);
    } else {
      throw new InvalidDestinationException(
          temporary + " is another connection's, or has been deleted");
    }
  }

  /** What is to be done when the connection is closed. */
  List<Unchecked.Action> deletions() {
    List<Unchecked.Action> all = new ArrayList<>();
    queues.values().forEach(queue -> all.add(() -> destinations().delete(queue)));
    topics.values().forEach(topic -> all.add(() -> destinations().delete(topic)));
    return all;
  }
}
