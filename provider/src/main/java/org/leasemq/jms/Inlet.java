package org.leasemq.jms;

import jakarta.jms.MessageListener;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Queue;

/**
 * Through what a session gets messages: a consumer, or what a ConnectionConsumer has loaded it
 * with. Implementations are thread-safe.
 */
interface Inlet {

  /** The queue that its messages come from. */
  Queue queue();

  /** Who is called with them, if anybody is. */
  @Nullable MessageListener listener();

  /** What is under way, for a close to wait for. */
  Occupancy occupancy();

  /** Whether nothing comes through it any more. */
  boolean isClosed();

  /** What the session has recovered comes before anything new, in this order. */
  void recoveredFirst(List<Handover> handovers);
}
