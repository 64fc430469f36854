package org.leasemq.jms;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Receiver;
import org.leasemq.jms.message.LeaseMQDestination;

/**
 * A consumer of a queue (Jakarta Messaging 3.1, 8). For its session's thread; {@link #close} for
 * any.
 */
final class LeaseMQConsumer implements QueueReceiver {

  private final SessionCore session;
  private final LeaseMQDestination destination;
  private final Receiver receiver;
  private final List<Receiver> receivers;
  private final List<LeaseMQConsumer> alone = List.of(this);
  private final @Nullable String selector;
  private final Occupancy occupancy = new Occupancy();

  @GuardedBy("recovered")
  private final Deque<Handover> recovered = new ArrayDeque<>();

  private volatile @Nullable MessageListener listener;
  private volatile boolean closed;

  LeaseMQConsumer(
      SessionCore session,
      LeaseMQDestination destination,
      Receiver receiver,
      @Nullable String selector) {
    this.session = session;
    this.destination = destination;
    this.receiver = receiver;
    this.receivers = List.of(receiver);
    this.selector = selector == null || selector.isBlank() ? null : selector;
  }

  Receiver receiver() {
    return receiver;
  }

  /** Just this consumer, as a list that need not be made for each receive. */
  List<LeaseMQConsumer> alone() {
    return alone;
  }

  /** The receivers of these consumers. */
  static List<Receiver> receivers(List<LeaseMQConsumer> consumers) {
    return consumers.size() == 1
        ? consumers.get(0).receivers
        : consumers.stream().map(LeaseMQConsumer::receiver).toList();
  }

  /** The listener, as the session's thread sees it. */
  @Nullable MessageListener listener() {
    return listener;
  }

  Occupancy occupancy() {
    return occupancy;
  }

  boolean isClosed() {
    return closed;
  }

  /** What the session has recovered for this consumer comes before anything new. */
  void recoveredFirst(List<Handover> handovers) {
    synchronized (recovered) {
      for (int i = handovers.size() - 1; i >= 0; i--) {
        recovered.addFirst(handovers.get(i));
      }
    }
  }

  @Nullable Handover pollRecovered() {
    synchronized (recovered) {
      return recovered.poll();
    }
  }

  List<Handover> takeRecovered() {
    synchronized (recovered) {
      List<Handover> taken = new ArrayList<>(recovered);
      recovered.clear();
      return taken;
    }
  }

  private void requireOpen() throws IllegalStateException {
    if (closed) {
      throw new IllegalStateException("The consumer is closed");
    }
    session.requireOpen();
  }

  @Override
  public @Nullable String getMessageSelector() throws JMSException {
    requireOpen();
    return selector;
  }

  @Override
  public Queue getQueue() throws JMSException {
    requireOpen();
    return (Queue) destination;
  }

  @Override
  public @Nullable MessageListener getMessageListener() throws JMSException {
    requireOpen();
    return listener;
  }

  @Override
  public void setMessageListener(@Nullable MessageListener newListener) throws JMSException {
    requireOpen();
    listener = newListener;
    session.listenersChanged();
  }

  @Override
  public @Nullable Message receive() throws JMSException {
    return receive(0);
  }

  @Override
  public @Nullable Message receive(long timeout) throws JMSException {
    return receive(forTimeout(timeout), message -> message);
  }

  @Override
  public @Nullable Message receiveNoWait() throws JMSException {
    return receive(Deadline.in(Duration.ZERO), message -> message);
  }

  static Deadline forTimeout(long timeout) throws JMSException {
    if (timeout < 0) {
      throw new JMSException("A timeout is 0 (no end) or more milliseconds, not " + timeout);
    }
    return Deadline.ofTimeout(timeout);
  }

  /** Receives, and makes of the message what the look says. */
  <T> @Nullable T receive(Deadline deadline, Inbound.Look<T> look) throws JMSException {
    requireOpen();
    occupancy.enter();
    try {
      return session.receive(this, deadline, look);
    } finally {
      occupancy.leave();
    }
  }

  @Override
  public void close() throws JMSException {
    if (closed) {
      return;
    }
    closed = true;
    receiver.close();
    session.owner().cancelTake();
    if (!session.isListenerThread()) {
      occupancy.awaitIdle();
    }
    session.remove(this);
  }
}
