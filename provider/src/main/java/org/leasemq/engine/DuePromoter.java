package org.leasemq.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leasemq.store.QueueStore;

/**
 * Makes delayed messages and lanes that back off available when they are due. It runs when the next
 * is due, as the store and the committed units say; the period only catches a clock that was set.
 */
final class DuePromoter implements Service {

  private static final int SLICE = 500;
  private static final Duration NEAR = Duration.ofMinutes(1);

  private final QueueStore store;
  private final CommitPipeline pipeline;
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

  /** Notes that something is due then. Any thread. */
  void note(Instant due) {
    Duration wait = Duration.between(store.now(), due);
    Services executor = services;
    if (executor != null && wait.compareTo(NEAR) < 0) {
      executor.after(wait.plusMillis(1), this);
    }
  }
}
