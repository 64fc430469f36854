package org.leasemq.tx;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.leasemq.engine.Node;
import org.leasemq.queue.DeliveryId;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.Unit;

/** Each send is a unit of its own, and deliveries are the acknowledge mode's. Thread-safe. */
public final class NoTransaction implements Work {

  private final Node node;

  /** Work on this node. */
  public NoTransaction(Node node) {
    this.node = node;
  }

  @Override
  public DeliveryId send(Operation.Outgoing message) throws JMSException {
    Outcome outcome;
    try {
      outcome = node.commit(Unit.of(message));
    } catch (RuntimeException e) {
      throw Failures.of("The send", e);
    }
    return Sends.sequenceNumber(outcome);
  }

  @Override
  public CompletableFuture<DeliveryId> sendLater(Operation.Outgoing message) throws JMSException {
    try {
      return node.submit(Unit.of(message)).thenApply(NoTransaction::sequenceNumber);
    } catch (RuntimeException e) {
      throw Failures.of("The send", e);
    }
  }

  private static DeliveryId sequenceNumber(Outcome outcome) {
    try {
      return Sends.sequenceNumber(outcome);
    } catch (JMSException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public boolean join(Consumed consumed) {
    return false;
  }

  @Override
  public void commit() throws JMSException {
    throw notTransacted();
  }

  @Override
  public void rollback() throws JMSException {
    throw notTransacted();
  }

  private static IllegalStateException notTransacted() {
    return new IllegalStateException("The session has no local transaction");
  }

  @Override
  public void close(Runnable release) {
    release.run();
  }
}
