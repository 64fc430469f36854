package org.leasemq.jms.message;

import jakarta.jms.JMSException;

/**
 * Deletes temporary destinations; a connection is one.
 *
 * <p>Threads: implementations are safe, because a destination may be used by any thread.
 */
@FunctionalInterface
public interface TemporaryDestinations {

  /**
   * Deletes a temporary destination.
   *
   * @throws JMSException if it is another connection's, or has consumers
   */
  void delete(LeaseMQDestination temporary) throws JMSException;
}
