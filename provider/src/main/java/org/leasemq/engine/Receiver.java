package org.leasemq.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import org.leasemq.queue.Queue;

/** A consumer's place at a queue; opened and used by one {@link Owner}. Thread-safe. */
public final class Receiver implements AutoCloseable {

  /** How many messages are read ahead of a queue's receivers. */
  public static final int MOST_AHEAD = 256;

  private final Owner owner;
  private final Buffer buffer;
  private final AtomicBoolean engaged = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  Receiver(Owner owner, Buffer buffer) {
    this.owner = owner;
    this.buffer = buffer;
  }

  /** The queue it receives from. */
  public Queue queue() {
    return buffer.queue();
  }

  /**
   * Refuses to wait at a standard queue that hands out nothing more.
   *
   * @throws InFlightLimitException if as many of its messages are in flight as it allows
   */
  public void requireRoom() {
    if (!queue().isFifo() && buffer.isOverLimit()) {
      owner.flush();
      if (buffer.isOverLimit()) {
        throw new InFlightLimitException(
            "The queue '"
                + queue().name()
                + "' hands out nothing more: maxInFlight = "
                + queue().settings().limits().maxInFlight()
                + " of its messages are in flight. Acknowledge some, or raise the setting.");
      }
    }
  }

  Buffer buffer() {
    return buffer;
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Counts it in, so that its buffer claims for it. */
  void engage() {
    if (!engaged.get() && engaged.compareAndSet(false, true)) {
      buffer.engage(true);
    }
  }

  /** Takes no more; what was taken stays with the owner. Idempotent. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (engaged.compareAndSet(true, false)) {
        buffer.engage(false);
      }
      owner.closed(this);
    }
  }
}
