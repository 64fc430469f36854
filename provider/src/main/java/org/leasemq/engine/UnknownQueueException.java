package org.leasemq.engine;

/** There is no such queue, and none is made on first use. */
public final class UnknownQueueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error whose message says what the user can do. */
  public UnknownQueueException(String message) {
    super(message);
  }
}
