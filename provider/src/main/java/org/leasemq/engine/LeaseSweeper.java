package org.leasemq.engine;

import java.time.Duration;

/** Ends started leases whose time is over, so that their messages are delivered again. */
final class LeaseSweeper implements Service {

  private final CommitPipeline pipeline;

  LeaseSweeper(CommitPipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void runOnce() {
    pipeline.call(store -> store.startedLeases() == 0 ? 0 : store.expireLeases());
  }
}
