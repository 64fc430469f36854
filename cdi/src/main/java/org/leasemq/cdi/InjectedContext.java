package org.leasemq.cdi;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is injected: each call goes to the context of the scope that the caller is in. What would
 * change the public state of a context that others use, too, is refused (Jakarta Messaging 3.1,
 * 12.4.5). Outside of all scopes it has a context of its own and is for one thread at a time, as
 * any context is.
 */
final class InjectedContext implements JMSContext {

  private final ContextRequest request;
  private final InjectedContexts contexts;
  private @Nullable JMSContext own;

  InjectedContext(ContextRequest request, InjectedContexts contexts) {
    this.request = request;
    this.contexts = contexts;
  }

  private JMSContext target() {
    JMSContext scoped = contexts.scoped(request);
    return scoped == null ? own() : scoped;
  }

  private synchronized JMSContext own() {
    JMSContext known = own;
    if (known == null) {
      known = contexts.own(request);
      own = known;
    }
    return known;
  }

  /** The bean that it was injected into goes. */
  synchronized void dispose() {
    JMSContext known = own;
    if (known != null) {
      known.close();
    }
  }

  private static IllegalStateRuntimeException refused(String method) {
    return new IllegalStateRuntimeException(
        method + " is not allowed on an injected JMSContext: its scope decides");
  }

  // Refused.

  @Override
  public void setClientID(@Nullable String clientId) {
    throw refused("setClientID");
  }

  @Override
  public void setExceptionListener(@Nullable ExceptionListener listener) {
    throw refused("setExceptionListener");
  }

  @Override
  public void start() {
    throw refused("start");
  }

  @Override
  public void stop() {
    throw refused("stop");
  }

  @Override
  public void setAutoStart(boolean autoStart) {
    throw refused("setAutoStart");
  }

  @Override
  public void close() {
    throw refused("close");
  }

  @Override
  public void commit() {
    throw refused("commit");
  }

  @Override
  public void rollback() {
    throw refused("rollback");
  }

  @Override
  public void recover() {
    throw refused("recover");
  }

  @Override
  public void acknowledge() {
    throw refused("acknowledge");
  }

  // Passed on.

  @Override
  public JMSContext createContext(int sessionMode) {
    return target().createContext(sessionMode);
  }

  @Override
  public JMSProducer createProducer() {
    return target().createProducer();
  }

  @Override
  public @Nullable String getClientID() {
    return target().getClientID();
  }

  @Override
  public ConnectionMetaData getMetaData() {
    return target().getMetaData();
  }

  @Override
  public @Nullable ExceptionListener getExceptionListener() {
    return target().getExceptionListener();
  }

  @Override
  public boolean getAutoStart() {
    return target().getAutoStart();
  }

  @Override
  public BytesMessage createBytesMessage() {
    return target().createBytesMessage();
  }

  @Override
  public MapMessage createMapMessage() {
    return target().createMapMessage();
  }

  @Override
  public Message createMessage() {
    return target().createMessage();
  }

  @Override
  public ObjectMessage createObjectMessage() {
    return target().createObjectMessage();
  }

  @Override
  public ObjectMessage createObjectMessage(@Nullable Serializable object) {
    return target().createObjectMessage(object);
  }

  @Override
  public StreamMessage createStreamMessage() {
    return target().createStreamMessage();
  }

  @Override
  public TextMessage createTextMessage() {
    return target().createTextMessage();
  }

  @Override
  public TextMessage createTextMessage(@Nullable String text) {
    return target().createTextMessage(text);
  }

  @Override
  public boolean getTransacted() {
    return target().getTransacted();
  }

  @Override
  public int getSessionMode() {
    return target().getSessionMode();
  }

  @Override
  public JMSConsumer createConsumer(Destination destination) {
    return target().createConsumer(destination);
  }

  @Override
  public JMSConsumer createConsumer(Destination destination, @Nullable String selector) {
    return target().createConsumer(destination, selector);
  }

  @Override
  public JMSConsumer createConsumer(
      Destination destination, @Nullable String selector, boolean noLocal) {
    return target().createConsumer(destination, selector, noLocal);
  }

  @Override
  public Queue createQueue(String name) {
    return target().createQueue(name);
  }

  @Override
  public Topic createTopic(String name) {
    return target().createTopic(name);
  }

  @Override
  public JMSConsumer createDurableConsumer(Topic topic, String name) {
    return target().createDurableConsumer(topic, name);
  }

  @Override
  public JMSConsumer createDurableConsumer(
      Topic topic, String name, @Nullable String selector, boolean noLocal) {
    return target().createDurableConsumer(topic, name, selector, noLocal);
  }

  @Override
  public JMSConsumer createSharedDurableConsumer(Topic topic, String name) {
    return target().createSharedDurableConsumer(topic, name);
  }

  @Override
  public JMSConsumer createSharedDurableConsumer(
      Topic topic, String name, @Nullable String selector) {
    return target().createSharedDurableConsumer(topic, name, selector);
  }

  @Override
  public JMSConsumer createSharedConsumer(Topic topic, String name) {
    return target().createSharedConsumer(topic, name);
  }

  @Override
  public JMSConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector) {
    return target().createSharedConsumer(topic, name, selector);
  }

  @Override
  public QueueBrowser createBrowser(Queue queue) {
    return target().createBrowser(queue);
  }

  @Override
  public QueueBrowser createBrowser(Queue queue, @Nullable String selector) {
    return target().createBrowser(queue, selector);
  }

  @Override
  public TemporaryQueue createTemporaryQueue() {
    return target().createTemporaryQueue();
  }

  @Override
  public TemporaryTopic createTemporaryTopic() {
    return target().createTemporaryTopic();
  }

  @Override
  public void unsubscribe(String name) {
    target().unsubscribe(name);
  }

  @Override
  public String toString() {
    return "JMSContext[" + request.user() + "]";
  }
}
