package org.leasemq.ra.outbound;

import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The producer that an application holds. What was set on it goes along when its session changes.
 * For one thread at a time, but for {@link #close}.
 */
final class ProducerHandle implements QueueSender, TopicPublisher, Movable {

  private final SessionHandle session;
  private final @Nullable Destination destination;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Bound<MessageProducer> bound;

  /** One property's value. */
  private interface Setting {
    void applyTo(MessageProducer producer) throws JMSException;
  }

  ProducerHandle(SessionHandle session, @Nullable Destination destination) throws JMSException {
    this.session = session;
    this.destination = destination;
    this.bound = new Bound<>(session, Bound.Change.CLOSE_FIRST, this::make);
  }

  private MessageProducer make(Session where) throws JMSException {
    MessageProducer producer = where.createProducer(destination);
    for (Setting setting : settings.values()) {
      setting.applyTo(producer);
    }
    return producer;
  }

  private void set(String property, Setting setting) throws JMSException {
    setting.applyTo(bound.get());
    settings.put(property, setting);
  }

  private MessageProducer asynchronous() throws JMSException {
    session.environment().refuse("MessageProducer.send with a CompletionListener");
    return bound.get();
  }

  @Override
  public void leave() {
    bound.release();
  }

  @Override
  public void close() {
    bound.close();
    session.closed(this);
  }

  @Override
  public void setDisableMessageID(boolean value) throws JMSException {
    set("disableMessageID", producer -> producer.setDisableMessageID(value));
  }

  @Override
  public boolean getDisableMessageID() throws JMSException {
    return bound.get().getDisableMessageID();
  }

  @Override
  public void setDisableMessageTimestamp(boolean value) throws JMSException {
    set("disableMessageTimestamp", producer -> producer.setDisableMessageTimestamp(value));
  }

  @Override
  public boolean getDisableMessageTimestamp() throws JMSException {
    return bound.get().getDisableMessageTimestamp();
  }

  @Override
  public void setDeliveryMode(int deliveryMode) throws JMSException {
    set("deliveryMode", producer -> producer.setDeliveryMode(deliveryMode));
  }

  @Override
  public int getDeliveryMode() throws JMSException {
    return bound.get().getDeliveryMode();
  }

  @Override
  public void setPriority(int priority) throws JMSException {
    set("priority", producer -> producer.setPriority(priority));
  }

  @Override
  public int getPriority() throws JMSException {
    return bound.get().getPriority();
  }

  @Override
  public void setTimeToLive(long timeToLive) throws JMSException {
    set("timeToLive", producer -> producer.setTimeToLive(timeToLive));
  }

  @Override
  public long getTimeToLive() throws JMSException {
    return bound.get().getTimeToLive();
  }

  @Override
  public void setDeliveryDelay(long deliveryDelay) throws JMSException {
    set("deliveryDelay", producer -> producer.setDeliveryDelay(deliveryDelay));
  }

  @Override
  public long getDeliveryDelay() throws JMSException {
    return bound.get().getDeliveryDelay();
  }

  @Override
  public Destination getDestination() throws JMSException {
    return bound.get().getDestination();
  }

  @Override
  public Queue getQueue() throws JMSException {
    return (Queue) getDestination();
  }

  @Override
  public Topic getTopic() throws JMSException {
    return (Topic) getDestination();
  }

  @Override
  public void send(Message message) throws JMSException {
    bound.get().send(message);
  }

  @Override
  public void send(Message message, int deliveryMode, int priority, long timeToLive)
      throws JMSException {
    bound.get().send(message, deliveryMode, priority, timeToLive);
  }

  @Override
  public void send(Destination to, Message message) throws JMSException {
    bound.get().send(to, message);
  }

  @Override
  public void send(Destination to, Message message, int deliveryMode, int priority, long timeToLive)
      throws JMSException {
    bound.get().send(to, message, deliveryMode, priority, timeToLive);
  }

  @Override
  public void send(Message message, CompletionListener listener) throws JMSException {
    asynchronous().send(message, listener);
  }

  @Override
  public void send(
      Message message, int deliveryMode, int priority, long timeToLive, CompletionListener listener)
      throws JMSException {
    asynchronous().send(message, deliveryMode, priority, timeToLive, listener);
  }

  @Override
  public void send(Destination to, Message message, CompletionListener listener)
      throws JMSException {
    asynchronous().send(to, message, listener);
  }

  @Override
  public void send(
      Destination to,
      Message message,
      int deliveryMode,
      int priority,
      long timeToLive,
      CompletionListener listener)
      throws JMSException {
    asynchronous().send(to, message, deliveryMode, priority, timeToLive, listener);
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
}
