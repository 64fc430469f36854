package org.leasemq.jms;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import org.leasemq.jms.message.LeaseControl;
import org.leasemq.tx.Consumed;
import org.leasemq.tx.LeaseChanges;

/** The lease of a message that a session handed out. For any thread. */
final class HandoverLease implements LeaseControl {

  private final SessionCore session;
  private final Handover handover;
  private final LeaseChanges changes;

  HandoverLease(SessionCore session, Handover handover, LeaseChanges changes) {
    this.session = session;
    this.handover = handover;
    this.changes = changes;
  }

  @Override
  public void extend(Duration fromNow) throws JMSException {
    if (fromNow.isZero()) {
      release(fromNow);
      return;
    }
    session.requireOpen();
    changes.extend(handover.consumed(), fromNow);
  }

  @Override
  public void release(Duration wait) throws JMSException {
    session.requireOpen();
    Consumed consumed = handover.consumed();
    changes.checkRelease(consumed, wait);
    if (consumed.isInTransaction()) {
      consumed.releaseAfter(wait);
    } else {
      session.acknowledgeMode().release(handover, wait);
    }
  }

  @Override
  public Instant end() throws JMSException {
    session.requireOpen();
    return changes.end(handover.consumed());
  }
}
