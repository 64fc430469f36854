package org.leasemq.tx;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import org.leasemq.engine.Node;
import org.leasemq.store.Extension;

/**
 * What the application may do with the lease of a message that it has: the rules of SQS's
 * ChangeMessageVisibility. Thread-safe.
 */
public final class LeaseChanges {

  private static final String LEASE_OVER = "LeaseOver";
  private static final Duration MAX_WAIT = Duration.ofDays(365);

  private final Node node;

  /** Changes on this node. */
  public LeaseChanges(Node node) {
    this.node = node;
  }

  /**
   * Lets the lease end so long from now.
   *
   * @throws JMSException if it is over, or would last longer than the queue's {@code maxLease}
   */
  public void extend(Consumed consumed, Duration fromNow) throws JMSException {
    if (fromNow.isNegative()) {
      throw new JMSException("A lease cannot be extended by " + fromNow);
    }
    Extension extension;
    try {
      extension = node.extend(consumed.delivery(), fromNow);
    } catch (RuntimeException e) {
      throw Failures.of("The extension of the lease", e);
    }
    if (extension instanceof Extension.TooLong tooLong) {
      throw new JMSException(
          "The lease of message "
              + consumed.delivery().id()
              + " cannot last "
              + fromNow
              + " from now: counted from its delivery, maxLease = "
              + consumed.queue().settings().maxLease()
              + " is over at "
              + tooLong.latest());
    }
    if (extension instanceof Extension.Over) {
      throw over(consumed);
    }
  }

  /**
   * Checks a wish to give the message back.
   *
   * @throws JMSException if its lease is over, or the wait is out of its range
   */
  public void checkRelease(Consumed consumed, Duration wait) throws JMSException {
    if (wait.isNegative() || wait.compareTo(MAX_WAIT) > 0) {
      throw new JMSException("A message is released in 0 to " + MAX_WAIT + ", not in " + wait);
    }
    end(consumed);
  }

  /**
   * When the lease ends.
   *
   * @throws JMSException if it is over
   */
  public Instant end(Consumed consumed) throws JMSException {
    Instant end = node.leaseEnd(consumed.delivery());
    if (end == null) {
      throw over(consumed);
    }
    return end;
  }

  private static JMSException over(Consumed consumed) {
    return new JMSException(
        "The lease of message "
            + consumed.delivery().id()
            + " is over, and nothing was done: it was acknowledged or given back, or it is"
            + " delivered again",
        LEASE_OVER);
  }
}
