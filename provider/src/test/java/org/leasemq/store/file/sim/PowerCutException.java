package org.leasemq.store.file.sim;

import java.io.IOException;

/** The power is off, or the caller is of a life before the cut. */
public final class PowerCutException extends IOException {

  private static final long serialVersionUID = 1L;

  PowerCutException(String file) {
    super("The power is off: " + file);
  }

  /** Whether a power cut is why this was thrown. */
  public static boolean isCauseOf(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof PowerCutException) {
        return true;
      }
    }
    return false;
  }
}
