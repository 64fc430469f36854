package org.leasemq;

import jakarta.jms.JMSSecurityException;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Rights;

/**
 * Says who may connect and what each user may do, in place of the store's users. Name the class as
 * the connection factory's or the resource adapter's {@code authenticator}; it has a public
 * constructor without parameters, and a node makes one instance when it starts. Thread-safe.
 */
public interface LeaseMQAuthenticator {

  /**
   * Called for each new connection.
   *
   * @param userName null: the connection is made without a user
   * @param password null: none was given
   * @return what the user may do; it is asked with each producer, send, consumer and browser
   * @throws JMSSecurityException if the user or the password is wrong
   */
  Rights authenticate(@Nullable String userName, @Nullable String password)
      throws JMSSecurityException;
}
