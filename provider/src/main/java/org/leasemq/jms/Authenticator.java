package org.leasemq.jms;

import jakarta.jms.JMSSecurityException;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Rights;

/** Says who may connect. Thread-safe. */
@FunctionalInterface
public interface Authenticator {

  /**
   * What this user may do.
   *
   * @throws JMSSecurityException if the user or the password is wrong
   */
  Rights authenticate(@Nullable String userName, @Nullable String password)
      throws JMSSecurityException;
}
