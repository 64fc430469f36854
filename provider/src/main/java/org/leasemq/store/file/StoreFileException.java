package org.leasemq.store.file;

import java.io.IOException;
import java.util.Optional;

/**
 * A store that cannot be opened, with the reason and what the user can do.
 *
 * <p>H2 wraps it: a {@code SQLException} with the error code 90028 (IO_EXCEPTION_1), caused by an
 * {@code MVStoreException}, caused by this. {@link #causeOf} finds it.
 */
public class StoreFileException extends IOException {

  private static final long serialVersionUID = 1L;

  StoreFileException(String message) {
    super(message);
  }

  /** Finds the reason in what JDBC or H2 threw. */
  public static Optional<StoreFileException> causeOf(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof StoreFileException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
