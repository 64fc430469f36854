package org.leasemq.queue;

import java.time.Duration;

/** Checks a setting against its range, with the setting's name in the error. */
final class Ranges {

  static final Duration YEAR = Duration.ofDays(365);

  private Ranges() {}

  static void check(String setting, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(setting + " is " + min + " to " + max + ", not " + value);
    }
  }

  static void check(String setting, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(setting + " is " + min + " to " + max + ", not " + value);
    }
  }
}
