package org.leasemq;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message that a worker has taken. For the worker's thread.
 *
 * <p>Either {@link #putBack}, or {@link #start} and then: with a branch active on the worker's
 * resource at the start, the branch settles it; else exactly one of {@link #acknowledge} and {@link
 * #fail}.
 */
public interface InflowDelivery {

  /**
   * Counts the delivery and gives the message, just before the endpoint sees it. If a branch is
   * active on the worker's resource, the delivery becomes part of it.
   *
   * @return null if its lease is over; the endpoint must not see it then, and nothing is to settle
   * @throws JMSException if the message cannot be decoded or the store failed; it has been given
   *     back already
   */
  @Nullable Message start() throws JMSException;

  /**
   * Outside a branch: the message has been consumed. Returns when that is durable.
   *
   * @throws JMSException if its lease was over before (it is delivered again), or the store failed
   */
  void acknowledge() throws JMSException;

  /**
   * The endpoint failed. Outside a branch: gives the message back as the redelivery policy says (or
   * dead-letters it). Inside a branch: only notes the reason; the branch's rollback gives it back.
   *
   * @throws JMSException if the store failed; the message comes back when its lease is over
   */
  void fail(Throwable reason) throws JMSException;

  /** Never started: gives the message back, uncounted, in its place. */
  void putBack();
}
