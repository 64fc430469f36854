package org.leasemq.jms;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Owner;
import org.leasemq.tx.Failures;

/**
 * The one thread of a session that calls its listeners (Jakarta Messaging 3.1, 8.7). It starts with
 * the first listener and ends with the session; a failure of the store makes it pause, not end.
 * Thread-safe.
 */
final class Dispatcher {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SessionCore session;
  private final Inbound inbound;
  private final Owner owner;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private @Nullable Thread thread;

  @GuardedBy("lock")
  private List<LeaseMQConsumer> listening = List.of();

  Dispatcher(SessionCore session, Inbound inbound, Owner owner) {
    this.session = session;
    this.inbound = inbound;
    this.owner = owner;
  }

  /** A listener has come or gone, or a consumer. */
  void listenersChanged() {
    lock.lock();
    try {
      listening = session.consumers().stream().filter(each -> each.listener() != null).toList();
      if (thread == null && !listening.isEmpty()) {
        thread = Threads.daemon("leasemq-session", this::run);
        thread.start();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    owner.cancelTake();
  }

  /** Whether the current thread is the one that calls the listeners. */
  boolean isCurrentThread() {
    lock.lock();
    try {
      return Thread.currentThread() == thread;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (!session.gate().isClosed()) {
      try {
        step();
      } catch (InterruptedException e) {
        // An application may interrupt the thread of its listener; only the session ends it.
        Thread.interrupted();
      } catch (RuntimeException e) {
        session.problems().report(Failures.of("A receive for the listeners", e));
        pause();
      }
    }
  }

  private void pause() {
    try {
      session.gate().pause(PAUSE);
    } catch (InterruptedException e) {
      Thread.interrupted();
    }
  }

  private void step() throws InterruptedException {
    List<LeaseMQConsumer> consumers = awaitListeners();
    if (consumers.isEmpty() || !session.gate().awaitStarted(Deadline.NEVER)) {
      return;
    }
    Incoming incoming = inbound.next(consumers, Deadline.NEVER);
    if (incoming == null) {
      return;
    }
    Inlet inlet = incoming.inlet();
    if (!session.gate().enter()) {
      inbound.undo(incoming);
      return;
    }
    inlet.occupancy().enter();
    try {
      if (inlet.isClosed()) {
        inbound.undo(incoming);
      } else {
        inbound.dispatch(incoming);
      }
    } catch (JMSException e) {
      session.problems().report(e);
    } finally {
      inlet.occupancy().leave();
      session.gate().leave();
    }
  }

  private List<LeaseMQConsumer> awaitListeners() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (listening.isEmpty() && !session.gate().isClosed()) {
        changed.await();
      }
      return listening;
    } finally {
      lock.unlock();
    }
  }
}
