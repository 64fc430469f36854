package org.leasemq.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.leasemq.store.QueueStore;

/** Lets the disk know how often messages were delivered, soon after the fact. */
final class StartedFlusher implements Service {

  private final CommitPipeline pipeline;
  private final AtomicBoolean pending = new AtomicBoolean();

  StartedFlusher(CommitPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** Notes that there is something to write. Any thread. */
  void note() {
    if (!pending.get()) {
      pending.set(true);
    }
  }

  @Override
  public Duration period() {
    return Duration.ofMillis(50);
  }

  @Override
  public void runOnce() {
    if (pending.compareAndSet(true, false)) {
      pipeline.call(QueueStore::flushStarted);
    }
  }
}
