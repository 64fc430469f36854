package org.leasemq.jms;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.QueueDestination;
import org.leasemq.jms.message.TemporaryDestinations;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.tx.Branches;
import org.leasemq.tx.Failures;

/** A node and what all connections to it share. Thread-safe. */
public final class SharedNode implements TemporaryDestinations, AutoCloseable {

  private static final String TEMPORARY_PREFIX = "$temporary.";

  private final Node node;
  private final Authenticator authenticator;
  private final Branches branches;
  private final ClientIds clientIds = new ClientIds();
  private final ConcurrentMap<QueueName, Queue> temporaryQueues = new ConcurrentHashMap<>();

  /** Shares a node, which it closes in the end, with the store's users. */
  public SharedNode(Node node) {
    this(node, new StoreAuthenticator(node.users()));
  }

  /** Shares a node, which it closes in the end, with who may connect. */
  public SharedNode(Node node, Authenticator authenticator) {
    this.node = node;
    this.authenticator = authenticator;
    this.branches = new Branches(node);
  }

  /** The node. */
  public Node node() {
    return node;
  }

  /** The XA branches of its sessions. */
  public Branches branches() {
    return branches;
  }

  /**
   * Checks who connects: the one place for it.
   *
   * @throws jakarta.jms.JMSSecurityException if the user or the password is wrong
   */
  public Access authenticate(@Nullable String userName, @Nullable String password)
      throws JMSException {
    try {
      return new Access(this, userName, authenticator.authenticate(userName, password));
    } catch (RuntimeException e) {
      throw Failures.of("The check of the user", e);
    }
  }

  static boolean isTemporary(LeaseMQDestination destination) {
    String name = destination.getName();
    return name != null && name.startsWith(TEMPORARY_PREFIX);
  }

  ClientIds clientIds() {
    return clientIds;
  }

  /**
   * The queue that a destination names, made if need be and allowed.
   *
   * @param access of whom wants it; an administered queue's settings become the queue's
   * @throws InvalidDestinationException if there is none
   */
  Queue resolve(LeaseMQDestination destination, Access access) throws JMSException {
    if (destination instanceof jakarta.jms.Topic) {
      throw Topics.unsupported();
    }
    QueueName name = destination.toQueueName();
    if (name.value().startsWith(TEMPORARY_PREFIX)) {
      Queue temporary = temporaryQueues.get(name);
      if (temporary == null) {
        throw new InvalidDestinationException(
            "The temporary queue " + name + " does not exist any more");
      }
      return temporary;
    }
    try {
      Queue queue = node.queue(name);
      QueueSettings wanted =
          destination instanceof QueueDestination administered
              ? administered.settings(queue.settings())
              : queue.settings();
      if (wanted.equals(queue.settings())) {
        return queue;
      }
      access.require(Permission.ADMINISTER, destination);
      return node.declare(name, wanted);
    } catch (RuntimeException e) {
      throw Failures.of("The look at the queue " + name, e);
    }
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

  void deleteTemporaryQueue(Queue queue) throws JMSException {
    try {
      node.deleteQueue(queue);
      temporaryQueues.remove(queue.name());
    } catch (RuntimeException e) {
      throw Failures.of("The deletion of " + queue.name(), e);
    }
  }

  /**
   * Refuses, for messages that no connection has received: only the connection that made a
   * temporary destination deletes it.
   */
  @Override
  public void delete(LeaseMQDestination temporary) throws JMSException {
    throw new InvalidDestinationException(
        "Only the connection that made " + temporary + " may delete it");
  }

  /** Closes the node. */
  @Override
  public void close() {
    branches.close();
    node.close();
  }
}
