package org.leasemq.jms;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** One user's hold on a shared node, which closes when the last is let go. Thread-safe. */
public final class NodeHold implements AutoCloseable {

  private final SharedNode shared;
  private final Supplier<NodeHold> another;
  private final Runnable release;
  private final Access access;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A hold that may everything.
   *
   * @param another makes one more hold on the same node
   * @param release lets go of this one; called once
   */
  public NodeHold(SharedNode shared, Supplier<NodeHold> another, Runnable release) {
    this(shared, another, release, new Access(shared, null, (permission, destination) -> true));
  }

  private NodeHold(SharedNode shared, Supplier<NodeHold> another, Runnable release, Access access) {
    this.shared = shared;
    this.another = another;
    this.release = release;
    this.access = access;
  }

  /** This hold for a user; to be closed in its place. */
  public NodeHold as(Access user) {
    return new NodeHold(shared, another, this::close, user);
  }

  /** What its user may do. */
  public Access access() {
    return access;
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
