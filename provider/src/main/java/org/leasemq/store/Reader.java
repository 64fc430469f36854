package org.leasemq.store;

import org.jspecify.annotations.Nullable;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;

/**
 * One view of a queue from which messages are claimed: all of it, or what a filter selects. The
 * store keeps with it what it has already looked at, so that nothing is examined twice for nothing.
 * Used by the pipeline's thread only, but for {@link #queue} and {@link #filter}.
 */
public interface Reader {

  /** The queue it reads. */
  Queue queue();

  /** What it selects; null: everything. */
  @Nullable MessageFilter filter();

  /**
   * Whether a claim may find something: false while the queue is known to hold nothing available
   * for this reader, or hands out nothing now.
   */
  boolean mayHaveMore();

  /**
   * Whether the queue hands out nothing more for the only reason that as many messages are leased
   * as it allows ({@code maxInFlight}).
   */
  boolean isOverLimit();

  /**
   * The ranks of messages that were given back to a standard queue and that this reader's next
   * claims will look at, in order.
   */
  Iterable<Long> givenBack();
}
