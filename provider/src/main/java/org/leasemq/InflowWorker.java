package org.leasemq;

import jakarta.jms.JMSException;
import java.time.Duration;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * One thread's part in an {@link InflowSource}: takes a message, hands it out, and has it settled
 * before it takes the next. For one thread at a time, but for {@link #close}.
 */
public interface InflowWorker extends AutoCloseable {

  /**
   * The resource to make the endpoint with. A delivery that is started while a branch is active on
   * it is settled by that branch's commit or rollback.
   */
  XAResource xaResource();

  /**
   * Waits for the next message. What comes back is leased, not yet counted as delivered, and in no
   * transaction.
   *
   * @param wait how long to wait; zero: only what is there now
   * @return null if the wait is over, or the source or this worker is stopped or closed
   * @throws JMSException if the store failed; a later take may succeed
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  @Nullable InflowDelivery take(Duration wait) throws JMSException, InterruptedException;

  /** Closes; ends a take that waits. What was taken and not started is given back. Idempotent. */
  @Override
  void close();
}
