package org.leasemq.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A context of the simplified interface (Jakarta Messaging 3.1, 2.6): a session, and the connection
 * that it shares with the contexts made of it; the last one closes it. The session is made when it
 * is first needed, so that a client id can be set before. For one thread at a time.
 */
public class LeaseMQContext implements JMSContext {

  /** Where the application holds the provider's own objects. */
  private static final ProviderObjects PROVIDERS_OWN =
      new ProviderObjects() {
        @Override
        public Session behind(Session held) {
          return held;
        }

        @Override
        public MessageConsumer behind(MessageConsumer held) {
          return held;
        }
      };

  private final Connection connection;
  private final ProviderObjects objects;
  private final AtomicInteger contexts;
  private final int mode;
  private @Nullable Session session;
  private boolean autoStart = true;
  private boolean closed;

  /**
   * The first context of a new connection, which is closed with the last.
   *
   * @throws JMSException if there is no such mode, or the connection cannot be made
   */
  public static LeaseMQContext open(NodeHold hold, ConnectionSettings settings, int mode)
      throws JMSException {
    SessionModes.checked(mode);
    return new LeaseMQContext(new LeaseMQConnection(hold, settings), mode);
  }

  /**
   * The first context of a connection, which is closed with the last.
   *
   * @param objects leads from the connection's objects to the provider's
   * @throws JMSException if there is no such mode
   */
  public LeaseMQContext(Connection connection, ProviderObjects objects, int mode)
      throws JMSException {
    this(connection, objects, new AtomicInteger(), mode);
  }

  /** The first context of a connection of the provider's. */
  LeaseMQContext(LeaseMQConnection connection, int mode) throws JMSException {
    this(connection, PROVIDERS_OWN, mode);
  }

  private LeaseMQContext(
      Connection connection, ProviderObjects objects, AtomicInteger contexts, int mode)
      throws JMSException {
    this.connection = connection;
    this.objects = objects;
    this.contexts = contexts;
    this.mode = SessionModes.checked(mode);
    contexts.incrementAndGet();
  }

  /** Makes the session. */
  Session newSession(Connection from, int sessionMode) throws JMSException {
    return from.createSession(sessionMode);
  }

  final Session session() throws JMSException {
    requireOpen();
    Session known = session;
    if (known == null) {
      known = newSession(connection, mode);
      session = known;
    }
    return known;
  }

  private void requireOpen() throws IllegalStateException {
    if (closed) {
      throw new IllegalStateException("The context is closed");
    }
  }

  private <T> T get(Unchecked.Call<T> call) {
    return Objects.requireNonNull(find(call));
  }

  private <T> @Nullable T find(Unchecked.Call<T> call) {
    return Unchecked.find(
        () -> {
          requireOpen();
          return call.run();
        });
  }

  private void run(Unchecked.Action action) {
    Unchecked.run(
        () -> {
          requireOpen();
          action.run();
        });
  }

  private JMSConsumer consumer(Unchecked.Call<MessageConsumer> call) {
    return get(
        () -> {
          MessageConsumer consumer = Objects.requireNonNull(call.run());
          if (autoStart) {
            connection.start();
          }
          return new ContextConsumer(consumer, objects);
        });
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    return get(
        () -> {
          // A use of the connection, after which its client id stands.
          ConnectionMetaData unused = connection.getMetaData();
          return new LeaseMQContext(connection, objects, contexts, sessionMode);
        });
  }

  @Override
  public JMSProducer createProducer() {
    return get(() -> new ContextProducer(session().createProducer(null)));
  }

  @Override
  public @Nullable String getClientID() {
    return find(connection::getClientID);
  }

  @Override
  public void setClientID(@Nullable String clientId) {
    run(() -> connection.setClientID(clientId));
  }

  @Override
  public ConnectionMetaData getMetaData() {
    return get(connection::getMetaData);
  }

  @Override
  public @Nullable ExceptionListener getExceptionListener() {
    return find(connection::getExceptionListener);
  }

  @Override
  public void setExceptionListener(@Nullable ExceptionListener listener) {
    run(() -> connection.setExceptionListener(listener));
  }

  @Override
  public void start() {
    run(connection::start);
  }

  @Override
  public void stop() {
    run(connection::stop);
  }

  @Override
  public void setAutoStart(boolean newAutoStart) {
    run(() -> autoStart = newAutoStart);
  }

  @Override
  public boolean getAutoStart() {
    return get(() -> autoStart);
  }

  @Override
  public void close() {
    Unchecked.run(this::closeNow);
  }

  private void closeNow() throws JMSException {
    if (closed) {
      return;
    }
    Session known = session;
    if (known != null) {
      known.close();
    }
    closed = true;
    if (contexts.decrementAndGet() == 0) {
      connection.close();
    }
  }

  @Override
  public BytesMessage createBytesMessage() {
    return get(() -> session().createBytesMessage());
  }

  @Override
  public MapMessage createMapMessage() {
    return get(() -> session().createMapMessage());
  }

  @Override
  public Message createMessage() {
    return get(() -> session().createMessage());
  }

  @Override
  public ObjectMessage createObjectMessage() {
    return get(() -> session().createObjectMessage());
  }

  @Override
  public ObjectMessage createObjectMessage(@Nullable Serializable object) {
    return get(() -> session().createObjectMessage(object));
  }

  @Override
  public StreamMessage createStreamMessage() {
    return get(() -> session().createStreamMessage());
  }

  @Override
  public TextMessage createTextMessage() {
    return get(() -> session().createTextMessage());
  }

  @Override
  public TextMessage createTextMessage(@Nullable String text) {
    return get(() -> session().createTextMessage(text));
  }

  @Override
  public boolean getTransacted() {
    return getSessionMode() == SESSION_TRANSACTED;
  }

  @Override
  public int getSessionMode() {
    return get(() -> session().getAcknowledgeMode());
  }

  @Override
  public void commit() {
    run(() -> session().commit());
  }

  @Override
  public void rollback() {
    run(() -> session().rollback());
  }

  @Override
  public void recover() {
    run(() -> session().recover());
  }

  @Override
  public void acknowledge() {
    run(() -> ((LeaseMQSession) objects.behind(session())).core().acknowledgeAll());
  }

  @Override
  public JMSConsumer createConsumer(Destination destination) {
    return consumer(() -> session().createConsumer(destination));
  }

  @Override
  public JMSConsumer createConsumer(Destination destination, @Nullable String selector) {
    return consumer(() -> session().createConsumer(destination, selector));
  }

  @Override
  public JMSConsumer createConsumer(
      Destination destination, @Nullable String selector, boolean noLocal) {
    return consumer(() -> session().createConsumer(destination, selector, noLocal));
  }

  @Override
  public Queue createQueue(@Nullable String name) {
    return get(() -> session().createQueue(name));
  }

  @Override
  public Topic createTopic(@Nullable String name) {
    return get(() -> session().createTopic(name));
  }

  @Override
  public JMSConsumer createDurableConsumer(Topic topic, String name) {
    return consumer(() -> session().createDurableConsumer(topic, name));
  }

  @Override
  public JMSConsumer createDurableConsumer(
      Topic topic, String name, @Nullable String selector, boolean noLocal) {
    return consumer(() -> session().createDurableConsumer(topic, name, selector, noLocal));
  }

  @Override
  public JMSConsumer createSharedDurableConsumer(Topic topic, String name) {
    return consumer(() -> session().createSharedDurableConsumer(topic, name));
  }

  @Override
  public JMSConsumer createSharedDurableConsumer(
      Topic topic, String name, @Nullable String selector) {
    return consumer(() -> session().createSharedDurableConsumer(topic, name, selector));
  }

  @Override
  public JMSConsumer createSharedConsumer(Topic topic, String name) {
    return consumer(() -> session().createSharedConsumer(topic, name));
  }

  @Override
  public JMSConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector) {
    return consumer(() -> session().createSharedConsumer(topic, name, selector));
  }

  @Override
  public QueueBrowser createBrowser(Queue queue) {
    return createBrowser(queue, null);
  }

  @Override
  public QueueBrowser createBrowser(Queue queue, @Nullable String selector) {
    return get(() -> session().createBrowser(queue, selector));
  }

  @Override
  public TemporaryQueue createTemporaryQueue() {
    return get(() -> session().createTemporaryQueue());
  }

  @Override
  public TemporaryTopic createTemporaryTopic() {
    return get(() -> session().createTemporaryTopic());
  }

  @Override
  public void unsubscribe(String name) {
    run(() -> session().unsubscribe(name));
  }
}
