package org.leasemq.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;

/**
 * One thread that waits for one delivery, at several buffers perhaps: the first to assign one wins.
 * Thread-safe.
 */
final class Taker {

  private static final Object CANCELLED = new Object();

  private final Thread thread = Thread.currentThread();
  private final AtomicReference<@Nullable Object> result = new AtomicReference<>();
  private final List<Delivery> holdings;

  /** A taker for the current thread, which holds the lanes of these deliveries. */
  Taker(List<Delivery> holdings) {
    this.holdings = holdings;
  }

  List<Delivery> holdings() {
    return holdings;
  }

  boolean isWaiting() {
    return result.get() == null;
  }

  /** Gives it a delivery; false if it does not wait any more. */
  boolean assign(Receiver receiver, Delivery delivery) {
    if (!result.compareAndSet(null, new Taken(receiver, delivery))) {
      return false;
    }
    LockSupport.unpark(thread);
    return true;
  }

  /** Ends the wait; false if a delivery came first. */
  boolean cancel() {
    if (!result.compareAndSet(null, CANCELLED)) {
      return result.get() == CANCELLED;
    }
    LockSupport.unpark(thread);
    return true;
  }

  @Nullable Taken taken() {
    return result.get() instanceof Taken taken ? taken : null;
  }

  /** Waits until there is a result, at most until the deadline (nanoTime; null: without end). */
  void await(@Nullable Long deadline) throws InterruptedException {
    while (isWaiting()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (deadline == null) {
        LockSupport.park(this);
      } else {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return;
        }
        LockSupport.parkNanos(this, left);
      }
    }
  }
}
