package org.leasemq.tx;

import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.Queue;
import org.leasemq.store.Operation;

/** A started delivery that must be settled: acknowledged or given back. Thread-safe. */
public final class Consumed {

  private final Queue queue;
  private final Delivery delivery;
  private final FailureRule rule;
  private volatile @Nullable String failure;
  private volatile boolean inDoubt;

  /** A delivery from this queue, given back by this rule if need be. */
  public Consumed(Queue queue, Delivery delivery, FailureRule rule) {
    this.queue = queue;
    this.delivery = delivery;
    this.rule = rule;
  }

  /** The queue it came from. */
  public Queue queue() {
    return queue;
  }

  /** The delivery. */
  public Delivery delivery() {
    return delivery;
  }

  /** Notes that it may have been acknowledged, though the application was not told. */
  public void doubt() {
    inDoubt = true;
  }

  /**
   * Whether it may have been acknowledged: nobody should see it again before the store has said.
   */
  public boolean isInDoubt() {
    return inDoubt;
  }

  /** Notes why it failed, for the case that it is given back. */
  public void failed(String reason) {
    failure = reason;
  }

  Operation acknowledge() {
    return new Operation.Acknowledge(delivery.id(), delivery.receipt());
  }

  Operation giveBack(String reason) {
    String known = failure;
    return rule.afterFailure(delivery, known == null ? reason : known);
  }

  /** The same message once more for the same consumer, under the same lease, counted once more. */
  public Delivery again() {
    return new Delivery(
        delivery.id(),
        delivery.receipt(),
        delivery.queue(),
        delivery.lane(),
        delivery.rank(),
        delivery.deliveryCount(),
        delivery.message(),
        delivery.mark());
  }
}
