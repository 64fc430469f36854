package org.leasemq.tx;

import jakarta.jms.JMSException;
import jakarta.jms.TransactionRolledBackException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.queue.DeliveryId;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;

/**
 * A session's local transactions, each one unit (Jakarta Messaging 3.1, 6.2.7). For one thread at a
 * time; a commit that fails without anything done leaves the transaction open, so that it may be
 * tried again or rolled back.
 */
public final class LocalTransaction implements Work {

  private final Node node;
  private final Settlements settlements;
  private final Collected collected = new Collected();

  /** Transactions on this node. */
  public LocalTransaction(Node node) {
    this.node = node;
    this.settlements = new Settlements(node);
  }

  @Override
  public @Nullable DeliveryId send(Operation.Outgoing message) {
    collected.send(message);
    return null;
  }

  @Override
  public CompletableFuture<@Nullable DeliveryId> sendLater(Operation.Outgoing message) {
    return CompletableFuture.completedFuture(send(message));
  }

  @Override
  public boolean join(Consumed consumed) {
    collected.receive(consumed);
    return true;
  }

  @Override
  public void commit() throws JMSException {
    if (collected.isEmpty()) {
      return;
    }
    Outcome outcome;
    try {
      outcome = node.commit(collected.unit());
    } catch (RuntimeException e) {
      if (Failures.isOutcomeUnknown(e)) {
        // What was committed after all is refused here, as its receipts are gone with it.
        settlements.giveBack(take(), "The outcome of the commit is not known");
      }
      throw Failures.of("The commit", e);
    }
    if (outcome instanceof Outcome.Accepted) {
      take();
      return;
    }
    String reason = "The transaction was rolled back: " + why(outcome);
    settlements.giveBack(take(), reason);
    throw new TransactionRolledBackException(reason);
  }

  private static String why(Outcome outcome) {
    if (outcome instanceof Outcome.StaleReceipt stale) {
      return "the lease of message " + stale.delivery() + " was over before the commit";
    }
    if (outcome instanceof Outcome.QueueMissing missing) {
      return "the queue with id " + missing.queue() + " has been deleted";
    }
    if (outcome instanceof Outcome.TopicMissing missing) {
      return "the topic with id " + missing.topic() + " has been deleted";
    }
    return outcome.toString();
  }

  @Override
  public void rollback() {
    settlements.giveBack(take(), "The transaction was rolled back");
  }

  @Override
  public void close(Runnable release) {
    settlements.giveBack(take(), "The session was closed before a commit");
    release.run();
  }

  /** Ends the transaction; what it received is the caller's to settle. */
  private List<Consumed> take() {
    List<Consumed> received = collected.received();
    collected.clear();
    return received;
  }
}
