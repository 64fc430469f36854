package org.leasemq;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Owner;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.Queue;
import org.leasemq.tx.Consumed;
import org.leasemq.tx.Failures;
import org.leasemq.tx.Settlements;
import org.leasemq.tx.Work;

/** One taken delivery. For its worker's thread, but for {@link #putBack}. */
final class NodeInflowDelivery implements InflowDelivery {

  private final NodeInflowSource source;
  private final Owner owner;
  private final Work work;
  private final Delivery delivery;
  private final Consumed consumed;
  private final Settlements settlements;

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
    Message message;
    try {
      message = source.messages().of(delivery);
    } catch (JMSException e) {
      settlements.giveBack(List.of(consumed), e.toString());
      throw e;
    }
    joined = work.join(consumed);
    return message;
  }

  private boolean started() throws JMSException {
    try {
      return owner.start(delivery, source.visibilityTimeout());
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

  /** Nothing happens once it is started or put back; any thread. */
  @Override
  public void putBack() {
    if (decided.compareAndSet(false, true)) {
      owner.putBack(List.of(delivery));
    }
  }
}
