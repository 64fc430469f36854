package org.leasemq.tx;

import jakarta.jms.JMSException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.DeliveryId;
import org.leasemq.store.Operation;

/**
 * How a session's sends and deliveries become units: what differs between no, local and XA
 * transactions. Used by one thread at a time, as its session is; {@link #close} by any.
 */
public interface Work {

  /**
   * Sends (or publishes) a message, or keeps it for the commit.
   *
   * @return its sequence number, once accepted; null if that is only known later
   * @throws JMSException if the queue or topic has gone, or the store failed
   */
  @Nullable DeliveryId send(Operation.Outgoing message) throws JMSException;

  /**
   * Sends a message without waiting; the future completes as {@link #send} returns or throws.
   *
   * @throws JMSException if it cannot even be handed in
   */
  CompletableFuture<@Nullable DeliveryId> sendLater(Operation.Outgoing message) throws JMSException;

  /**
   * Refuses to receive in a transaction that has come to its end, before a delivery is counted.
   *
   * @throws jakarta.jms.TransactionRolledBackException if so
   */
  default void requireUsable() throws JMSException {}

  /**
   * Lets the open transaction settle a started delivery, if there is one.
   *
   * @return false if there is none, so that the session's acknowledge mode settles it
   * @throws JMSException if there is one that has come to its end; the delivery was given back
   */
  boolean join(Consumed consumed) throws JMSException;

  /**
   * Commits (Jakarta Messaging 3.1, 6.2.7).
   *
   * @throws jakarta.jms.IllegalStateException without a local transaction
   * @throws jakarta.jms.TransactionRolledBackException if all was rolled back instead
   */
  void commit() throws JMSException;

  /**
   * Rolls back.
   *
   * @throws jakarta.jms.IllegalStateException without a local transaction
   */
  void rollback() throws JMSException;

  /**
   * Ends the session's part in it.
   *
   * @param release run once nothing that the session has received is in an open transaction
   */
  void close(Runnable release);
}
