package org.leasemq.engine;

import java.time.Duration;

/** Deletes what ended subscriptions have left once it is settled. */
final class EndedSubscriptions implements Service {

  private final Topics topics;

  EndedSubscriptions(Topics topics) {
    this.topics = topics;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void runOnce() {
    topics.deleteEnded();
  }
}
