package org.leasemq.store;

import java.util.List;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.TopicId;

/** What became of a {@link Unit}: all of it was done, or nothing. Immutable. */
public sealed interface Outcome {

  /**
   * All was done.
   *
   * @param sent one for each send and publish of the unit (of a committed branch too), in order
   */
  record Accepted(List<Sent> sent) implements Outcome {
    /** Accepted, and there was nothing to send. */
    public static final Accepted NOTHING_SENT = new Accepted(List.of());
  }

  /**
   * What became of one accepted send or publish.
   *
   * @param id the message's id and sequence number (of a publish: a number of its own); a
   *     duplicate's is its original's
   * @param duplicate whether it was suppressed as a duplicate, of a publish: in every subscription
   *     that selects it
   */
  record Sent(DeliveryId id, boolean duplicate) {}

  /** Nothing was done: this delivery's lease is over, its receipt no longer current. */
  record StaleReceipt(DeliveryId delivery) implements Outcome {}

  /** Nothing was done: the store failed at this unit. */
  record Failed(StoreException cause) implements Outcome {}

  /** Nothing was done: there is no such queue any more. */
  record QueueMissing(QueueId queue) implements Outcome {}

  /** Nothing was done: there is no such topic any more. */
  record TopicMissing(TopicId topic) implements Outcome {}

  /** Nothing was done: no such branch is prepared. */
  record BranchMissing(BranchId branch) implements Outcome {}
}
