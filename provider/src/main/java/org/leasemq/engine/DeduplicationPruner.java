package org.leasemq.engine;

import java.time.Duration;

/** Forgets deduplication ids whose window is over, in bounded slices. */
final class DeduplicationPruner implements Service {

  private static final int SLICE = 500;

  private final CommitPipeline pipeline;

  DeduplicationPruner(CommitPipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(10);
  }

  @Override
  public void runOnce() {
    while (pipeline.call(store -> store.pruneDeduplication(SLICE)) == SLICE) {
      // The next slice; the pipeline's other work goes in between.
    }
  }
}
