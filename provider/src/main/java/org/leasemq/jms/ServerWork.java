package org.leasemq.jms;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.Queue;
import org.leasemq.tx.Failures;

/**
 * What a session does for a ServerSession (Jakarta Messaging 3.1, 11.2): ConnectionConsumers load
 * it with deliveries, {@link #run} gives them to the session's distinguished listener. Run is for
 * the ServerSession's thread, everything else for any.
 */
final class ServerWork {

  private final SessionCore session;
  private final Inbound inbound;

  @GuardedBy("this")
  private final Deque<Load> loads = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean closed;

  private volatile @Nullable MessageListener listener;
  private volatile @Nullable Thread runner;

  ServerWork(SessionCore session, Inbound inbound) {
    this.session = session;
    this.inbound = inbound;
  }

  @Nullable MessageListener listener() {
    return listener;
  }

  void setListener(@Nullable MessageListener newListener) {
    listener = newListener;
  }

  /** Whether the current thread is the one that runs it. */
  boolean isCurrentThread() {
    return Thread.currentThread() == runner;
  }

  /**
   * Takes in deliveries of a queue, for the next run.
   *
   * @throws IllegalStateException if the session is closed; the deliveries are still the caller's
   */
  Load load(Queue queue, List<Delivery> deliveries) throws IllegalStateException {
    Load load = new Load(queue, deliveries);
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException(
            "The session of the ServerSession is closed: its pool must not give it any more");
      }
      loads.add(load);
    }
    return load;
  }

  private synchronized @Nullable Load poll() {
    return loads.poll();
  }

  /** Hands out what it is loaded with; what must not be handed out now goes back uncounted. */
  void run() {
    MessageListener known = listener;
    if (known == null) {
      putBackLoads();
      throw new IllegalStateRuntimeException(
          "The session has no message listener: set one on the session of a ServerSession");
    }
    runner = Thread.currentThread();
    try {
      for (Load load = poll(); load != null; load = poll()) {
        handOut(load, known);
      }
    } finally {
      runner = null;
      session.acknowledgeMode().flush();
    }
  }

  private void handOut(Load load, MessageListener known) {
    load.begin(known);
    for (Incoming next = load.next(); next != null; next = load.next()) {
      if (!session.gate().enter()) {
        load.putBack(next);
        return;
      }
      try {
        inbound.dispatch(next);
      } catch (JMSException | RuntimeException e) {
        session.problems().report(Failures.of("A delivery to a ServerSession", e));
      } finally {
        session.gate().leave();
      }
    }
  }

  /** Takes in nothing more; what no run has begun goes back. Idempotent. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    putBackLoads();
  }

  private void putBackLoads() {
    for (Load load = poll(); load != null; load = poll()) {
      load.putBack(null);
    }
  }

  /** Deliveries of one queue that a session is loaded with. Thread-safe. */
  final class Load implements Inlet {

    private final Queue queue;
    private final Occupancy occupancy = new Occupancy();

    @GuardedBy("this")
    private final Deque<Incoming> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private boolean over;

    private volatile @Nullable MessageListener target;

    Load(Queue queue, List<Delivery> deliveries) {
      this.queue = queue;
      for (Delivery delivery : deliveries) {
        waiting.add(new Incoming(this, delivery, null));
      }
    }

    void begin(MessageListener known) {
      target = known;
    }

    /** The next to hand out; with the last one the load is over. */
    synchronized @Nullable Incoming next() {
      Incoming next = waiting.poll();
      over |= next == null;
      return next;
    }

    /** Ends the load: this one and what has not been handed out go back. */
    void putBack(@Nullable Incoming current) {
      List<Incoming> back = new ArrayList<>();
      if (current != null) {
        back.add(current);
      }
      synchronized (this) {
        over = true;
        back.addAll(waiting);
        waiting.clear();
      }
      inbound.takeBack(back);
    }

    @Override
    public Queue queue() {
      return queue;
    }

    @Override
    public @Nullable MessageListener listener() {
      return target;
    }

    @Override
    public Occupancy occupancy() {
      return occupancy;
    }

    @Override
    public synchronized boolean isClosed() {
      return over;
    }

    @Override
    public synchronized void recoveredFirst(List<Handover> handovers) {
      for (int i = handovers.size() - 1; i >= 0; i--) {
        waiting.addFirst(Incoming.again(handovers.get(i)));
      }
    }
  }
}
