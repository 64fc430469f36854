package org.leasemq.jms;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.ReceiveContext;
import org.leasemq.queue.LeaseTerms;
import org.leasemq.queue.Permission;
import org.leasemq.tx.Failures;
import org.leasemq.tx.Work;

/** A connection: sessions on a node that start, stop and close together. Thread-safe. */
public class LeaseMQConnection implements QueueConnection, TopicConnection {

  private static final Logger LOG = System.getLogger(LeaseMQConnection.class.getName());

  private final NodeHold hold;
  private final ConnectionSettings settings;
  private final ReceivedMessages receivedMessages;
  private final MessageIds ids = new MessageIds();
  private final Problems problems = new Problems();
  private final Sources sources = new Sources(this);
  private final List<SessionCore> sessions = new CopyOnWriteArrayList<>();
  private final List<LeaseMQConnectionConsumer> connectionConsumers = new CopyOnWriteArrayList<>();
  private final Temporaries temporaries = new Temporaries(this);

  /** Orders start, stop, close and the making of sessions; not held while anything is awaited. */
  private final ReentrantLock lifecycle = new ReentrantLock();

  private final ReentrantLock closing = new ReentrantLock();
  private boolean started;
  private volatile @Nullable String clientId;
  private volatile boolean used;
  private volatile boolean closed;

  /**
   * A connection.
   *
   * @param hold the connection's hold on its node, let go on close
   * @throws jakarta.jms.InvalidClientIDException if the settings' client id is in use
   */
  public LeaseMQConnection(NodeHold hold, ConnectionSettings settings) throws JMSException {
    this.hold = hold;
    this.settings = settings;
    this.receivedMessages =
        new ReceivedMessages(new ReceiveContext(settings.objectMessages(), temporaries));
    String configured = settings.clientId();
    if (configured != null) {
      shared().clientIds().claim(configured);
      clientId = configured;
    }
  }

  final SharedNode shared() {
    return hold.shared();
  }

  /** The queue of a destination that the user may use so; a temporary one of its own is free. */
  final org.leasemq.queue.Queue queue(Permission permission, LeaseMQDestination destination)
      throws JMSException {
    return temporaries.isOwn(destination)
        ? shared().destinations().queue(destination, hold.access())
        : hold.access().queue(permission, destination);
  }

  /** What its user may do. */
  final Access access() {
    return hold.access();
  }

  final NodeHold anotherHold() {
    return hold.another();
  }

  LeaseTerms leaseTerms() {
    return settings.leaseTerms();
  }

  final ReceivedMessages receivedMessages() {
    return receivedMessages;
  }

  final MessageIds ids() {
    return ids;
  }

  final Temporaries temporaries() {
    return temporaries;
  }

  final Sources sources() {
    return sources;
  }

  final Problems problems() {
    return problems;
  }

  /** Any other use than for the client id. */
  final void use() throws IllegalStateException {
    requireOpen();
    used = true;
  }

  final void requireOpen() throws IllegalStateException {
    if (closed) {
      throw new IllegalStateException("The connection is closed");
    }
  }

  @Override
  public Session createSession() throws JMSException {
    return createSession(Session.AUTO_ACKNOWLEDGE);
  }

  @Override
  public Session createSession(int sessionMode) throws JMSException {
    use();
    return session(SessionModes.checked(sessionMode), Domain.COMMON);
  }

  @Override
  public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
    use();
    return session(SessionModes.checked(transacted, acknowledgeMode), Domain.COMMON);
  }

  @Override
  public QueueSession createQueueSession(boolean transacted, int acknowledgeMode)
      throws JMSException {
    use();
    return session(SessionModes.checked(transacted, acknowledgeMode), Domain.QUEUES);
  }

  @Override
  public TopicSession createTopicSession(boolean transacted, int acknowledgeMode)
      throws JMSException {
    use();
    return session(SessionModes.checked(transacted, acknowledgeMode), Domain.TOPICS);
  }

  private LeaseMQSession session(int mode, Domain domain) throws JMSException {
    Work work = SessionModes.work(mode, shared().node());
    return new LeaseMQSession(open(work, mode), domain);
  }

  /** Opens a session with this work, started if the connection is. */
  final SessionCore open(Work work, int mode) throws JMSException {
    AcknowledgeMode acknowledgeMode = SessionModes.acknowledge(mode, shared().node(), problems);
    lifecycle.lock();
    try {
      requireOpen();
      SessionCore session = new SessionCore(this, work, acknowledgeMode);
      sessions.add(session);
      if (started) {
        session.start();
      }
      return session;
    } catch (RuntimeException e) {
      throw Failures.of("The opening of a session", e);
    } finally {
      lifecycle.unlock();
    }
  }

  final void remove(SessionCore session) {
    sessions.remove(session);
  }

  final void remove(LeaseMQConnectionConsumer consumer) {
    connectionConsumers.remove(consumer);
  }

  /** The client id, if it has one; it stands once the connection is used. */
  final @Nullable String clientId() {
    return clientId;
  }

  /** Who publishes: this connection, and any with the same client id. */
  final String publisher() {
    String known = clientId;
    return known == null ? "connection " + ids.prefix() : "client " + known;
  }

  @Override
  public @Nullable String getClientID() throws JMSException {
    requireOpen();
    return clientId;
  }

  @Override
  public void setClientID(@Nullable String newClientId) throws JMSException {
    lifecycle.lock();
    try {
      requireOpen();
      if (clientId != null) {
        throw new IllegalStateException("The client id is set already, to '" + clientId + "'");
      }
      if (used) {
        throw new IllegalStateException(
            "The client id must be set before the connection is used for anything else");
      }
      shared().clientIds().claim(newClientId);
      clientId = newClientId;
    } finally {
      lifecycle.unlock();
    }
  }

  @Override
  public ConnectionMetaData getMetaData() throws JMSException {
    use();
    return LeaseMQMetaData.INSTANCE;
  }

  @Override
  public @Nullable ExceptionListener getExceptionListener() throws JMSException {
    use();
    return problems.listener();
  }

  @Override
  public void setExceptionListener(@Nullable ExceptionListener listener) throws JMSException {
    use();
    problems.setListener(listener);
  }

  @Override
  public void start() throws JMSException {
    use();
    lifecycle.lock();
    try {
      started = true;
      sessions.forEach(SessionCore::start);
      connectionConsumers.forEach(LeaseMQConnectionConsumer::start);
    } finally {
      lifecycle.unlock();
    }
  }

  @Override
  public void stop() throws JMSException {
    use();
    for (SessionCore session : sessions) {
      if (session.isListenerThread()) {
        throw new IllegalStateException(
            "A message listener must not call stop on its own connection");
      }
    }
    lifecycle.lock();
    try {
      started = false;
      connectionConsumers.forEach(LeaseMQConnectionConsumer::stop);
      sessions.forEach(SessionCore::stop);
    } finally {
      lifecycle.unlock();
    }
    connectionConsumers.forEach(LeaseMQConnectionConsumer::awaitStopped);
    sessions.forEach(SessionCore::awaitStopped);
  }

  @Override
  public void close() throws JMSException {
    if (closed) {
      return;
    }
    for (SessionCore session : sessions) {
      session.refuseInCallbacks("close");
    }
    closing.lock();
    try {
      if (!closed) {
        closeNow();
      }
    } finally {
      closing.unlock();
    }
  }

  private void closeNow() {
    for (LeaseMQConnectionConsumer consumer : connectionConsumers) {
      tryToClose(consumer::close);
    }
    for (SessionCore session : sessions) {
      tryToClose(session::close);
    }
    lifecycle.lock();
    try {
      closed = true;
    } finally {
      lifecycle.unlock();
    }
    for (LeaseMQConnectionConsumer consumer : connectionConsumers) {
      tryToClose(consumer::close);
    }
    for (SessionCore session : sessions) {
      tryToClose(session::close);
    }
    for (Unchecked.Action deletion : temporaries.deletions()) {
      tryToClose(deletion);
    }
    String known = clientId;
    if (known != null) {
      shared().clientIds().release(known);
    }
    problems.close();
    hold.close();
  }

  static void tryToClose(Unchecked.Action action) {
    try {
      action.run();
    } catch (JMSException | RuntimeException e) {
      LOG.log(Level.WARNING, "All is closed, but for this", e);
    }
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      @Nullable Destination destination,
      @Nullable String selector,
      @Nullable ServerSessionPool pool,
      int maxMessages)
      throws JMSException {
    return open(() -> sources.of(destination, selector, false), pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      @Nullable Queue queue,
      @Nullable String selector,
      @Nullable ServerSessionPool pool,
      int maxMessages)
      throws JMSException {
    return createConnectionConsumer((Destination) queue, selector, pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      @Nullable Topic topic,
      @Nullable String selector,
      @Nullable ServerSessionPool pool,
      int maxMessages)
      throws JMSException {
    return createConnectionConsumer((Destination) topic, selector, pool, maxMessages);
  }

  private interface Opening {
    Source open() throws JMSException;
  }

  private ConnectionConsumer open(
      Opening opening, @Nullable ServerSessionPool pool, int maxMessages) throws JMSException {
    use();
    if (pool == null) {
      throw new JMSException("A connection consumer needs a ServerSessionPool, not null");
    }
    if (maxMessages < 1) {
      throw new JMSException("maxMessages is 1 or more, not " + maxMessages);
    }
    Source source = opening.open();
    LeaseMQConnectionConsumer consumer;
    try {
      consumer = new LeaseMQConnectionConsumer(this, source, pool, maxMessages);
    } catch (RuntimeException e) {
      throw source.left(Failures.of("The opening of a connection consumer", e));
    }
    lifecycle.lock();
    try {
      connectionConsumers.add(consumer);
      if (started) {
        consumer.start();
      }
    } finally {
      lifecycle.unlock();
    }
    if (closed) {
      consumer.close();
    }
    return consumer;
  }

  @Override
  public ConnectionConsumer createDurableConnectionConsumer(
      @Nullable Topic topic,
      @Nullable String name,
      @Nullable String selector,
      @Nullable ServerSessionPool pool,
      int maxMessages)
      throws JMSException {
    use();
    settings.domain().requireTopics("createDurableConnectionConsumer");
    return open(() -> sources.durable(topic, name, selector, false), pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createSharedConnectionConsumer(
      @Nullable Topic topic,
      @Nullable String name,
      @Nullable String selector,
      @Nullable ServerSessionPool pool,
      int maxMessages)
      throws JMSException {
    use();
    settings.domain().requireTopics("createSharedConnectionConsumer");
    return open(() -> sources.shared(topic, name, selector, false), pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createSharedDurableConnectionConsumer(
      @Nullable Topic topic,
      @Nullable String name,
      @Nullable String selector,
      @Nullable ServerSessionPool pool,
      int maxMessages)
      throws JMSException {
    use();
    settings.domain().requireTopics("createSharedDurableConnectionConsumer");
    return open(() -> sources.shared(topic, name, selector, true), pool, maxMessages);
  }
}
