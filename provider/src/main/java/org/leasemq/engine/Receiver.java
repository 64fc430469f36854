package org.leasemq.engine;

import org.leasemq.queue.Queue;

/** A consumer's place at a queue; opened and used by one {@link Owner}. Thread-safe. */
public final class Receiver implements AutoCloseable {

  /** The queue it receives from. */
  public Queue queue() {
    throw new UnsupportedOperationException();
  }

  /** Takes no more; what was taken stays with the owner. Idempotent. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
