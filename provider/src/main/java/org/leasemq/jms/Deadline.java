package org.leasemq.jms;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a receive may still wait. Immutable. */
final class Deadline {

  static final Deadline NEVER = new Deadline(0, false);

  private final long nanoTime;
  private final boolean limited;

  private Deadline(long nanoTime, boolean limited) {
    this.nanoTime = nanoTime;
    this.limited = limited;
  }

  static Deadline in(Duration wait) {
    return new Deadline(System.nanoTime() + wait.toNanos(), true);
  }

  /** As receive(timeout) wants it: zero is for ever (a huge timeout too). */
  static Deadline ofTimeout(long millis) {
    boolean endless = millis == 0 || millis > Duration.ofDays(365).toMillis();
    return endless ? NEVER : in(Duration.ofMillis(millis));
  }

  /** What is left, at least zero; null: no end. */
  @Nullable Duration left() {
    return limited ? Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())) : null;
  }

  boolean isOver() {
    return limited && nanoTime - System.nanoTime() <= 0;
  }
}
