package org.leasemq.engine;

import java.time.Duration;

/** Deletes large bodies that no message refers to, slice by slice. */
final class BodySweeper implements Service {

  private final CommitPipeline pipeline;

  BodySweeper(CommitPipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void runOnce() {
    boolean more = true;
    while (more) {
      more = pipeline.call(store -> store.sweepBodies());
    }
  }
}
