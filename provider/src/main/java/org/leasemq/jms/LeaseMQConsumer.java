package org.leasemq.jms;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Receiver;
import org.leasemq.tx.Failures;

/**
 * A consumer of a queue or of a subscription (Jakarta Messaging 3.1, 8). For its session's thread;
 * {@link #close} for any.
 */
final class LeaseMQConsumer implements QueueReceiver, TopicSubscriber, Inlet {

  private final SessionCore session;
  private final Source source;
  private final Receiver receiver;
  private final List<Receiver> receivers;
  private final List<LeaseMQConsumer> alone = List.of(this);
  private final @Nullable String selector;
  private final boolean noLocal;
  private final Occupancy occupancy = new Occupancy();

  @GuardedBy("recovered")
  private final Deque<Handover> recovered = new ArrayDeque<>();

  private volatile @Nullable MessageListener listener;
  private volatile boolean closed;

  private LeaseMQConsumer(
      SessionCore session,
      Source source,
      Receiver receiver,
      @Nullable String selector,
      boolean noLocal) {
    this.session = session;
    this.source = source;
    this.receiver = receiver;
    this.receivers = List.of(receiver);
    this.selector = selector == null || selector.isBlank() ? null : selector;
    this.noLocal = noLocal;
  }

  /**
   * Opens a consumer in a session. The source is closed with it, also if that fails.
   *
   * @param selector the selector that is shown
   * @param noLocal the value that is shown
   */
  static LeaseMQConsumer open(
      SessionCore session, Source source, @Nullable String selector, boolean noLocal)
      throws JMSException {
    Receiver receiver;
    try {
      receiver = session.owner().openReceiver(source.queue(), source.filter());
    } catch (RuntimeException e) {
      throw source.left(Failures.of("The opening of a consumer of " + source.destination(), e));
    }
    LeaseMQConsumer consumer = new LeaseMQConsumer(session, source, receiver, selector, noLocal);
    session.add(consumer);
    return consumer;
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

  @Override
  public org.leasemq.queue.Queue queue() {
    return receiver.queue();
  }

  /** The listener, as the session's thread sees it. */
  @Override
  public @Nullable MessageListener listener() {
    return listener;
  }

  @Override
  public Occupancy occupancy() {
    return occupancy;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void recoveredFirst(List<Handover> handovers) {
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
    return (Queue) source.destination();
  }

  @Override
  public Topic getTopic() throws JMSException {
    requireOpen();
    return (Topic) source.destination();
  }

  @Override
  public boolean getNoLocal() throws JMSException {
    requireOpen();
    return noLocal;
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
    source.leave().run();
  }
}
