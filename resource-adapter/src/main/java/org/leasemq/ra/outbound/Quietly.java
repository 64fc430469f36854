package org.leasemq.ra.outbound;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Closes what nobody waits for any more. Any thread may use it. */
final class Quietly {

  private static final Logger LOG = System.getLogger(LeaseMQManagedConnection.class.getName());

  private Quietly() {}

  /** Closes it; a failure is only logged. */
  static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "Not closed cleanly: " + closeable, e);
    }
  }
}
