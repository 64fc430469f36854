package org.leasemq.ra.inflow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Something that works or does not: says so in the log when that changes and only then, and how
 * long to wait before the next try. Thread-safe.
 */
final class Trouble {

  private static final Logger LOG = System.getLogger(Activation.class.getName());
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final int DOUBLINGS = 7;

  private final String what;
  private int failures;

  /**
   * @param what what works or does not, as the subject of a sentence
   */
  Trouble(String what) {
    this.what = what;
  }

  /** It works. */
  synchronized void over() {
    if (failures > 0) {
      LOG.log(Level.INFO, "{0} works again", what);
    }
    failures = 0;
  }

  /** It failed: how long to wait before the next try; longer each time, up to 12.8 s. */
  synchronized Duration failed(Throwable cause) {
    if (failures == 0) {
      LOG.log(Level.WARNING, what + " does not work, and is tried again until it does", cause);
    }
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    failures++;
    return wait;
  }
}
