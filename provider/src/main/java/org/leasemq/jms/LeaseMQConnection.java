package org.leasemq.jms;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.ReceiveContext;
import org.leasemq.jms.message.TemporaryDestinations;
import org.leasemq.jms.message.TemporaryQueueDestination;
import org.leasemq.queue.Permission;
import org.leasemq.queue.QueueName;
import org.leasemq.tx.Failures;
import org.leasemq.tx.Work;

/** A connection: sessions on a node that start, stop and close together. Thread-safe. */
public class LeaseMQConnection implements QueueConnection, TopicConnection, TemporaryDestinations {

  private static final Logger LOG = System.getLogger(LeaseMQConnection.class.getName());

  private final NodeHold hold;
  private final ConnectionSettings settings;
  private final ReceivedMessages receivedMessages;
  private final MessageIds ids = new MessageIds();
  private final Problems problems = new Problems();
  private final List<SessionCore> sessions = new CopyOnWriteArrayList<>();
  private final ConcurrentMap<QueueName, org.leasemq.queue.Queue> temporaryQueues =
      new ConcurrentHashMap<>();

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
        new ReceivedMessages(new ReceiveContext(settings.objectMessages(), this));
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
  final org.leasemq.queue.Queue resolve(Permission permission, LeaseMQDestination destination)
      throws JMSException {
    Access access = hold.access();
    boolean own =
        SharedNode.isTemporary(destination)
            && temporaryQueues.containsKey(destination.toQueueName());
    return own ? shared().resolve(destination, access) : access.resolve(permission, destination);
  }

  final NodeHold anotherHold() {
    return hold.another();
  }

  final ReceivedMessages receivedMessages() {
    return receivedMessages;
  }

  final MessageIds ids() {
    return ids;
  }

  final Problems problems() {
    return problems;
  }

  /** Any other use than for the client id. */
  final void use() throws IllegalStateException {
    requireOpen();
    used = true;
  }

  private void requireOpen() throws IllegalStateException {
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
      sessions.forEach(SessionCore::stop);
    } finally {
      lifecycle.unlock();
    }
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
    for (SessionCore session : sessions) {
      tryToClose(session::close);
    }
    lifecycle.lock();
    try {
      closed = true;
    } finally {
      lifecycle.unlock();
    }
    for (SessionCore session : sessions) {
      tryToClose(session::close);
    }
    for (org.leasemq.queue.Queue queue : temporaryQueues.values()) {
      tryToClose(() -> shared().deleteTemporaryQueue(queue));
    }
    String known = clientId;
    if (known != null) {
      shared().clientIds().release(known);
    }
    problems.close();
    hold.close();
  }

  private static void tryToClose(Unchecked.Action action) {
    try {
      action.run();
    } catch (JMSException | RuntimeException e) {
      LOG.log(Level.WARNING, "The connection is closed, but for this", e);
    }
  }

  final TemporaryQueueDestination createTemporaryQueue() throws JMSException {
    org.leasemq.queue.Queue queue = shared().createTemporaryQueue(ids.nextUniqueId());
    temporaryQueues.put(queue.name(), queue);
    return new TemporaryQueueDestination(queue.name().value(), this);
  }

  /** Only the connection that made it consumes from it (Jakarta Messaging 3.1, 6.2.2). */
  final void requireOwn(org.leasemq.queue.Queue queue) throws InvalidDestinationException {
    if (queue.temporary() && !temporaryQueues.containsKey(queue.name())) {
      throw new InvalidDestinationException(
          "Only the connection that made the temporary queue " + queue.name() + " may consume it");
    }
  }

  /** For the connection's temporary destinations. */
  @Override
  public void delete(LeaseMQDestination temporary) throws JMSException {
    requireOpen();
    org.leasemq.queue.Queue queue = temporaryQueues.get(temporary.toQueueName());
    if (queue == null) {
      throw new InvalidDestinationException(
          temporary + " is another connection's, or has been deleted");
    }
    shared().deleteTemporaryQueue(queue);
    temporaryQueues.remove(queue.name());
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Destination destination, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    use();
    throw noConnectionConsumer();
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Queue queue, String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
    use();
    throw noConnectionConsumer();
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Topic topic, String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
    use();
    throw noConnectionConsumer();
  }

  @Override
  public ConnectionConsumer createDurableConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    use();
    settings.domain().requireTopics("createDurableConnectionConsumer");
    throw noConnectionConsumer();
  }

  @Override
  public ConnectionConsumer createSharedConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    use();
    settings.domain().requireTopics("createSharedConnectionConsumer");
    throw noConnectionConsumer();
  }

  @Override
  public ConnectionConsumer createSharedDurableConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    use();
    settings.domain().requireTopics("createSharedDurableConnectionConsumer");
    throw noConnectionConsumer();
  }

  private static JMSException noConnectionConsumer() {
    return new JMSException(
        "ConnectionConsumers are not available in this version: use sessions with listeners");
  }
}
