package org.leasemq.ra.inflow;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How many workers an activation has and what they are at. One of them always waits for a message,
 * if the limit allows; the one that gets it calls the next. So an idle activation holds one thread
 * of the container's, and a busy one as many as its limit. Thread-safe.
 */
final class Crew {

  private final int most;
  private final Consumer<Call> caller;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private boolean stopped;

  @GuardedBy("lock")
  private @Nullable Call called;

  @GuardedBy("lock")
  private int working;

  @GuardedBy("lock")
  private int waiting;

  /** One worker that has been asked for; it is answered once. */
  final class Call {

    /** The worker begins. False if it should end at once; it does not leave then. */
    boolean enters() {
      lock.lock();
      try {
        isTurnedAway();
        if (!stopped) {
          working++;
        }
        return !stopped;
      } finally {
        lock.unlock();
      }
    }

    /** The worker got no thread. */
    void isTurnedAway() {
      lock.lock();
      try {
        if (called == this) {
          called = null;
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * @param most how many workers at most
   * @param caller has one more worker started, which answers the call
   */
  Crew(int most, Consumer<Call> caller) {
    this.most = most;
    this.caller = caller;
  }

  /** The call for the first worker. */
  Call first() {
    lock.lock();
    try {
      called = new Call();
      return called;
    } finally {
      lock.unlock();
    }
  }

  /** A worker is about to wait for a message. */
  void waits() {
    lock.lock();
    try {
      waiting++;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A worker has stopped waiting. If it got a message and nobody waits in its place, one more
   * worker is called.
   *
   * @return whether the worker should stay: it has a message, or it is the last one that waits
   */
  boolean wakes(boolean gotMessage) {
    Call call = null;
    lock.lock();
    try {
      waiting--;
      if (!gotMessage) {
        return waiting == 0;
      }
      if (waiting == 0 && called == null && working < most && !stopped) {
        call = new Call();
        called = call;
      }
    } finally {
      lock.unlock();
    }
    if (call != null) {
      caller.accept(call);
    }
    return true;
  }

  /** A worker that entered has ended. True if it was the last one of a stopped crew. */
  boolean leaves() {
    lock.lock();
    try {
      working--;
      changed.signalAll();
      return stopped && working == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the workers should go on. */
  boolean isOpen() {
    lock.lock();
    try {
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  /** Waits, but not longer than until the crew is stopped. An interrupt ends the wait. */
  void pause(Duration wait) {
    await(wait, false);
  }

  /** Sends the workers home. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all workers have ended, or so long.
   *
   * @return how many have not
   */
  int awaitEnd(Duration patience) {
    return await(patience, true);
  }

  private int await(Duration wait, boolean forEnd) {
    lock.lock();
    try {
      long nanos = wait.toNanos();
      while (nanos > 0 && (forEnd ? working > 0 : !stopped)) {
        nanos = changed.awaitNanos(nanos);
      }
      return working;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return working;
    } finally {
      lock.unlock();
    }
  }
}
