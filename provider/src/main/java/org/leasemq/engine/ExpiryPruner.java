package org.leasemq.engine;

import java.time.Duration;

/** Drops expired messages, or moves them to their queue's expiry queue, in bounded slices. */
final class ExpiryPruner implements Service {

  private static final int SLICE = 500;

  private final CommitPipeline pipeline;

  ExpiryPruner(CommitPipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void runOnce() {
    while (pipeline.call(store -> store.expireMessages(SLICE)) == SLICE) {
      // The next slice; the pipeline's other work goes in between.
    }
  }
}
