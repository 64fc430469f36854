package org.leasemq;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Owner;
import org.leasemq.jms.message.LeaseControl;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.Queue;
import org.leasemq.tx.Consumed;
import org.leasemq.tx.Failures;
import org.leasemq.tx.LeaseChanges;
import org.leasemq.tx.Settlements;
import org.leasemq.tx.Work;

/** One taken delivery. For its worker's thread, but for {@link #putBack}. */
final class NodeInflowDelivery implements InflowDelivery, LeaseControl {

  private final NodeInflowSource source;
  private final Owner owner;
  private final Work work;
  private final Delivery delivery;
  private final Consumed consumed;
  private final Settlements settlements;
  private final LeaseChanges leaseChanges;

  /** Set by the first to start it or put it back. */
  private final AtomicBoolean decided = new AtomicBoolean();

  private boolean joined;

  NodeInflowDelivery(
      NodeInflowSource source, Owner owner, Work work, Queue queue, Delivery delivery) {
    this.source = source;
    this.owner = owner;
    this.work = work;
    this.delivery = delivery;
    this.consumed = new Consumed(queue, delivery, source.failureRule());
    this.settlements = new Settlements(source.node());
    this.leaseChanges = new LeaseChanges(source.node());
  }

  @Override
  public @Nullable Message start() throws JMSException {
    try {
      work.requireUsable();
    } catch (JMSException e) {
      putBack();
      throw e;
    }
    if (!decided.compareAndSet(false, true) || !started()) {
      return null;
    }
    LeaseMQMessage message;
    try {
      message = source.messages().of(delivery);
    } catch (JMSException e) {
      settlements.giveBack(List.of(consumed), e.toString());
      throw e;
    }
    joined = work.join(consumed);
    message.setLeaseControl(this);
    return message;
  }

  private boolean started() throws JMSException {
    try {
      return owner.start(delivery);
    } catch (RuntimeException e) {
      throw Failures.of("The start of a delivery", e);
    }
  }

  @Override
  public void acknowledge() throws JMSException {
    List<Consumed> late;
    try {
      late = settlements.acknowledge(List.of(consumed));
    } catch (RuntimeException e) {
      throw Failures.of("The acknowledge", e);
    }
    if (!late.isEmpty()) {
      throw new JMSException(
          "The acknowledge came too late: the lease of message "
              + delivery.id()
              + " was over, and it is delivered again");
    }
  }

  @Override
  public void fail(Throwable reason) throws JMSException {
    consumed.failed(reason.toString());
    if (joined) {
      return;
    }
    try {
      settlements.giveBack(List.of(consumed), reason.toString());
    } catch (RuntimeException e) {
      throw Failures.of("The giving back of message " + delivery.id(), e);
    }
  }

  @Override
  public void extend(Duration fromNow) throws JMSException {
    if (fromNow.isZero()) {
      release(fromNow);
    } else {
      leaseChanges.extend(consumed, fromNow);
    }
  }

  /** It is given back when the branch ends, or else when the endpoint has returned. */
  @Override
  public void release(Duration wait) throws JMSException {
    leaseChanges.checkRelease(consumed, wait);
    consumed.releaseAfter(wait);
  }

  @Override
  public Instant end() throws JMSException {
    return leaseChanges.end(consumed);
  }

  /** Nothing happens once it is started or put back; any thread. */
  @Override
  public void putBack() {
    if (decided.compareAndSet(false, true)) {
      owner.putBack(List.of(delivery));
    }
  }
}
