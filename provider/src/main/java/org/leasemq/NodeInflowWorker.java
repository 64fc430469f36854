package org.leasemq;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Receiver;
import org.leasemq.engine.Taken;
import org.leasemq.jms.NodeHold;
import org.leasemq.tx.Failures;
import org.leasemq.tx.XaTransaction;

/** A worker with a place at the queue of its own. For one thread, but for close and stop. */
final class NodeInflowWorker implements InflowWorker {

  private final NodeInflowSource source;
  private final Owner owner;
  private final Receiver receiver;
  private final XaTransaction work;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<@Nullable NodeInflowDelivery> latest = new AtomicReference<>();

  NodeInflowWorker(NodeInflowSource source, Owner owner, Receiver receiver, XaTransaction work) {
    this.source = source;
    this.owner = owner;
    this.receiver = receiver;
    this.work = work;
  }

  @Override
  public XAResource xaResource() {
    return work.resource();
  }

  @Override
  public @Nullable InflowDelivery take(Duration wait) throws JMSException, InterruptedException {
    if (source.isStopped() || closed.get()) {
      return null;
    }
    Taken taken;
    try {
      taken = owner.take(List.of(receiver), wait);
    } catch (RuntimeException e) {
      throw Failures.of("The receive from " + receiver.queue().name(), e);
    }
    if (taken == null) {
      return null;
    }
    NodeInflowDelivery delivery =
        new NodeInflowDelivery(source, owner, work, receiver.queue(), taken.delivery());
    NodeInflowDelivery before = latest.getAndSet(delivery);
    if (before != null) {
      before.putBack();
    }
    if (source.isStopped() || closed.get()) {
      delivery.putBack();
      return null;
    }
    return delivery;
  }

  /** Ends a take that waits. */
  void endTake() {
    receiver.close();
    owner.cancelTake();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    endTake();
    NodeInflowDelivery delivery = latest.get();
    if (delivery != null) {
      delivery.putBack();
    }
    source.remove(this);
    NodeHold hold = source.anotherHold();
    work.close(
        () -> {
          owner.close();
          hold.close();
        });
  }
}
