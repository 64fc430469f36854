package org.leasemq;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import org.leasemq.jms.message.LeaseControl;
import org.leasemq.jms.message.LeaseMQMessage;

/**
 * A received message as a lease that its consumer has: what SQS's ChangeMessageVisibility does.
 *
 * <p>By default the node extends the lease of a live session until the queue's {@code maxLease}.
 * Once {@link #extendLease} was called only another call does, and what {@code maxLease} allows
 * counts from the delivery. The next delivery of the message knows nothing of it.
 *
 * <p>A session in AUTO_ACKNOWLEDGE or DUPS_OK_ACKNOWLEDGE acknowledges a message before {@code
 * receive} returns it: there is no lease left to change. Listeners have theirs until they return.
 *
 * <p>Threads: any.
 */
public final class LeasedMessage {

  private final LeaseControl lease;

  private LeasedMessage(LeaseControl lease) {
    this.lease = lease;
  }

  /**
   * The lease of a message that was received from LeaseMQ.
   *
   * @throws JMSException if it is another provider's, a new one, or a browser's
   */
  public static LeasedMessage of(Message message) throws JMSException {
    LeaseControl lease =
        message instanceof LeaseMQMessage received ? received.leaseControl() : null;
    if (lease == null) {
      throw new JMSException("This is no message that was received from LeaseMQ: " + message);
    }
    return new LeasedMessage(lease);
  }

  /**
   * Lets the lease end so long from now, later or earlier than it would.
   *
   * @param fromNow zero: at once, as {@link #releaseIn} has it
   * @throws JMSException with the error code {@code LeaseOver} if the lease is over, and nothing
   *     was done; or if it would last longer than {@code maxLease} since the delivery
   */
  public void extendLease(Duration fromNow) throws JMSException {
    lease.extend(fromNow);
  }

  /**
   * Gives the message back, to be delivered again after this wait (on a FIFO queue, its group waits
   * with it); the delivery counts. Where the application acknowledges that is at once. Under a
   * listener it is when the listener returns, and in a transaction when that ends, whichever way;
   * the message is not acknowledged then.
   *
   * @param wait zero to 365 days
   * @throws JMSException with the error code {@code LeaseOver} if the lease is over, and nothing
   *     was done
   */
  public void releaseIn(Duration wait) throws JMSException {
    lease.release(wait);
  }

  /**
   * When the lease ends if nobody changes it, by the store's clock.
   *
   * @throws JMSException with the error code {@code LeaseOver} if it is over
   */
  public Instant leaseEnd() throws JMSException {
    return lease.end();
  }
}
