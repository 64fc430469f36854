package org.leasemq.jms;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** One user's hold on a shared node, which closes when the last is let go. Thread-safe. */
public final class NodeHold implements AutoCloseable {

  private final SharedNode shared;
  private final Supplier<NodeHold> another;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A hold.
   *
   * @param another makes one more hold on the same node
   * @param release lets go of this one; called once
   */
  public NodeHold(SharedNode shared, Supplier<NodeHold> another, Runnable release) {
    this.shared = shared;
    this.another = another;
    this.release = release;
  }

  /** The node. */
  public SharedNode shared() {
    return shared;
  }

  /** One more hold on the same node; to be called while this one is open. */
  public NodeHold another() {
    return another.get();
  }

  /** Lets go. Idempotent. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
