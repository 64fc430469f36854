package org.leasemq.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;
import org.leasemq.store.Demand;
import org.leasemq.store.Reader;

/**
 * What the node has claimed of one queue for one filter and nobody has taken yet. All consumers of
 * that kind drink from it, so that a slow one starves nobody. Thread-safe.
 */
final class Buffer {

  /** About how many bytes are claimed ahead of the consumers. */
  private static final long AHEAD_BYTES = 1 << 20;

  private final Reader reader;

  /** By rank; of a FIFO queue by arrival. */
  @GuardedBy("this")
  private final TreeMap<Long, Delivery> deliveries = new TreeMap<>();

  @GuardedBy("this")
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private int engaged;

  @GuardedBy("this")
  private int onTheWay;

  /** The last rank of what is on the way. */
  @GuardedBy("this")
  private long lastOnTheWay = Long.MIN_VALUE;

  @GuardedBy("this")
  private long arrivals;

  @GuardedBy("this")
  private long bytes;

  @GuardedBy("this")
  private int receivers;

  /** How many messages are claimed ahead of the consumers. */
  @GuardedBy("this")
  private int ahead;

  @GuardedBy("this")
  private boolean retired;

  private volatile boolean alone = true;
  private volatile boolean dry;
  private volatile boolean overLimit;

  private record Waiting(Taker taker, Receiver receiver) {}

  Buffer(Reader reader) {
    this.reader = reader;
  }

  Reader reader() {
    return reader;
  }

  Queue queue() {
    return reader.queue();
  }

  boolean isFor(Queue queue, @Nullable MessageFilter filter) {
    return queue().id().equals(queue.id()) && java.util.Objects.equals(reader.filter(), filter);
  }

  /** Whether this is the queue's only buffer: only then may it claim ahead. */
  void setAlone(boolean alone) {
    this.alone = alone;
  }

  synchronized void opened(int wantedAhead) {
    receivers++;
    ahead = Math.max(ahead, wantedAhead);
  }

  /** Notes that a receiver is closed; says whether it was the last. */
  synchronized boolean closed() {
    receivers--;
    return receivers == 0;
  }

  synchronized boolean hasReceivers() {
    return receivers > 0;
  }

  /** Counts a receiver in (or out) whose owner takes from it, so that claims are made for it. */
  synchronized void engage(boolean in) {
    engaged += in ? 1 : -1;
  }

  /** Takes a delivery if there is one. */
  synchronized @Nullable Delivery poll() {
    return deliveries.isEmpty() ? null : takeFirst();
  }

  @CanIgnoreReturnValue
  @GuardedBy("this")
  private Delivery takeFirst() {
    Delivery first = deliveries.firstEntry().getValue();
    deliveries.pollFirstEntry();
    bytes -= first.message().size();
    return first;
  }

  /** Makes a taker wait here, or gives it a delivery at once. */
  synchronized void await(Taker taker, Receiver receiver) {
    Delivery delivery = poll();
    if (delivery == null) {
      waiting.add(new Waiting(taker, receiver));
    } else if (!taker.assign(receiver, delivery)) {
      add(delivery);
    }
  }

  synchronized void leave(Taker taker) {
    waiting.removeIf(entry -> entry.taker() == taker);
  }

  /** Whether a look into the store would find nothing, and nothing is on its way. */
  synchronized boolean isDry() {
    return dry && onTheWay == 0 && deliveries.isEmpty();
  }

  /** Whether a claim is worth the while of waking the pipeline. */
  synchronized boolean wantsClaim() {
    return !dry && room() > (alone ? ahead / 2 : 0);
  }

  /** What the consumers can take now, for the pipeline's thread; null if nothing. */
  synchronized @Nullable Demand demand() {
    int room = room();
    return room > 0 ? new Demand(reader, room, Math.max(1, AHEAD_BYTES - bytes)) : null;
  }

  @GuardedBy("this")
  private int room() {
    if (engaged == 0 || bytes >= AHEAD_BYTES) {
      return 0;
    }
    waiting.removeIf(entry -> !entry.taker().isWaiting());
    int wanted = alone ? Math.max(ahead, waiting.size()) : waiting.size();
    return wanted - deliveries.size() - onTheWay;
  }

  /** Notes what will come; on the pipeline's thread. */
  synchronized void expect(List<Delivery> coming) {
    onTheWay += coming.size();
    for (Delivery delivery : coming) {
      lastOnTheWay = Math.max(lastOnTheWay, delivery.rank());
    }
  }

  /**
   * Whether something was given back that comes before what is buffered or on its way, and there is
   * no room for it; on the pipeline's thread.
   */
  synchronized boolean isInTheWay() {
    Iterator<Long> givenBack = reader.givenBack().iterator();
    if (engaged == 0 || !givenBack.hasNext() || room() > 0) {
      return false;
    }
    long last = deliveries.isEmpty() ? Long.MIN_VALUE : deliveries.lastKey();
    return givenBack.next() < Math.max(last, lastOnTheWay);
  }

  /** Takes out what comes behind anything that was given back and has not been claimed. */
  synchronized List<Delivery> takeOutOvertakers() {
    Iterator<Long> givenBack = reader.givenBack().iterator();
    if (!givenBack.hasNext()) {
      return List.of();
    }
    long first = givenBack.next();
    List<Delivery> out = new ArrayList<>();
    while (!deliveries.isEmpty() && deliveries.lastKey() > first) {
      out.add(takeLast());
    }
    return out;
  }

  @GuardedBy("this")
  private Delivery takeLast() {
    Delivery last = deliveries.lastEntry().getValue();
    deliveries.pollLastEntry();
    bytes -= last.message().size();
    return last;
  }

  /** Takes out the last ones to make room for what was given back and comes before them. */
  synchronized List<Delivery> makeWay() {
    List<Delivery> out = new ArrayList<>();
    int wanted = 0;
    for (long rank : reader.givenBack()) {
      wanted++;
      while (room() < wanted && !deliveries.isEmpty() && deliveries.lastKey() > rank) {
        out.add(takeLast());
      }
      if (room() < wanted) {
        break;
      }
    }
    return out;
  }

  /** Notes whether the store has more; on the pipeline's thread. */
  void noteDry(boolean nothingLeft) {
    dry = nothingLeft;
  }

  /** Notes whether the queue hands out no more as too much is in flight; says if that is new. */
  boolean noteOverLimit(boolean nothingNow) {
    boolean begins = nothingNow && !overLimit;
    overLimit = nothingNow;
    return begins;
  }

  /** Whether there is nothing to take only because too much of the queue is in flight. */
  boolean isOverLimit() {
    return overLimit && isEmpty();
  }

  private synchronized boolean isEmpty() {
    return onTheWay == 0 && deliveries.isEmpty();
  }

  /** Takes in what was expected; says what it cannot take since its last receiver has closed. */
  synchronized List<Delivery> deliver(List<Delivery> arrived) {
    onTheWay -= arrived.size();
    if (onTheWay == 0) {
      lastOnTheWay = Long.MIN_VALUE;
    }
    if (retired) {
      return arrived;
    }
    for (Delivery delivery : arrived) {
      add(delivery);
    }
    return List.of();
  }

  /** Takes out all that nobody has taken; what is on its way will be refused. */
  synchronized List<Delivery> retire() {
    retired = true;
    return drain();
  }

  /** Gives a delivery to the first that waits, or keeps it. */
  @GuardedBy("this")
  private void add(Delivery delivery) {
    deliveries.put(queue().isFifo() ? ++arrivals : delivery.rank(), delivery);
    bytes += delivery.message().size();
    while (!deliveries.isEmpty() && !waiting.isEmpty()) {
      Waiting first = waiting.poll();
      if (first.taker().assign(first.receiver(), deliveries.firstEntry().getValue())) {
        takeFirst();
      }
    }
  }

  /** Takes out all that nobody has taken. */
  synchronized List<Delivery> drain() {
    List<Delivery> all = new ArrayList<>(deliveries.values());
    deliveries.clear();
    bytes = 0;
    return all;
  }

  /** The takers that wait here and hold lanes of this queue. */
  synchronized List<HoldingTaker> holdingTakers() {
    List<HoldingTaker> found = new ArrayList<>();
    for (Waiting entry : waiting) {
      if (!entry.taker().holdings().isEmpty() && entry.taker().isWaiting()) {
        found.add(new HoldingTaker(entry.taker(), entry.receiver()));
      }
    }
    return found;
  }

  /** A taker whose owner holds lanes. */
  record HoldingTaker(Taker taker, Receiver receiver) {}
}
