package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Taken;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.queue.Delivery;
import org.leasemq.tx.Consumed;
import org.leasemq.tx.Failures;
import org.leasemq.tx.LeaseChanges;
import org.leasemq.tx.Settlements;
import org.leasemq.tx.Work;

/**
 * A session's way in: takes deliveries and hands them to the application, by a receive or to a
 * listener. Used by one thread at a time.
 */
final class Inbound {

  private static final Logger LOG = System.getLogger(Inbound.class.getName());

  /** What a receive makes of the message. */
  @FunctionalInterface
  interface Look<T> {
    T at(LeaseMQMessage message) throws JMSException;
  }

  private final SessionCore session;
  private final Node node;
  private final Owner owner;
  private final Settlements settlements;
  private final LeaseChanges leaseChanges;
  private final ReceivedMessages messages;

  Inbound(SessionCore session, Node node, Owner owner, ReceivedMessages messages) {
    this.session = session;
    this.node = node;
    this.owner = owner;
    this.settlements = new Settlements(node);
    this.leaseChanges = new LeaseChanges(node);
    this.messages = messages;
  }

  /** Receives the next message of a consumer; null if the time is over before, or on close. */
  <T> @Nullable T receive(LeaseMQConsumer consumer, Deadline deadline, Look<T> look)
      throws JMSException {
    AcknowledgeMode mode = session.acknowledgeMode();
    mode.beforeReceive();
    session.work().requireUsable();
    DeliveryGate gate = session.gate();
    try {
      while (!consumer.isClosed() && gate.awaitStarted(deadline)) {
        Incoming incoming = recovered(consumer.alone());
        if (incoming == null) {
          consumer.receiver().requireRoom();
          incoming = taken(consumer.alone(), deadline);
        }
        if (incoming != null && gate.enter()) {
          try {
            T result = handOut(incoming, look);
            if (result != null) {
              return result;
            }
          } finally {
            gate.leave();
          }
        } else if (incoming != null) {
          undo(incoming);
        } else if (deadline.isOver()) {
          consumer.receiver().requireRoom();
          return null;
        }
      }
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.caused(new JMSException("The thread was interrupted in a receive"), e);
    } catch (RuntimeException e) {
      throw Failures.of("The receive", e);
    }
  }

  /** The next delivery for one of the consumers; null if there was none in time. */
  @Nullable Incoming next(List<LeaseMQConsumer> consumers, Deadline deadline)
      throws InterruptedException {
    Incoming recovered = recovered(consumers);
    return recovered == null ? taken(consumers, deadline) : recovered;
  }

  /** What the session redelivers itself; null if there is nothing. */
  private static @Nullable Incoming recovered(List<LeaseMQConsumer> consumers) {
    for (LeaseMQConsumer consumer : consumers) {
      Handover before = consumer.pollRecovered();
      if (before != null) {
        return Incoming.again(before);
      }
    }
    return null;
  }

  private @Nullable Incoming taken(List<LeaseMQConsumer> consumers, Deadline deadline)
      throws InterruptedException {
    Taken taken = owner.take(LeaseMQConsumer.receivers(consumers), deadline.left());
    if (taken == null) {
      return null;
    }
    for (LeaseMQConsumer consumer : consumers) {
      if (consumer.receiver() == taken.receiver()) {
        return new Incoming(consumer, taken.delivery(), null);
      }
    }
    throw new IllegalStateException("A delivery came through a receiver that nobody asked");
  }

  /** The application does not get it now: as if it had not been taken. */
  void undo(Incoming incoming) {
    Handover before = incoming.before();
    if (before != null) {
      incoming.inlet().recoveredFirst(List.of(before));
    } else {
      owner.putBack(List.of(incoming.delivery()));
    }
  }

  /** The same for several; what the session had recovered is given back. */
  void takeBack(List<Incoming> incoming) {
    List<Handover> started = new ArrayList<>();
    List<Delivery> fresh = new ArrayList<>();
    for (Incoming each : incoming) {
      Handover before = each.before();
      if (before != null) {
        started.add(before);
      } else {
        fresh.add(each.delivery());
      }
    }
    owner.putBack(fresh);
    giveBack(started, "The session stopped before it was delivered again");
  }

  /** Null if the application must not see it: its lease is over. */
  private <T> @Nullable T handOut(Incoming incoming, Look<T> look) throws JMSException {
    LeaseMQMessage message = decode(incoming);
    AcknowledgeMode mode = session.acknowledgeMode();
    T early = null;
    if (mode.isAutomatic()) {
      // A look that fails here must not count as a delivery (JMSConsumer.receiveBody).
      try {
        early = look.at(message);
      } catch (JMSException e) {
        undo(incoming);
        throw e;
      }
    }
    Handover handover = start(incoming, message);
    if (handover == null) {
      return null;
    }
    if (!session.work().join(handover.consumed())) {
      mode.received(handover);
    }
    return early == null ? look.at(message) : early;
  }

  /** Gives it to its inlet's listener, and sees to what becomes of it. */
  void dispatch(Incoming incoming) throws JMSException {
    MessageListener listener = incoming.inlet().listener();
    if (listener == null) {
      undo(incoming);
      return;
    }
    LeaseMQMessage message = decode(incoming);
    Handover handover = start(incoming, message);
    if (handover == null) {
      return;
    }
    Work work = session.work();
    AcknowledgeMode mode = session.acknowledgeMode();
    boolean joined = work.join(handover.consumed());
    if (!joined) {
      mode.beforeListener(handover);
    }
    Throwable failure = call(listener, message);
    if (!joined) {
      mode.afterListener(handover, failure);
    } else if (failure != null) {
      handover.consumed().failed(failure.toString());
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a listener throws, the next message follows
  private static @Nullable Throwable call(MessageListener listener, LeaseMQMessage message) {
    try {
      listener.onMessage(message);
      return null;
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "A message listener failed with " + message, e);
      return e;
    }
  }

  private @Nullable Handover start(Incoming incoming, LeaseMQMessage message) {
    Delivery delivery = incoming.delivery();
    if (!owner.start(delivery)) {
      return null;
    }
    Consumed consumed = new Consumed(incoming.inlet().queue(), delivery, node::afterFailure);
    Handover handover = new Handover(incoming.inlet(), consumed);
    message.setAcknowledgement(() -> session.acknowledge(handover));
    message.setLeaseControl(new HandoverLease(session, handover, leaseChanges));
    return handover;
  }

  /** A message that cannot be read is a delivery that failed, so that it becomes a dead letter. */
  private LeaseMQMessage decode(Incoming incoming) throws JMSException {
    Delivery delivery = incoming.delivery();
    try {
      return messages.of(delivery);
    } catch (JMSException e) {
      if (owner.start(delivery)) {
        Consumed unreadable = new Consumed(incoming.inlet().queue(), delivery, node::afterFailure);
        settlements.giveBack(List.of(unreadable), e.toString());
      }
      throw e;
    }
  }

  /**
   * Redelivers from the session itself, under the same leases, where the redelivery policy says at
   * once; the rest is given back. On a FIFO queue what follows a message given back goes with it.
   */
  void redeliver(List<Handover> handovers) {
    RedeliveryPlan plan = new RedeliveryPlan(handovers);
    plan.again().forEach(Inlet::recoveredFirst);
    settlements.giveBack(plan.back(), "The session was recovered");
  }

  /** Gives all back. */
  void giveBack(List<Handover> handovers, String reason) {
    settlements.giveBack(handovers.stream().map(Handover::consumed).toList(), reason);
  }
}
