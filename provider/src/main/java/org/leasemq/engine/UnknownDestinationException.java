package org.leasemq.engine;

/** There is no such queue or topic, and none is made on first use. */
public final class UnknownDestinationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error whose message says what the user can do. */
  public UnknownDestinationException(String message) {
    super(message);
  }
}
