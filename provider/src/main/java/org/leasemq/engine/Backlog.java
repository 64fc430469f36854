package org.leasemq.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** How many bytes wait in the pipeline: who wants to add to too much of it waits. Thread-safe. */
final class Backlog {

  private static final long MAX_BYTES = 64L << 20;

  @GuardedBy("this")
  private long bytes;

  /** Waits until there is room; an entry larger than all the room has to be alone. */
  synchronized void enter(long size) {
    boolean interrupted = false;
    while (bytes > 0 && bytes + size > MAX_BYTES) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    bytes += size;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void enterAnyway(long size) {
    bytes += size;
  }

  synchronized void leave(long size) {
    bytes -= size;
    notifyAll();
  }
}
