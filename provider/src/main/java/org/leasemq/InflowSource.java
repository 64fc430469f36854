package org.leasemq;

import jakarta.jms.JMSException;

/**
 * Where an activation's messages come from; keeps its node open until it is closed. Made by {@link
 * LeaseMQConnectionFactory#openInflow}. Thread-safe.
 */
public interface InflowSource extends AutoCloseable {

  /**
   * Opens one more worker. Its place at the queue counts from now on, so open it when there is a
   * thread for it.
   *
   * @throws JMSException if the node cannot be used, or the source is stopped or closed
   */
  InflowWorker openWorker() throws JMSException;

  /**
   * Ends the takes that wait, which return null; later takes return null at once. Deliveries that
   * were started go on and are settled as ever. Idempotent.
   */
  void stop();

  /**
   * Stops, closes the workers that are left, and lets go of the node. Deliveries that were started
   * must have been settled before. Idempotent.
   */
  @Override
  void close();
}
