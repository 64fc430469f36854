package org.leasemq.jms;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether a session may hand out messages, and how many threads are about it: what start, stop and
 * close wait for (Jakarta Messaging 3.1, 6.1.3 to 6.1.5). Thread-safe.
 */
final class DeliveryGate {

  private enum State {
    STOPPED,
    STARTED,
    CLOSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private State state = State.STOPPED;

  @GuardedBy("lock")
  private int handingOut;

  /** Waits until messages may be handed out; false if the time is over before, or on close. */
  boolean awaitStarted(Deadline deadline) throws InterruptedException {
    return awaitLeaving(State.STOPPED, deadline) == State.STARTED;
  }

  /** Pauses while messages may be handed out, this long at most. */
  void pause(Duration wait) throws InterruptedException {
    awaitLeaving(State.STARTED, Deadline.in(wait));
  }

  /** Waits until the state is another one, or the time is over; returns the state. */
  private State awaitLeaving(State unwanted, Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (state == unwanted && !deadline.isOver()) {
        Duration left = deadline.left();
        if (left == null) {
          changed.await();
        } else {
          changed.awaitNanos(left.toNanos());
        }
      }
      return state;
    } finally {
      lock.unlock();
    }
  }

  /** Begins to hand out one message; false if that is not allowed now. Ends with {@link #leave}. */
  boolean enter() {
    lock.lock();
    try {
      if (state != State.STARTED) {
        return false;
      }
      handingOut++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      handingOut--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return state == State.CLOSED;
    } finally {
      lock.unlock();
    }
  }

  void start() {
    become(State.STARTED);
  }

  void stop() {
    become(State.STOPPED);
  }

  void close() {
    become(State.CLOSED);
  }

  private void become(State next) {
    lock.lock();
    try {
      if (state != State.CLOSED) {
        state = next;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nobody hands out a message any more. */
  void awaitIdle() {
    lock.lock();
    try {
      while (handingOut > 0) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
