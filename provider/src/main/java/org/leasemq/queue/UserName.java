package org.leasemq.queue;

/** A user's name: 1 to 255 characters without control characters; case counts. Immutable. */
public record UserName(String value) {

  private static final int MAX_LENGTH = 255;

  public UserName {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A user name has 1 to " + MAX_LENGTH + " characters, not " + value.length());
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("The user name has a control character");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
