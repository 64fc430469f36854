package org.leasemq.engine;

/** A message breaks a rule of its queue. */
public final class MessageRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error whose message says what the user can do. */
  public MessageRefusedException(String message) {
    super(message);
  }
}
