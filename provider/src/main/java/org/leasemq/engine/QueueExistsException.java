package org.leasemq.engine;

/** There is a queue of this name, and it has other settings. */
public class QueueExistsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error whose message says what the user can do. */
  public QueueExistsException(String message) {
    super(message);
  }
}
