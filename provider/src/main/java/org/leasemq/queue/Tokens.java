package org.leasemq.queue;

/** The one rule for the ids that senders choose. */
final class Tokens {

  private static final int MAX_LENGTH = 128;

  private Tokens() {}

  static void check(String what, String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A " + what + " has 1 to " + MAX_LENGTH + " characters, not " + value.length());
    }
  }
}
