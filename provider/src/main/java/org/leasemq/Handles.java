package org.leasemq;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import org.leasemq.jms.LeaseMQContext;
import org.leasemq.jms.ProviderObjects;
import org.leasemq.jms.Unchecked;

/**
 * The handles that a resource adapter gives to applications in place of the provider's objects, and
 * the simplified interface over them. As thread-safe as a session.
 */
public interface Handles extends ProviderObjects {

  /** How a connection is opened. */
  interface Opening {
    /** Opens it. */
    Connection open() throws JMSException;
  }

  /**
   * A context (Jakarta Messaging 3.1, 2.6) on a handle's connection, which it closes with itself.
   *
   * @throws jakarta.jms.JMSRuntimeException if the connection cannot be opened, or there is no such
   *     mode
   */
  default JMSContext context(Opening opening, int sessionMode) {
    return Unchecked.get(
        () -> {
          Connection connection = opening.open();
          try {
            return new LeaseMQContext(connection, this, sessionMode);
          } catch (JMSException | RuntimeException e) {
            connection.close();
            throw e;
          }
        });
  }
}
