package org.leasemq.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.LaneId;
import org.leasemq.queue.LeaseTerms;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;

/**
 * Who holds leases: what a session is to the engine. {@link #take} is for one thread at a time;
 * everything else may be called from any thread.
 */
public final class Owner implements AutoCloseable {

  /** Of how many lanes an owner can take the next message before it has settled what it holds. */
  private static final int MAX_HOLDINGS = 128;

  /** How often a take that does not wait looks on in a queue whose messages its filter refuses. */
  private static final int MAX_LOOKS = 10_000;

  private final Node node;
  private final Buffers buffers;
  private final CommitPipeline pipeline;
  private final LeaseTerms terms;

  @GuardedBy("this")
  private final List<Receiver> receivers = new ArrayList<>();

  @GuardedBy("this")
  private final Map<LaneId, Delivery> holdings =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LaneId, Delivery> eldest) {
          return size() > MAX_HOLDINGS;
        }
      };

  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile @Nullable Taker current;

  Owner(Node node, Buffers buffers, CommitPipeline pipeline, LeaseTerms terms) {
    this.node = node;
    this.buffers = buffers;
    this.pipeline = pipeline;
    this.terms = terms;
  }

  /**
   * Opens a place at a queue; the queue's other receivers with the same filter share its messages.
   */
  public Receiver openReceiver(Queue queue, @Nullable MessageFilter filter) {
    return openReceiver(queue, filter, Receiver.MOST_AHEAD);
  }

  /**
   * The same with messages read ahead for it.
   *
   * @param ahead how many at most, 1 to {@link Receiver#MOST_AHEAD}; of receivers that share
   *     messages the largest number counts
   */
  public Receiver openReceiver(Queue queue, @Nullable MessageFilter filter, int ahead) {
    Receiver receiver = new Receiver(this, buffers.open(queue, filter, ahead));
    synchronized (this) {
      receivers.add(receiver);
    }
    return receiver;
  }

  /** Waits until the buffers have what there is for them now. */
  void flush() {
    pipeline.flush();
  }

  void closed(Receiver receiver) {
    synchronized (this) {
      receivers.remove(receiver);
    }
    cancelTake();
    buffers.close(receiver.buffer());
  }

  /**
   * Takes the next delivery that one of the receivers can have. It is leased to this owner but not
   * started: call {@link #start} just before the application sees it, or {@link #putBack}.
   *
   * @param receivers all of this owner's
   * @param wait how long to wait; zero: only what is there now (a look into the store included);
   *     null: without end
   * @return null if the wait is over, a receiver is closed, or {@link #cancelTake} was called
   */
  public @Nullable Taken take(Collection<Receiver> receivers, @Nullable Duration wait)
      throws InterruptedException {
    Long deadline = wait == null ? null : System.nanoTime() + toNanos(wait);
    boolean now = wait != null && wait.isZero();
    while (true) {
      Taken taken = takeOne(receivers, now, deadline);
      if (taken == null) {
        return null;
      }
      if (!node.dropIfExpired(taken.delivery())) {
        Taken whole = withBody(taken);
        if (whole != null) {
          hold(taken.delivery());
          return whole;
        }
      }
    }
  }

  /** Null if the lease is over: the store was away, and the message is somebody else's, or gone. */
  private @Nullable Taken withBody(Taken taken) {
    Delivery light = taken.delivery();
    if (light.message().storedBody() == null) {
      return taken;
    }
    Delivery whole = null;
    try {
      whole = node.withBody(light);
    } finally {
      if (whole == null) {
        putBack(List.of(light));
      }
    }
    return whole == null ? null : new Taken(taken.receiver(), whole);
  }

  private static long toNanos(Duration wait) {
    return wait.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE / 4 : wait.toNanos();
  }

  private @Nullable Taken takeOne(Collection<Receiver> from, boolean now, @Nullable Long deadline)
      throws InterruptedException {
    boolean wantsClaim = false;
    for (Receiver receiver : from) {
      if (receiver.isClosed()) {
        return null;
      }
      receiver.engage();
      Delivery delivery = receiver.buffer().poll();
      if (delivery != null) {
        if (receiver.buffer().wantsClaim()) {
          pipeline.poke();
        }
        return new Taken(receiver, delivery);
      }
      wantsClaim |= receiver.buffer().wantsClaim();
    }
    Taker taker = new Taker(holdings());
    current = taker;
    try {
      if (!now && cancelled.getAndSet(false)) {
        return null;
      }
      for (Receiver receiver : from) {
        receiver.buffer().await(taker, receiver);
      }
      await(taker, from, now, deadline, wantsClaim);
    } catch (InterruptedException e) {
      if (taker.cancel()) {
        throw e;
      }
      // A delivery came first: it must not be lost.
      Thread.currentThread().interrupt();
    } finally {
      current = null;
      taker.cancel();
      for (Receiver receiver : from) {
        receiver.buffer().leave(taker);
      }
    }
    return taker.taken();
  }

  private void await(
      Taker taker,
      Collection<Receiver> from,
      boolean now,
      @Nullable Long deadline,
      boolean wantsClaim)
      throws InterruptedException {
    if (now) {
      boolean dry = taker.holdings().isEmpty() && isDry(from);
      for (int look = 0; !dry && taker.isWaiting() && look < MAX_LOOKS; look++) {
        pipeline.flush();
        dry = isDry(from);
      }
      return;
    }
    if (taker.isWaiting() && (wantsClaim || !taker.holdings().isEmpty())) {
      pipeline.poke();
    }
    if (from.stream().anyMatch(Receiver::isClosed)) {
      taker.cancel();
    }
    taker.await(deadline);
  }

  private static boolean isDry(Collection<Receiver> receivers) {
    return receivers.stream().allMatch(receiver -> receiver.buffer().isDry());
  }

  private synchronized List<Delivery> holdings() {
    return holdings.isEmpty() ? List.of() : List.copyOf(holdings.values());
  }

  private synchronized void hold(Delivery delivery) {
    LaneId lane = delivery.lane();
    if (lane != null) {
      holdings.remove(lane);
      holdings.put(lane, delivery);
    }
  }

  /**
   * What was taken so far is somebody else's: this owner does not go on with its lanes before they
   * are settled.
   */
  public synchronized void forgetLanes() {
    holdings.clear();
  }

  /**
   * Ends a {@link #take} that waits now, or else the next one that would wait: it returns null. So
   * a caller that has just changed what a take goes by cannot be missed.
   */
  public void cancelTake() {
    cancelled.set(true);
    Taker taker = current;
    if (taker != null) {
      taker.cancel();
    }
  }

  /**
   * Notes that the application gets the delivery now: its count goes up, its lease counts from now.
   *
   * @return false if the lease is over already; the application must not see it then
   */
  public boolean start(Delivery delivery) {
    return node.started(delivery, terms);
  }

  /** Gives back deliveries that were not started: available again in their places, not counted. */
  public void putBack(List<Delivery> deliveries) {
    if (!deliveries.isEmpty()) {
      node.abandon(deliveries);
    }
  }

  /**
   * Closes the receivers. What was started must be settled (or prepared in a branch), what was
   * taken and not started put back, by the caller.
   */
  @Override
  public void close() {
    List<Receiver> open;
    synchronized (this) {
      open = List.copyOf(receivers);
    }
    open.forEach(Receiver::close);
  }
}
