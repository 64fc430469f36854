package org.leasemq.tx;

import org.leasemq.queue.Delivery;
import org.leasemq.store.Operation;

/** What becomes of a delivery that failed; {@code Node::afterFailure} is one. Thread-safe. */
@FunctionalInterface
public interface FailureRule {

  /**
   * The operation that gives the delivery back.
   *
   * @param reason why it failed
   */
  Operation afterFailure(Delivery delivery, String reason);
}
