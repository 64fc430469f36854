package org.leasemq.jms.message;

import jakarta.jms.JMSException;

/**
 * What {@code Message.acknowledge} does for a received message (Jakarta Messaging 3.1, section
 * 6.2.10).
 *
 * <p>Threads: called by the thread that works with the message's session.
 */
@FunctionalInterface
public interface Acknowledgement {

  /**
   * Acknowledges.
   *
   * @throws JMSException if the session is closed, or the lease is no longer held
   */
  void acknowledge() throws JMSException;
}
