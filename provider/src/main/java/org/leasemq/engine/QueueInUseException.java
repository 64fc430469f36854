package org.leasemq.engine;

/** The queue has receivers. */
public final class QueueInUseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error whose message says what the user can do. */
  public QueueInUseException(String message) {
    super(message);
  }
}
