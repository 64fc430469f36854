package org.leasemq.store.file;

import java.util.concurrent.Executor;

/** The journaled file with checkpoints in the committing thread, so that a seed repeats exactly. */
public final class InlineJournaledFilePath extends JournaledFilePath {

  static final String SCHEME = "leasemqinline";

  /** For H2. */
  public InlineJournaledFilePath() {}

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  Executor checkpointExecutor() {
    return Runnable::run;
  }
}
