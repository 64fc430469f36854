package org.leasemq.queue;

/**
 * Names of queues and topics: {@code *} stands for any characters or none, all else for itself.
 * Immutable.
 */
public record DestinationPattern(String value) {

  /** Every queue and topic. */
  public static final DestinationPattern ALL = new DestinationPattern("*");

  private static final int MAX_LENGTH = 255;

  public DestinationPattern {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A pattern has 1 to " + MAX_LENGTH + " characters, not " + value.length());
    }
  }

  /** Whether it stands for this name. The cost is at most the product of both lengths. */
  public boolean matches(QueueName destination) {
    String name = destination.value();
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (in < name.length()) {
      if (at < value.length() && value.charAt(at) == '*') {
        star = at++;
        resume = in;
      } else if (at < value.length() && value.charAt(at) == name.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        // The last star takes one more character.
        at = star + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    while (at < value.length() && value.charAt(at) == '*') {
      at++;
    }
    return at == value.length();
  }

  @Override
  public String toString() {
    return value;
  }
}
