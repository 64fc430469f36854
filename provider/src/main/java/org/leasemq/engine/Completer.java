package org.leasemq.engine;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.store.Batch;
import org.leasemq.store.Outcome;
import org.leasemq.store.StoreException;

/**
 * Tells the waiters what became of their units, and the buffers what has arrived, once it is on the
 * disk; off the pipeline's thread. One thread, in the order of the groups.
 */
final class Completer {

  private static final System.Logger LOG = System.getLogger(Completer.class.getName());

  private final LinkedBlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final Backlog backlog;
  private final Consumer<List<Delivery>> giveBack;
  private final Thread thread;

  /**
   * Makes a completer.
   *
   * @param giveBack takes deliveries for which there is no consumer any more
   */
  Completer(String name, Backlog backlog, Consumer<List<Delivery>> giveBack) {
    this.backlog = backlog;
    this.giveBack = giveBack;
    thread = new Thread(this::run, "leasemq-completer-" + name);
    thread.setDaemon(true);
  }

  /** What one step of the pipeline leaves to be told. Filled by the pipeline's thread. */
  static final class Step {
    private List<CommitPipeline.Work.UnitWork> units = List.of();
    private @Nullable Batch batch;
    private List<Outcome> outcomes = List.of();
    private @Nullable StoreException failure;
    private final List<Arrival> arrivals = new ArrayList<>(2);
    private final List<Runnable> last = new ArrayList<>(1);
    private boolean stop;

    private record Arrival(Buffer buffer, List<Delivery> deliveries) {}

    void committed(List<CommitPipeline.Work.UnitWork> of, Batch committed) {
      units = of;
      batch = committed;
      outcomes = committed.outcomes();
    }

    void resolved(List<CommitPipeline.Work.UnitWork> of, List<Outcome> known) {
      units = of;
      outcomes = known;
    }

    void failed(List<CommitPipeline.Work.UnitWork> of, StoreException cause) {
      units = of;
      failure = cause;
    }

    void delivery(Buffer buffer, List<Delivery> deliveries) {
      arrivals.add(new Arrival(buffer, deliveries));
    }

    void afterDelivery(Runnable action) {
      last.add(action);
    }

    boolean isEmpty() {
      return units.isEmpty() && arrivals.isEmpty() && last.isEmpty();
    }
  }

  void start() {
    thread.start();
  }

  void post(Step step) {
    steps.add(step);
  }

  void stop() {
    Step end = new Step();
    end.stop = true;
    steps.add(end);
  }

  void join() {
    Waits.join(thread);
  }

  /** Waits until all that was posted is told; for the pipeline's thread. */
  void settle() {
    CompletableFuture<@Nullable Object> told = new CompletableFuture<>();
    Step marker = new Step();
    marker.afterDelivery(() -> told.complete(null));
    steps.add(marker);
    Waits.uninterruptibly(told);
  }

  private void run() {
    while (true) {
      Step step;
      try {
        step = steps.take();
      } catch (InterruptedException e) {
        continue;
      }
      if (step.stop) {
        return;
      }
      try {
        tell(step);
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "The completer goes on after an error of its own", e);
      }
    }
  }

  private void tell(Step step) {
    StoreException failure = step.failure;
    Batch batch = step.batch;
    if (batch != null) {
      tellOutcomes(step, false);
      try {
        batch.awaitDurable();
      } catch (StoreException e) {
        failure = e;
      }
    }
    // Before the outcomes: who has released a message finds it in front of what was buffered.
    for (Step.Arrival arrival : step.arrivals) {
      List<Delivery> refused = arrival.buffer().deliver(arrival.deliveries());
      if (!refused.isEmpty()) {
        giveBack.accept(refused);
      }
    }
    if (failure == null) {
      tellOutcomes(step, true);
    } else {
      for (CommitPipeline.Work.UnitWork unit : step.units) {
        unit.done().completeExceptionally(failure);
      }
    }
    long size = 0;
    for (CommitPipeline.Work.UnitWork unit : step.units) {
      size += unit.size();
    }
    backlog.leave(size);
    step.last.forEach(Runnable::run);
  }

  private static void tellOutcomes(Step step, boolean durable) {
    for (int i = 0; i < step.units.size(); i++) {
      CommitPipeline.Work.UnitWork unit = step.units.get(i);
      if (unit.unit().isDurable() == durable || step.batch == null) {
        Outcome outcome = step.outcomes.get(i);
        if (outcome instanceof Outcome.Failed failed) {
          unit.done().completeExceptionally(failed.cause());
        } else {
          unit.done().complete(outcome);
        }
      }
    }
  }
}
