package org.leasemq.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.Receipt;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.TopicId;

/** One thing that a caller wants done; a {@link Unit} does several atomically. Immutable. */
public sealed interface Operation {

  /** An operation on a delivery: refused as a whole unit when the receipt is no longer current. */
  sealed interface Settlement extends Operation {
    /** The message's id. */
    DeliveryId delivery();

    /** The fencing token. */
    Receipt receipt();
  }

  /** An operation that brings a message. */
  sealed interface Outgoing extends Operation {
    /** The message. */
    StoredMessage message();

    /** The same with another message. */
    Outgoing with(StoredMessage other);
  }

  /** Put a message into a queue. */
  record Send(QueueId queue, StoredMessage message) implements Outgoing {
    @Override
    public Send with(StoredMessage other) {
      return new Send(queue, other);
    }
  }

  /**
   * Put a message into each subscription of a topic that selects it. There may be none.
   *
   * @param publisher who publishes it; subscriptions that exclude this publisher do not get it
   */
  record Publish(TopicId topic, StoredMessage message, @Nullable String publisher)
      implements Outgoing {
    @Override
    public Publish with(StoredMessage other) {
      return new Publish(topic, other, publisher);
    }
  }

  /** Delete the message: it has been consumed. */
  record Acknowledge(DeliveryId delivery, Receipt receipt) implements Settlement {}

  /**
   * Make the message available again.
   *
   * @param backOff zero: at once and in its old place; else not before, and (off FIFO) in a new
   *     place
   */
  record Release(DeliveryId delivery, Receipt receipt, Duration backOff) implements Settlement {}

  /**
   * Move the message to another queue, where its delivery count starts anew.
   *
   * @param reason why, for people to read; null: it is no dead letter, and keeps no mark
   */
  record Move(DeliveryId delivery, Receipt receipt, QueueId target, @Nullable String reason)
      implements Settlement {}

  /**
   * Keep the operations (sends, publishes and acknowledges) under the branch's id until it is
   * committed or rolled back; the acknowledged deliveries are pinned to it, whatever their leases.
   */
  record Prepare(BranchId branch, List<Operation> operations) implements Operation {
    public Prepare {
      operations = List.copyOf(operations);
    }
  }

  /** Carry out what the branch has prepared. */
  record CommitBranch(BranchId branch) implements Operation {}

  /** Forget what the branch has prepared; its deliveries become available again. */
  record RollbackBranch(BranchId branch) implements Operation {}
}
