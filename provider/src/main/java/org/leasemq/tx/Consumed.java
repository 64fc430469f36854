package org.leasemq.tx;

import java.time.Duration;
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
  private volatile @Nullable Duration releaseAfter;
  private volatile boolean inTransaction;

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

  /** Notes that a transaction settles it. */
  void joined() {
    inTransaction = true;
  }

  /** Whether a transaction settles it. */
  public boolean isInTransaction() {
    return inTransaction;
  }

  /** Whatever settles it will give it back, to be delivered again after this wait. */
  public void releaseAfter(Duration wait) {
    releaseAfter = wait;
  }

  /** Whether the application has said when it is to be delivered again. */
  public boolean isReleased() {
    return releaseAfter != null;
  }

  Operation acknowledge() {
    Duration wait = releaseAfter;
    return wait == null
        ? new Operation.Acknowledge(delivery.id(), delivery.receipt())
        : new Operation.Release(delivery.id(), delivery.receipt(), wait);
  }

  Operation giveBack(String reason) {
    Duration wait = releaseAfter;
    if (wait != null) {
      return new Operation.Release(delivery.id(), delivery.receipt(), wait);
    }
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
