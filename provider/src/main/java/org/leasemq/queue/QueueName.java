package org.leasemq.queue;

/**
 * The name of a queue or topic: 1 to 255 characters without control characters; a name that ends in
 * {@code .fifo} is a FIFO queue's. Immutable.
 */
public record QueueName(String value) {

  private static final int MAX_LENGTH = 255;

  public QueueName {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A queue name has 1 to " + MAX_LENGTH + " characters, not " + value.length());
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("The queue name '" + value + "' has a control character");
    }
  }

  /** Whether the name is a FIFO queue's. */
  public boolean isFifo() {
    return value.endsWith(".fifo");
  }

  @Override
  public String toString() {
    return value;
  }
}
