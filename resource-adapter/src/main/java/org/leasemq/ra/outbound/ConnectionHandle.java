package org.leasemq.ra.outbound;

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
import jakarta.jms.XAConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The connection that an application holds (Connectors 2.1, 6.5; Jakarta Messaging 3.1, chapter
 * 12). The managed connection behind it may change; once closed it stays closed, and everything
 * made from it with it.
 *
 * <p>Threads: as the specification allows for a connection.
 */
public final class ConnectionHandle implements QueueConnection, TopicConnection {

  private final Set<SessionHandle> sessions = ConcurrentHashMap.newKeySet();
  private final java.util.Queue<AutoCloseable> temporaries = new ConcurrentLinkedQueue<>();
  private volatile @Nullable LeaseMQManagedConnection managed;
  private volatile @Nullable Origin origin;
  private volatile boolean started;
  private volatile boolean closed;

  ConnectionHandle(LeaseMQManagedConnection managed) {
    this.managed = managed;
  }

  void openedFrom(Origin newOrigin) {
    origin = newOrigin;
  }

  /** The managed connection behind this handle. */
  LeaseMQManagedConnection managed() throws JMSException {
    if (closed) {
      throw new IllegalStateException("The connection is closed");
    }
    if (managed == null) {
      origin().associate(this);
    }
    LeaseMQManagedConnection current = managed;
    if (current == null) {
      throw new IllegalStateException("The container has taken this connection back");
    }
    return current;
  }

  /** Goes over to another managed connection. */
  void moveTo(LeaseMQManagedConnection next) throws JMSException {
    if (managed != next) {
      leave();
      managed = next;
      if (started) {
        next.connection().start();
      }
    }
  }

  /** Leaves its managed connection; it gets another one when it is used again. */
  void leave() {
    LeaseMQManagedConnection old = managed;
    managed = null;
    sessions.forEach(SessionHandle::leave);
    if (old != null) {
      old.lose(this);
    }
  }

  private Origin origin() throws JMSException {
    Origin known = origin;
    if (known == null) {
      throw new IllegalStateException("The connection was not opened by a connection factory");
    }
    return known;
  }

  Environment environment() throws JMSException {
    return origin().environment();
  }

  Domain domain() throws JMSException {
    return origin().domain();
  }

  private XAConnection provider() throws JMSException {
    return managed().connection();
  }

  /** Remembers a temporary destination, to be deleted with this handle. */
  void made(AutoCloseable temporary) {
    temporaries.add(temporary);
  }

  void closed(SessionHandle session) {
    sessions.remove(session);
  }

  @Override
  public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
    return open(transacted, acknowledgeMode);
  }

  @Override
  public Session createSession(int sessionMode) throws JMSException {
    return open(sessionMode == Session.SESSION_TRANSACTED, sessionMode);
  }

  @Override
  public Session createSession() throws JMSException {
    return open(false, Session.AUTO_ACKNOWLEDGE);
  }

  @Override
  public QueueSession createQueueSession(boolean transacted, int acknowledgeMode)
      throws JMSException {
    return open(transacted, acknowledgeMode);
  }

  @Override
  public TopicSession createTopicSession(boolean transacted, int acknowledgeMode)
      throws JMSException {
    return open(transacted, acknowledgeMode);
  }

  private SessionHandle open(boolean transacted, int acknowledgeMode) throws JMSException {
    managed().beginWork();
    if (!sessions.isEmpty()) {
      environment().refuse("A second session on one connection");
    }
    SessionHandle session = new SessionHandle(this, transacted, acknowledgeMode);
    sessions.add(session);
    return session;
  }

  @Override
  public String getClientID() throws JMSException {
    return provider().getClientID();
  }

  @Override
  public void setClientID(String clientID) throws JMSException {
    environment().refuse("Connection.setClientID");
    provider().setClientID(clientID);
  }

  @Override
  public ConnectionMetaData getMetaData() throws JMSException {
    return provider().getMetaData();
  }

  @Override
  public @Nullable ExceptionListener getExceptionListener() throws JMSException {
    environment().refuse("Connection.getExceptionListener");
    return managed().applicationListener();
  }

  @Override
  public void setExceptionListener(@Nullable ExceptionListener listener) throws JMSException {
    environment().refuse("Connection.setExceptionListener");
    managed().setApplicationListener(listener);
  }

  @Override
  public void start() throws JMSException {
    provider().start();
    started = true;
  }

  @Override
  public void stop() throws JMSException {
    environment().refuse("Connection.stop");
    provider().stop();
    started = false;
  }

  @Override
  public void close() throws JMSException {
    LeaseMQManagedConnection last = managed;
    invalidate();
    if (last != null) {
      last.handleClosed(this);
    }
  }

  /** Closes it without a word to the container, which knows. */
  void invalidate() {
    if (!closed) {
      closed = true;
      sessions.forEach(SessionHandle::close);
      temporaries.forEach(Quietly::close);
      temporaries.clear();
      managed = null;
    }
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Destination destination, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    environment().refuse("Connection.createConnectionConsumer");
    return provider().createConnectionConsumer(destination, selector, pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Queue queue, String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
    return createConnectionConsumer((Destination) queue, selector, pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Topic topic, String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
    return createConnectionConsumer((Destination) topic, selector, pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createSharedConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    environment().refuse("Connection.createSharedConnectionConsumer");
    domain().checkTopics("createSharedConnectionConsumer");
    return provider().createSharedConnectionConsumer(topic, name, selector, pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createDurableConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    environment().refuse("Connection.createDurableConnectionConsumer");
    domain().checkTopics("createDurableConnectionConsumer");
    return provider().createDurableConnectionConsumer(topic, name, selector, pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createSharedDurableConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    environment().refuse("Connection.createSharedDurableConnectionConsumer");
    domain().checkTopics("createSharedDurableConnectionConsumer");
    return provider()
        .createSharedDurableConnectionConsumer(topic, name, selector, pool, maxMessages);
  }
}
