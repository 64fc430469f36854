package org.leasemq.ra.outbound;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import jakarta.jms.TransactionInProgressException;
import java.io.Serializable;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The session that an application holds. While a transaction of the container's is going on, the
 * work belongs to it and the arguments that the session was made with do not count; otherwise they
 * do (Jakarta Messaging 3.1, 12.3).
 *
 * <p>Threads: one at a time, but for {@link #close}.
 */
final class SessionHandle implements QueueSession, TopicSession {

  private final ConnectionHandle connection;
  private final boolean transacted;
  private final int acknowledgeMode;
  private final Set<Movable> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Session own;
  private volatile boolean closed;

  /**
   * Opens it.
   *
   * @throws JMSException if the provider refuses; outside a transaction also for wrong arguments
   */
  SessionHandle(ConnectionHandle connection, boolean transacted, int acknowledgeMode)
      throws JMSException {
    this.connection = connection;
    this.transacted = transacted;
    this.acknowledgeMode = acknowledgeMode;
    session();
  }

  /**
   * The provider's session that counts now.
   *
   * @throws IllegalStateException if the handle is closed
   */
  Session session() throws JMSException {
    Session inTransaction = transaction();
    if (inTransaction != null) {
      return inTransaction;
    }
    Session current = own;
    if (current == null) {
      current = connection.managed().connection().createSession(transacted, acknowledgeMode);
      own = current;
    }
    return current;
  }

  private @Nullable Session transaction() throws JMSException {
    if (closed) {
      throw new IllegalStateException("The session is closed");
    }
    return connection.managed().transactionSession();
  }

  Environment environment() throws JMSException {
    return connection.environment();
  }

  /** Gives up what belongs to the managed connection that the handle leaves. */
  void leave() {
    open.forEach(Movable::leave);
    closeOwn();
  }

  private void closeOwn() {
    Session old = own;
    own = null;
    if (old != null) {
      Quietly.close(old);
    }
  }

  void closed(Movable handle) {
    open.remove(handle);
  }

  private <H extends Movable> H opened(H handle) {
    open.add(handle);
    return handle;
  }

  /** Closes the session and what was made from it. Work in a transaction stays in it. */
  @Override
  public void close() {
    if (!closed) {
      open.forEach(Quietly::close);
      closed = true;
      closeOwn();
      connection.closed(this);
    }
  }

  @Override
  public boolean getTransacted() throws JMSException {
    return transaction() != null || session().getTransacted();
  }

  @Override
  public int getAcknowledgeMode() throws JMSException {
    return transaction() != null ? SESSION_TRANSACTED : session().getAcknowledgeMode();
  }

  @Override
  public void commit() throws JMSException {
    ownToEnd("commit").commit();
  }

  @Override
  public void rollback() throws JMSException {
    ownToEnd("rollback").rollback();
  }

  private Session ownToEnd(String method) throws JMSException {
    if (transaction() != null) {
      throw new TransactionInProgressException(
          "Session." + method + ": the container ends the transaction that is going on");
    }
    return session();
  }

  @Override
  public void recover() throws JMSException {
    if (transaction() != null) {
      throw new IllegalStateException("Session.recover: a transaction is going on");
    }
    session().recover();
  }

  @Override
  public MessageListener getMessageListener() throws JMSException {
    environment().refuse("Session.getMessageListener");
    return session().getMessageListener();
  }

  @Override
  public void setMessageListener(MessageListener listener) throws JMSException {
    environment().refuse("Session.setMessageListener");
    session().setMessageListener(listener);
  }

  @Override
  public void run() {
    try {
      environment().refuse("Session.run");
      session().run();
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }

  @Override
  public BytesMessage createBytesMessage() throws JMSException {
    return session().createBytesMessage();
  }

  @Override
  public MapMessage createMapMessage() throws JMSException {
    return session().createMapMessage();
  }

  @Override
  public Message createMessage() throws JMSException {
    return session().createMessage();
  }

  @Override
  public ObjectMessage createObjectMessage() throws JMSException {
    return session().createObjectMessage();
  }

  @Override
  public ObjectMessage createObjectMessage(Serializable object) throws JMSException {
    return session().createObjectMessage(object);
  }

  @Override
  public StreamMessage createStreamMessage() throws JMSException {
    return session().createStreamMessage();
  }

  @Override
  public TextMessage createTextMessage() throws JMSException {
    return session().createTextMessage();
  }

  @Override
  public TextMessage createTextMessage(String text) throws JMSException {
    return session().createTextMessage(text);
  }

  @Override
  public MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
    return opened(new ProducerHandle(this, destination));
  }

  @Override
  public QueueSender createSender(@Nullable Queue queue) throws JMSException {
    connection.domain().checkQueues("createSender");
    return opened(new ProducerHandle(this, queue));
  }

  @Override
  public TopicPublisher createPublisher(@Nullable Topic topic) throws JMSException {
    connection.domain().checkTopics("createPublisher");
    return opened(new ProducerHandle(this, topic));
  }

  private ConsumerHandle consumer(
      Destination destination, boolean noLocal, Bound.Maker<MessageConsumer> maker)
      throws JMSException {
    return opened(new ConsumerHandle(this, destination, noLocal, Bound.Change.CLOSE_FIRST, maker));
  }

  /**
   * A consumer on a subscription that ends with its last consumer: it must not end because the
   * session changes.
   */
  private ConsumerHandle lasting(Topic topic, String name, @Nullable String selector)
      throws JMSException {
    Bound.Maker<MessageConsumer> maker = s -> s.createSharedConsumer(topic, name, selector);
    return opened(new ConsumerHandle(this, topic, false, Bound.Change.MAKE_FIRST, maker));
  }

  /**
   * A consumer of a queue, or of a subscription of its own. That is a shared one whose name nobody
   * else knows, so that it lasts when the session changes; not so with noLocal, which shared ones
   * do not have.
   */
  private ConsumerHandle plain(Destination destination, @Nullable String selector, boolean noLocal)
      throws JMSException {
    return destination instanceof Topic topic && !noLocal
        ? lasting(topic, "handle " + UUID.randomUUID(), selector)
        : consumer(destination, noLocal, s -> s.createConsumer(destination, selector, noLocal));
  }

  @Override
  public MessageConsumer createConsumer(Destination destination) throws JMSException {
    return plain(destination, null, false);
  }

  @Override
  public MessageConsumer createConsumer(Destination destination, @Nullable String selector)
      throws JMSException {
    return plain(destination, selector, false);
  }

  @Override
  public MessageConsumer createConsumer(
      Destination destination, @Nullable String selector, boolean noLocal) throws JMSException {
    return plain(destination, selector, noLocal);
  }

  @Override
  public QueueReceiver createReceiver(Queue queue) throws JMSException {
    connection.domain().checkQueues("createReceiver");
    return consumer(queue, false, s -> s.createConsumer(queue));
  }

  @Override
  public QueueReceiver createReceiver(Queue queue, @Nullable String selector) throws JMSException {
    connection.domain().checkQueues("createReceiver");
    return consumer(queue, false, s -> s.createConsumer(queue, selector));
  }

  @Override
  public TopicSubscriber createSubscriber(Topic topic) throws JMSException {
    connection.domain().checkTopics("createSubscriber");
    return plain(topic, null, false);
  }

  @Override
  public TopicSubscriber createSubscriber(Topic topic, @Nullable String selector, boolean noLocal)
      throws JMSException {
    connection.domain().checkTopics("createSubscriber");
    return plain(topic, selector, noLocal);
  }

  @Override
  public MessageConsumer createSharedConsumer(Topic topic, String name) throws JMSException {
    connection.domain().checkTopics("createSharedConsumer");
    return lasting(topic, name, null);
  }

  @Override
  public MessageConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector)
      throws JMSException {
    connection.domain().checkTopics("createSharedConsumer");
    return lasting(topic, name, selector);
  }

  @Override
  public TopicSubscriber createDurableSubscriber(Topic topic, String name) throws JMSException {
    connection.domain().checkTopics("createDurableSubscriber");
    return consumer(topic, false, s -> s.createDurableConsumer(topic, name));
  }

  @Override
  public TopicSubscriber createDurableSubscriber(
      Topic topic, String name, @Nullable String selector, boolean noLocal) throws JMSException {
    connection.domain().checkTopics("createDurableSubscriber");
    return consumer(topic, noLocal, s -> s.createDurableConsumer(topic, name, selector, noLocal));
  }

  @Override
  public MessageConsumer createDurableConsumer(Topic topic, String name) throws JMSException {
    connection.domain().checkTopics("createDurableConsumer");
    return consumer(topic, false, s -> s.createDurableConsumer(topic, name));
  }

  @Override
  public MessageConsumer createDurableConsumer(
      Topic topic, String name, @Nullable String selector, boolean noLocal) throws JMSException {
    connection.domain().checkTopics("createDurableConsumer");
    return consumer(topic, noLocal, s -> s.createDurableConsumer(topic, name, selector, noLocal));
  }

  @Override
  public MessageConsumer createSharedDurableConsumer(Topic topic, String name) throws JMSException {
    connection.domain().checkTopics("createSharedDurableConsumer");
    return consumer(topic, false, s -> s.createSharedDurableConsumer(topic, name));
  }

  @Override
  public MessageConsumer createSharedDurableConsumer(
      Topic topic, String name, @Nullable String selector) throws JMSException {
    connection.domain().checkTopics("createSharedDurableConsumer");
    return consumer(topic, false, s -> s.createSharedDurableConsumer(topic, name, selector));
  }

  @Override
  public QueueBrowser createBrowser(Queue queue) throws JMSException {
    connection.domain().checkQueues("createBrowser");
    return opened(new BrowserHandle(this, s -> s.createBrowser(queue)));
  }

  @Override
  public QueueBrowser createBrowser(Queue queue, @Nullable String selector) throws JMSException {
    connection.domain().checkQueues("createBrowser");
    return opened(new BrowserHandle(this, s -> s.createBrowser(queue, selector)));
  }

  @Override
  public Queue createQueue(String name) throws JMSException {
    connection.domain().checkQueues("createQueue");
    return session().createQueue(name);
  }

  @Override
  public Topic createTopic(String name) throws JMSException {
    connection.domain().checkTopics("createTopic");
    return session().createTopic(name);
  }

  @Override
  public TemporaryQueue createTemporaryQueue() throws JMSException {
    connection.domain().checkQueues("createTemporaryQueue");
    TemporaryQueue temporary = session().createTemporaryQueue();
    connection.made(temporary::delete);
    return temporary;
  }

  @Override
  public TemporaryTopic createTemporaryTopic() throws JMSException {
    connection.domain().checkTopics("createTemporaryTopic");
    TemporaryTopic temporary = session().createTemporaryTopic();
    connection.made(temporary::delete);
    return temporary;
  }

  @Override
  public void unsubscribe(String name) throws JMSException {
    connection.domain().checkTopics("unsubscribe");
    session().unsubscribe(name);
  }
}
