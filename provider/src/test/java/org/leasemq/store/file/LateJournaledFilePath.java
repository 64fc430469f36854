package org.leasemq.store.file;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The journaled file with checkpoints that commits overtake, as on a slow disk. */
public final class LateJournaledFilePath extends JournaledFilePath {

  static final String SCHEME = "leasemqlate";

  /** For H2. */
  public LateJournaledFilePath() {}

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  Executor checkpointExecutor() {
    Executor threads = super.checkpointExecutor();
    return task ->
        threads.execute(
            () -> {
              LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(2_000_000));
              task.run();
            });
  }
}
