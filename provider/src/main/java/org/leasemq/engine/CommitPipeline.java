package org.leasemq.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.LaneId;
import org.leasemq.store.Batch;
import org.leasemq.store.Demand;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.QueueStore;
import org.leasemq.store.Reader;
import org.leasemq.store.StoreException;
import org.leasemq.store.Unit;

/**
 * The one place where a node writes. Its thread takes all units that wait, commits them as one
 * group, claims for the buffers that have room, and leaves the completion of the waiters to the
 * {@link Completer}. What arrives meanwhile is the next group. Only this thread touches the store.
 */
final class CommitPipeline {

  private static final System.Logger LOG = System.getLogger(CommitPipeline.class.getName());

  /** How much goes into one group. */
  private static final long GROUP_BYTES = 4 << 20;

  /** How many sends go into a group with settlements at least. */
  private static final int MIN_SENDS = 4;

  /** For how many groups after a settlement sends keep to the consumers' pace at most. */
  private static final int LONGEST_PACE = 8;

  /** After how many groups the files are compacted a little. */
  private static final int COMPACT_EVERY = 200;

  private final QueueStore store;
  private final Completer completer;
  private final DeadLetters deadLetters;
  private final Backlog backlog = new Backlog();
  private final ConcurrentLinkedQueue<Work> work = new ConcurrentLinkedQueue<>();

  /** Sends whose senders wait: while consumers lag behind, they make way for acknowledges. */
  private final ConcurrentLinkedQueue<Work.UnitWork> patient = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean parked = new AtomicBoolean();
  private final Thread thread;
  private final Buffers buffers = new Buffers(this);
  private final InFlightWarnings warnings = new InFlightWarnings();

  /**
   * Lanes whose next message has been claimed and has not reached its taker, or gone back. Until
   * then the lane goes no further, or what follows would overtake what goes back.
   */
  private final Map<LaneId, DeliveryId> onTheWay = new ConcurrentHashMap<>();

  private volatile boolean closing;
  private volatile boolean poked;
  private int groups;

  /** For how many groups sends keep to the consumers' pace, unless there are more settlements. */
  private int pace;

  /** What waits: a unit, or a call that wants the store for itself. */
  sealed interface Work {

    /** A unit and who waits for it. */
    record UnitWork(Unit unit, long size, CompletableFuture<Outcome> done) implements Work {}

    /** A call and who waits for it; an undemanding one is also for a store that has failed. */
    record Call(
        Function<QueueStore, ? extends @Nullable Object> function,
        CompletableFuture<Object> done,
        boolean undemanding)
        implements Work {

      Call(Function<QueueStore, ? extends @Nullable Object> function, boolean undemanding) {
        this(function, new CompletableFuture<>(), undemanding);
      }
    }
  }

  CommitPipeline(String name, QueueStore store) {
    this.store = store;
    this.completer = new Completer(name, backlog, this::putBack);
    this.deadLetters = new DeadLetters(this);
    this.thread = new Thread(this::run, "leasemq-pipeline-" + name);
    thread.setDaemon(true);
  }

  void start() {
    completer.start();
    thread.start();
  }

  Buffers buffers() {
    return buffers;
  }

  DeadLetters deadLetters() {
    return deadLetters;
  }

  /** Hands in a unit; waits only while too much waits already. */
  CompletableFuture<Outcome> submit(Unit unit) {
    Work.UnitWork entry = enter(unit);
    add(entry);
    return entry.done();
  }

  /** Hands in what settles a delivery that nobody has started; if it fails, it goes back. */
  void submitOrPutBack(Operation settlement, Delivery delivery) {
    var unused =
        submit(Unit.of(settlement))
            .whenComplete(
                (outcome, failure) -> {
                  if (failure != null) {
                    putBack(List.of(delivery));
                  }
                });
  }

  /** Hands in a unit and waits for its outcome. */
  Outcome commit(Unit unit) {
    Work.UnitWork entry = enter(unit);
    if (unit.isOnlySends()) {
      patient.add(entry);
      entered();
    } else {
      add(entry);
    }
    return Waits.uninterruptibly(entry.done());
  }

  private Work.UnitWork enter(Unit unit) {
    Work.UnitWork entry = new Work.UnitWork(unit, unit.size(), new CompletableFuture<>());
    if (!isOwnThread()) {
      backlog.enter(entry.size());
    } else {
      backlog.enterAnyway(entry.size());
    }
    return entry;
  }

  /**
   * Runs a function on the store, between two groups, and waits for it.
   *
   * @throws StoreException if it fails or the pipeline is closed
   */
  @SuppressWarnings("unchecked")
  <T extends @Nullable Object> T call(Function<QueueStore, T> function) {
    if (isOwnThread()) {
      return function.apply(store);
    }
    Work.Call call = new Work.Call(function, false);
    add(call);
    return (T) Waits.uninterruptibly(call.done());
  }

  /**
   * As {@link #call}, for what changes the store's memory alone, so that it may have failed; when
   * the pipeline is closed there is nothing to do.
   */
  void callIfOpen(Function<QueueStore, @Nullable Object> function) {
    try {
      if (isOwnThread()) {
        var unused = function.apply(store);
      } else {
        Work.Call call = new Work.Call(function, true);
        add(call);
        Waits.uninterruptibly(call.done());
      }
    } catch (StoreException e) {
      if (!closing) {
        LOG.log(Level.DEBUG, "The store did not answer; it is reopened with the next work", e);
      }
    }
  }

  /** Waits until all that was handed in before is done and claims have been made. */
  void flush() {
    Work.Call call = new Work.Call(s -> null, false);
    add(call);
    Waits.uninterruptibly(call.done());
  }

  private boolean isOwnThread() {
    return Thread.currentThread() == thread;
  }

  private void add(Work entry) {
    work.add(entry);
    entered();
  }

  private void entered() {
    if (closing && !thread.isAlive()) {
      failRest();
    }
    unpark();
  }

  /** Makes it look at the buffers' demands. */
  void poke() {
    poked = true;
    unpark();
  }

  private void unpark() {
    if (parked.get() && parked.compareAndSet(true, false)) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (true) {
      poked = false;
      List<Work.UnitWork> units = new ArrayList<>();
      Work.Call call = drain(units);
      boolean idle = true;
      try {
        idle = !step(units, call);
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "The commit pipeline goes on after an error of its own", e);
        units.forEach(unit -> unit.done().completeExceptionally(e));
      }
      if (idle && work.isEmpty() && patient.isEmpty()) {
        if (closing) {
          break;
        }
        park();
      }
    }
    failRest();
    completer.stop();
  }

  private void park() {
    parked.set(true);
    while (parked.get() && work.isEmpty() && patient.isEmpty() && !poked && !closing) {
      LockSupport.park(this);
    }
    parked.set(false);
  }

  /**
   * Takes the units up to the next call, or as many as fit into a group; sends that wait come last.
   */
  private Work.@Nullable Call drain(List<Work.UnitWork> units) {
    long bytes = 0;
    Work.Call call = null;
    while (bytes < GROUP_BYTES && call == null) {
      Work next = work.poll();
      if (next == null) {
        break;
      }
      if (next instanceof Work.Call found) {
        call = found;
      } else {
        Work.UnitWork unit = (Work.UnitWork) next;
        bytes += unit.size();
        units.add(unit);
      }
    }
    int room = sendsBesides(units.size());
    while (bytes < GROUP_BYTES && room > 0) {
      Work.UnitWork next = patient.poll();
      if (next == null) {
        break;
      }
      bytes += next.size();
      units.add(next);
      room--;
    }
    return call;
  }

  /**
   * How many waiting sends go into a group beside other units. While consumers settle messages and
   * more of them are left behind, less comes in than goes out: so a queue stays or becomes short,
   * and its messages are handed over in memory. That holds for some groups without a settlement,
   * too, as many as messages were settled; so consumers that settle little hold up no senders.
   */
  private int sendsBesides(int others) {
    pace = Math.min(Math.max(others, pace - 1), LONGEST_PACE);
    if (pace <= 0 || !buffers.isLagging()) {
      return Integer.MAX_VALUE;
    }
    return others == 0 ? 1 : Math.max(others - others / 4, MIN_SENDS);
  }

  /** One group, its claims, and one call; says whether there was anything to do. */
  private boolean step(List<Work.UnitWork> units, Work.@Nullable Call call) {
    Completer.Step done = new Completer.Step();
    StoreException obstacle = obstacle();
    if (obstacle != null) {
      done.failed(units, obstacle);
    } else if (!units.isEmpty()) {
      commit(units, done);
    }
    Object result = call == null ? null : run(call);
    if (obstacle == null && !store.isFailed()) {
      claim(done);
    }
    if (call != null) {
      // After the claims, so that who flushes finds what there is.
      done.afterDelivery(() -> complete(call, result));
    }
    boolean worked = !done.isEmpty();
    if (worked) {
      completer.post(done);
    }
    if (!units.isEmpty() && ++groups % COMPACT_EVERY == 0 && !store.isFailed()) {
      compact();
    }
    return worked;
  }

  private void compact() {
    try {
      store.compact();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A step of compaction failed; the next work finds out why", e);
    }
  }

  private static void complete(Work.Call call, @Nullable Object result) {
    if (result instanceof Failure failure) {
      call.done().completeExceptionally(failure.cause());
    } else {
      call.done().complete(result);
    }
  }

  /** A call's error, on its way to the caller. */
  private record Failure(Throwable cause) {}

  private @Nullable Object run(Work.Call call) {
    try {
      StoreException obstacle = call.undemanding() ? null : obstacle();
      return obstacle == null ? call.function().apply(store) : new Failure(obstacle);
    } catch (RuntimeException e) {
      return new Failure(e);
    }
  }

  private void commit(List<Work.UnitWork> units, Completer.Step done) {
    List<Demand> demands = demands();
    List<Unit> group = new ArrayList<>(units.size());
    for (Work.UnitWork unit : units) {
      group.add(unit.unit());
    }
    try {
      Batch batch = store.commit(group, demands);
      done.committed(units, batch);
      batch.handedOver().forEach((reader, deliveries) -> expect(reader, deliveries, done));
    } catch (OutcomeUnknownException e) {
      resolve(units, done, e);
    } catch (StoreException e) {
      done.failed(units, e);
    }
  }

  /** The outcome is unknown: the store is opened again, and says whether the group was done. */
  private void resolve(
      List<Work.UnitWork> units, Completer.Step done, OutcomeUnknownException cause) {
    LOG.log(Level.WARNING, "The store failed in a commit and is opened again", cause);
    try {
      Optional<List<Outcome>> outcomes = reopen();
      if (outcomes.isPresent()) {
        done.resolved(units, outcomes.get());
      } else {
        done.failed(
            units,
            new StoreException(
                "The store failed and nothing was done: " + cause.getMessage(), cause));
      }
    } catch (StoreException e) {
      cause.addSuppressed(e);
      done.failed(units, cause);
    }
  }

  /** Opens a failed store again; says why it cannot be used if that does not help. */
  private @Nullable StoreException obstacle() {
    if (!store.isFailed()) {
      return null;
    }
    try {
      reopen();
      LOG.log(Level.INFO, "The store is open again");
      return null;
    } catch (StoreException e) {
      return new StoreException("The store is not available: " + e.getMessage(), e);
    }
  }

  private Optional<List<Outcome>> reopen() {
    completer.settle();
    store.putBack(buffers.drain(null));
    return store.reopen();
  }

  private List<Demand> demands() {
    List<Demand> demands = new ArrayList<>();
    for (Buffer buffer : buffers.all()) {
      Demand demand = buffer.demand();
      if (demand != null) {
        demands.add(demand);
      }
    }
    return demands;
  }

  private void claim(Completer.Step done) {
    try {
      makeWay();
      List<Demand> demands = demands();
      if (!demands.isEmpty()) {
        Map<Reader, List<Delivery>> claimed = store.claim(demands);
        claimed.forEach((reader, deliveries) -> expect(reader, deliveries, done));
      }
      for (Buffer buffer : buffers.all()) {
        if (buffer.queue().isFifo()) {
          continueLanes(buffer, done);
        }
        store.putBack(buffer.takeOutOvertakers());
        boolean more = buffer.reader().mayHaveMore();
        buffer.noteDry(!more);
        if (buffer.noteOverLimit(buffer.reader().isOverLimit())) {
          warnings.reached(buffer.queue(), store.now());
        }
        if (more && buffer.demand() != null) {
          poked = true;
        }
      }
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "Claiming messages failed; it is tried again with the next work", e);
    }
  }

  /** What was given back comes before what is buffered, so full buffers give back their last. */
  private void makeWay() {
    for (Buffer buffer : buffers.all()) {
      if (buffer.isInTheWay()) {
        completer.settle(); // what is on its way arrives
        store.putBack(buffer.makeWay());
      }
    }
  }

  /** Takers that hold lanes may have the lanes' next messages. */
  private void continueLanes(Buffer buffer, Completer.Step done) {
    for (Buffer.HoldingTaker waiting : buffer.holdingTakers()) {
      for (Delivery holder : waiting.taker().holdings()) {
        if (continueLane(buffer, waiting, holder, done)) {
          break;
        }
      }
    }
  }

  private boolean continueLane(
      Buffer buffer, Buffer.HoldingTaker waiting, Delivery holder, Completer.Step done) {
    LaneId lane = holder.lane();
    if (lane == null
        || !onTheWay.getOrDefault(lane, holder.id()).equals(holder.id())
        || !waiting.taker().isWaiting()
        || !holder.queue().equals(buffer.queue().id())) {
      return false;
    }
    List<Delivery> next = sift(buffer.reader(), store.claimNext(buffer.reader(), holder, 1));
    for (Delivery delivery : next) {
      onTheWay.put(lane, delivery.id());
      done.afterDelivery(() -> assign(waiting, lane, delivery));
    }
    return !next.isEmpty();
  }

  private void assign(Buffer.HoldingTaker waiting, LaneId lane, Delivery delivery) {
    if (waiting.taker().assign(waiting.receiver(), delivery)) {
      arrived(lane, delivery);
      return;
    }
    var unused =
        putBack(List.of(delivery)).whenComplete((result, failure) -> arrived(lane, delivery));
  }

  /** The lane may go on; who asked for it meanwhile is looked at again. */
  private void arrived(LaneId lane, Delivery delivery) {
    onTheWay.remove(lane, delivery.id());
    poke();
  }

  /** Gives deliveries back, also to a store that has failed; nobody needs to wait. Any thread. */
  @CanIgnoreReturnValue
  CompletableFuture<Object> putBack(List<Delivery> deliveries) {
    Work.Call call =
        new Work.Call(
            s -> {
              s.putBack(deliveries);
              return null;
            },
            true);
    add(call);
    return call.done();
  }

  private void expect(Reader reader, List<Delivery> deliveries, Completer.Step done) {
    List<Delivery> good = sift(reader, deliveries);
    for (Buffer buffer : buffers.all()) {
      if (buffer.reader() == reader && !good.isEmpty()) {
        buffer.expect(good);
        done.delivery(buffer, good);
      }
    }
  }

  /** What of this may be delivered; the rest is on its way to the dead-letter queue. */
  private List<Delivery> sift(Reader reader, List<Delivery> claimed) {
    try {
      return deadLetters.sift(store, reader.queue(), claimed);
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "The dead-letter queue cannot be made; nothing is delivered now", e);
      store.putBack(claimed);
      return List.of();
    }
  }

  private void failRest() {
    StoreException closed = new StoreException("The node is closed", null);
    work.addAll(patient);
    patient.clear();
    for (Work entry = work.poll(); entry != null; entry = work.poll()) {
      if (entry instanceof Work.UnitWork unit) {
        unit.done().completeExceptionally(closed);
      } else if (entry instanceof Work.Call call) {
        call.done().completeExceptionally(closed);
      }
    }
  }

  /** Finishes what waits, gives back what is buffered, closes the store. */
  void close() {
    buffers.close();
    callIfOpen(
        s -> {
          s.putBack(buffers.drain(null));
          return null;
        });
    closing = true;
    parked.set(false);
    LockSupport.unpark(thread);
    Waits.join(thread);
    completer.join();
    store.close();
  }
}
