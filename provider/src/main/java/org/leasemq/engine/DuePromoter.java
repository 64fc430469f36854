package org.leasemq.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.leasemq.store.QueueStore;

/**
 * Makes delayed messages and lanes that back off available when they are due. It runs when the next
 * is due, as the store and the committed units say; the period only catches a clock that was set.
 */
final class DuePromoter implements Service {

  private static final int SLICE = 500;
  private static final long SLOT_MILLIS = 10;
  private static final Duration NEAR = Duration.ofMinutes(1);

  private final QueueStore store;
  private final CommitPipeline pipeline;
  private final Set<Long> slots = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Services services;

  DuePromoter(QueueStore store, CommitPipeline pipeline) {
    this.store = store;
    this.pipeline = pipeline;
  }

  void runsOn(Services executor) {
    services = executor;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(30);
  }

  @Override
  public void runOnce() {
    Optional<Instant> next = pipeline.call(s -> s.promoteDue(SLICE));
    next.ifPresent(this::note);
  }

  /** Notes that something is due then; nearby instants share a run. Any thread. */
  void note(Instant due) {
    long slot = due.toEpochMilli() / SLOT_MILLIS + 1;
    Duration wait = Duration.between(store.now(), Instant.ofEpochMilli(slot * SLOT_MILLIS));
    Services executor = services;
    if (executor != null && wait.compareTo(NEAR) < 0 && slots.add(slot)) {
      executor.after(wait, new Run(slot));
    }
  }

  /** The run of one slot of time. */
  private final class Run implements Service {
    private final long slot;

    Run(long slot) {
      this.slot = slot;
    }

    @Override
    public Duration period() {
      return DuePromoter.this.period();
    }

    @Override
    public void runOnce() {
      slots.remove(slot);
      DuePromoter.this.runOnce();
    }
  }
}
