package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;

/**
 * What the application may do with the lease of a received message, besides acknowledging it.
 *
 * <p>Threads: any.
 */
public interface LeaseControl {

  /**
   * Lets the lease end so long from now; zero: at once.
   *
   * @throws JMSException if it is over, or would last too long
   */
  void extend(Duration fromNow) throws JMSException;

  /**
   * Gives the message back, to be delivered again after this wait.
   *
   * @throws JMSException if the lease is over
   */
  void release(Duration wait) throws JMSException;

  /**
   * When the lease ends, by the store's clock.
   *
   * @throws JMSException if it is over
   */
  Instant end() throws JMSException;
}
