package org.leasemq.store;

import org.jspecify.annotations.Nullable;

/** A commit failed in such a way that it may have been done or not. */
public class OutcomeUnknownException extends StoreException {

  private static final long serialVersionUID = 1L;

  /** An error whose message says what the user can do. */
  public OutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
