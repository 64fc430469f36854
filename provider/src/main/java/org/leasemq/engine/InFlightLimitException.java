package org.leasemq.engine;

/** A standard queue hands out nothing more: as many messages are in flight as it allows. */
public class InFlightLimitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error whose message says what the user can do. */
  public InFlightLimitException(String message) {
    super(message);
  }
}
