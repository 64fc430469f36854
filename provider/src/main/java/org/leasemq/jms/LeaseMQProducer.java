package org.leasemq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQDestination;

/** A producer (Jakarta Messaging 3.1, 7). For its session's thread; {@link #close} for any. */
final class LeaseMQProducer implements QueueSender, TopicPublisher {

  private final SessionCore session;
  private final @Nullable LeaseMQDestination destination;
  private final Occupancy occupancy = new Occupancy();
  private SendOptions options = SendOptions.DEFAULT;
  private volatile boolean closed;

  /**
   * A producer.
   *
   * @param destination where it sends; null: each send says where
   */
  LeaseMQProducer(SessionCore session, @Nullable LeaseMQDestination destination) {
    this.session = session;
    this.destination = destination;
  }

  /** Its asynchronous sends under way. */
  Occupancy occupancy() {
    return occupancy;
  }

  private SendOptions open() throws IllegalStateException {
    if (closed) {
      throw new IllegalStateException("The producer is closed");
    }
    session.requireOpen();
    return options;
  }

  @Override
  public void setDisableMessageID(boolean value) throws JMSException {
    options = open().withDisableId(value);
  }

  @Override
  public boolean getDisableMessageID() throws JMSException {
    return open().disableId();
  }

  @Override
  public void setDisableMessageTimestamp(boolean value) throws JMSException {
    options = open().withDisableTimestamp(value);
  }

  @Override
  public boolean getDisableMessageTimestamp() throws JMSException {
    return open().disableTimestamp();
  }

  @Override
  public void setDeliveryMode(int deliveryMode) throws JMSException {
    options = open().withDeliveryMode(deliveryMode);
  }

  @Override
  public int getDeliveryMode() throws JMSException {
    return open().deliveryMode();
  }

  @Override
  public void setPriority(int priority) throws JMSException {
    options = open().withPriority(priority);
  }

  @Override
  public int getPriority() throws JMSException {
    return open().priority();
  }

  @Override
  public void setTimeToLive(long timeToLive) throws JMSException {
    options = open().withTimeToLive(timeToLive);
  }

  @Override
  public long getTimeToLive() throws JMSException {
    return open().timeToLive();
  }

  @Override
  public void setDeliveryDelay(long deliveryDelay) throws JMSException {
    options = open().withDeliveryDelay(deliveryDelay);
  }

  @Override
  public long getDeliveryDelay() throws JMSException {
    return open().deliveryDelay();
  }

  @Override
  public @Nullable Destination getDestination() throws JMSException {
    open();
    return destination;
  }

  @Override
  public @Nullable Queue getQueue() throws JMSException {
    open();
    return (Queue) destination;
  }

  @Override
  public @Nullable Topic getTopic() throws JMSException {
    open();
    return (Topic) destination;
  }

  @Override
  public void send(Message message) throws JMSException {
    SendOptions known = open();
    session.sender().send(own(), message, known);
  }

  @Override
  public void send(Message message, int deliveryMode, int priority, long timeToLive)
      throws JMSException {
    SendOptions known = with(deliveryMode, priority, timeToLive);
    session.sender().send(own(), message, known);
  }

  @Override
  public void send(Destination target, Message message) throws JMSException {
    SendOptions known = open();
    requireUnidentified();
    session.sender().send(target, message, known);
  }

  @Override
  public void send(
      Destination target, Message message, int deliveryMode, int priority, long timeToLive)
      throws JMSException {
    SendOptions known = with(deliveryMode, priority, timeToLive);
    requireUnidentified();
    session.sender().send(target, message, known);
  }

  @Override
  public void send(Queue queue, Message message) throws JMSException {
    send((Destination) queue, message);
  }

  @Override
  public void send(Queue queue, Message message, int deliveryMode, int priority, long timeToLive)
      throws JMSException {
    send((Destination) queue, message, deliveryMode, priority, timeToLive);
  }

  @Override
  public void publish(Message message) throws JMSException {
    send(message);
  }

  @Override
  public void publish(Message message, int deliveryMode, int priority, long timeToLive)
      throws JMSException {
    send(message, deliveryMode, priority, timeToLive);
  }

  @Override
  public void publish(Topic topic, Message message) throws JMSException {
    send((Destination) topic, message);
  }

  @Override
  public void publish(Topic topic, Message message, int deliveryMode, int priority, long timeToLive)
      throws JMSException {
    send((Destination) topic, message, deliveryMode, priority, timeToLive);
  }

  @Override
  public void send(Message message, CompletionListener listener) throws JMSException {
    SendOptions known = open();
    session.sender().sendLater(this, own(), message, known, checked(listener));
  }

  @Override
  public void send(
      Message message, int deliveryMode, int priority, long timeToLive, CompletionListener listener)
      throws JMSException {
    SendOptions known = with(deliveryMode, priority, timeToLive);
    session.sender().sendLater(this, own(), message, known, checked(listener));
  }

  @Override
  public void send(Destination target, Message message, CompletionListener listener)
      throws JMSException {
    SendOptions known = open();
    requireUnidentified();
    session.sender().sendLater(this, target, message, known, checked(listener));
  }

  @Override
  public void send(
      Destination target,
      Message message,
      int deliveryMode,
      int priority,
      long timeToLive,
      CompletionListener listener)
      throws JMSException {
    SendOptions known = with(deliveryMode, priority, timeToLive);
    requireUnidentified();
    session.sender().sendLater(this, target, message, known, checked(listener));
  }

  private SendOptions with(int deliveryMode, int priority, long timeToLive) throws JMSException {
    return open().withDeliveryMode(deliveryMode).withPriority(priority).withTimeToLive(timeToLive);
  }

  private LeaseMQDestination own() {
    if (destination == null) {
      throw new UnsupportedOperationException(
          "The producer was made without a destination: name one with each send");
    }
    return destination;
  }

  private void requireUnidentified() {
    if (destination != null) {
      throw new UnsupportedOperationException(
          "The producer was made for " + destination + ": send without naming a destination");
    }
  }

  private static CompletionListener checked(@Nullable CompletionListener listener) {
    if (listener == null) {
      throw new IllegalArgumentException("An asynchronous send needs a CompletionListener");
    }
    return listener;
  }

  @Override
  public void close() throws JMSException {
    if (closed) {
      return;
    }
    session.asyncSends().await(this, "close");
    closed = true;
  }
}
