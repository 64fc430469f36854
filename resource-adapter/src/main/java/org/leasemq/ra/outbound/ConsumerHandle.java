package org.leasemq.ra.outbound;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/**
 * The consumer that an application holds. For one thread at a time, but for {@link #close}, which
 * ends a receive that waits.
 */
final class ConsumerHandle implements QueueReceiver, TopicSubscriber, Movable {

  private final SessionHandle session;
  private final Destination destination;
  private final boolean noLocal;
  private final Bound<MessageConsumer> bound;

  ConsumerHandle(
      SessionHandle session,
      Destination destination,
      boolean noLocal,
      Bound.Change change,
      Bound.Maker<MessageConsumer> maker)
      throws JMSException {
    this.session = session;
    this.destination = destination;
    this.noLocal = noLocal;
    this.bound = new Bound<>(session, change, maker);
  }

  /** The provider's consumer in the session that counts now. */
  MessageConsumer current() throws JMSException {
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
  public String getMessageSelector() throws JMSException {
    return bound.get().getMessageSelector();
  }

  @Override
  public Queue getQueue() throws JMSException {
    bound.get();
    return (Queue) destination;
  }

  @Override
  public Topic getTopic() throws JMSException {
    bound.get();
    return (Topic) destination;
  }

  @Override
  public boolean getNoLocal() throws JMSException {
    bound.get();
    return noLocal;
  }

  @Override
  public MessageListener getMessageListener() throws JMSException {
    session.environment().refuse("MessageConsumer.getMessageListener");
    return bound.get().getMessageListener();
  }

  @Override
  public void setMessageListener(MessageListener listener) throws JMSException {
    session.environment().refuse("MessageConsumer.setMessageListener");
    bound.get().setMessageListener(listener);
  }

  @Override
  public @Nullable Message receive() throws JMSException {
    return bound.get().receive();
  }

  @Override
  public @Nullable Message receive(long timeout) throws JMSException {
    return bound.get().receive(timeout);
  }

  @Override
  public @Nullable Message receiveNoWait() throws JMSException {
    return bound.get().receiveNoWait();
  }
}
