package org.leasemq.store;

import org.jspecify.annotations.Nullable;

/**
 * The store could not do what was asked. Nothing of it was done, unless a subclass says otherwise.
 */
public class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error whose message says what the user can do. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
