package org.leasemq.jms;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.TemporaryDestinations;
import org.leasemq.tx.Branches;
import org.leasemq.tx.Failures;

/** A node and what all connections to it share. Thread-safe. */
public final class SharedNode implements TemporaryDestinations, AutoCloseable {

  private final Node node;
  private final Authenticator authenticator;
  private final Branches branches;
  private final ClientIds clientIds = new ClientIds();
  private final Destinations destinations;
  private final Subscriptions subscriptions;

  /** Shares a node, which it closes in the end, with the store's users. */
  public SharedNode(Node node) {
    this(node, new StoreAuthenticator(node.users()));
  }

  /** Shares a node, which it closes in the end, with who may connect. */
  public SharedNode(Node node, Authenticator authenticator) {
    this.node = node;
    this.authenticator = authenticator;
    this.branches = new Branches(node);
    this.destinations = new Destinations(node);
    this.subscriptions = new Subscriptions(node);
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

  ClientIds clientIds() {
    return clientIds;
  }

  /** Its queues and topics. */
  public Destinations destinations() {
    return destinations;
  }

  /** Who consumes which subscription. */
  public Subscriptions subscriptions() {
    return subscriptions;
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
