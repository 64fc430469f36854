package org.leasemq.ra.outbound;

import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.DissociatableManagedConnection;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import jakarta.resource.spi.SecurityException;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leasemq.ra.xa.AdapterXaResource;

/**
 * One connection of the provider's in a container's pool (Connectors 2.1, 6.5.4): work in a branch
 * runs in its XA session, work in a local transaction in that transaction's session, all else in
 * the session of the handle. Equal by identity.
 *
 * <p>Threads: as the container calls it, one at a time; events come from any thread.
 */
public final class LeaseMQManagedConnection
    implements ManagedConnection, DissociatableManagedConnection {

  private static final Logger LOG = System.getLogger(LeaseMQManagedConnection.class.getName());

  private final XAConnection connection;
  private final ConnectionRequest identity;
  private final LocalWork localWork;
  private final Set<ConnectionHandle> handles = ConcurrentHashMap.newKeySet();
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable ExceptionListener applicationListener;
  private @Nullable Branches branches;
  private @Nullable PrintWriter logWriter;

  /** Where work in XA branches is done; opened when the container first wants that. */
  private record Branches(XASession session, AdapterXaResource resource) {

    static Branches on(XAConnection connection) throws JMSException {
      XASession session = connection.createXASession();
      return new Branches(session, new AdapterXaResource(session.getXAResource()));
    }
  }

  /**
   * Takes over a connection.
   *
   * @param identity as whom it was opened
   */
  public LeaseMQManagedConnection(XAConnection connection, ConnectionRequest identity) {
    this.connection = connection;
    this.identity = identity;
    this.localWork = new LocalWork(connection);
  }

  /** Whether it serves requests of this user. */
  public boolean isFor(ConnectionRequest request) {
    return identity.equals(request);
  }

  /** Whether the provider's connection can still be used. */
  public boolean isValid() {
    try {
      connection.getClientID();
      return true;
    } catch (JMSException e) {
      LOG.log(Level.DEBUG, "A connection in a pool has ended", e);
      return false;
    }
  }

  XAConnection connection() {
    return connection;
  }

  /** A handle is about to work; before that, a client id could still be set. */
  void beginWork() throws JMSException {
    if (connection.getExceptionListener() == null) {
      connection.setExceptionListener(this::report);
    }
  }

  /** The session of the transaction that is going on; null if there is none. */
  @Nullable Session transactionSession() throws JMSException {
    Branches inBranch = branches;
    return inBranch != null && inBranch.resource.isActive()
        ? inBranch.session.getSession()
        : localWork.session();
  }

  @Override
  public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    if (request instanceof ConnectionRequest wanted
        && wanted.userName() != null
        && !wanted.equals(identity)) {
      throw new SecurityException("A connection of LeaseMQ cannot change its user");
    }
    ConnectionHandle handle = new ConnectionHandle(this);
    handles.add(handle);
    return handle;
  }

  @Override
  public void associateConnection(Object connectionHandle) throws ResourceException {
    if (!(connectionHandle instanceof ConnectionHandle handle)) {
      throw new IllegalStateException(connectionHandle + " is no connection of LeaseMQ");
    }
    try {
      handle.moveTo(this);
    } catch (JMSException e) {
      throw Failures.toResource(e);
    }
    handles.add(handle);
  }

  @Override
  public void dissociateConnections() {
    handles.forEach(ConnectionHandle::leave);
  }

  /** A handle has gone to another managed connection. */
  void lose(ConnectionHandle handle) {
    handles.remove(handle);
  }

  /** An application has closed its handle. */
  void handleClosed(ConnectionHandle handle) {
    if (handles.remove(handle)) {
      ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
      event.setConnectionHandle(handle);
      fire(event, ConnectionEventListener::connectionClosed);
    }
  }

  /** The application's listener, where it may have one. */
  @Nullable ExceptionListener applicationListener() {
    return applicationListener;
  }

  void setApplicationListener(@Nullable ExceptionListener listener) {
    applicationListener = listener;
  }

  /** The provider also reports what leaves the connection whole, such as a late acknowledge. */
  private void report(JMSException problem) {
    ExceptionListener application = applicationListener;
    if (application != null) {
      application.onException(problem);
    } else {
      LOG.log(Level.WARNING, "A problem of a connection in a pool", problem);
    }
    if (!isValid()) {
      fire(
          new ConnectionEvent(this, ConnectionEvent.CONNECTION_ERROR_OCCURRED, problem),
          ConnectionEventListener::connectionErrorOccurred);
    }
  }

  private void fire(
      ConnectionEvent event, BiConsumer<ConnectionEventListener, ConnectionEvent> method) {
    listeners.forEach(listener -> method.accept(listener, event));
  }

  /** Closes what applications left open, so that the next one starts afresh. */
  @Override
  public void cleanup() throws ResourceException {
    invalidateHandles();
    setApplicationListener(null);
    if (localWork.session() != null) {
      localWork.rollback();
    }
    try {
      connection.stop();
    } catch (JMSException e) {
      throw Failures.toResource(e);
    }
  }

  @Override
  public void destroy() throws ResourceException {
    invalidateHandles();
    try {
      connection.close();
    } catch (JMSException e) {
      throw Failures.toResource(e);
    }
  }

  private void invalidateHandles() {
    handles.forEach(ConnectionHandle::invalidate);
    handles.clear();
  }

  @Override
  public XAResource getXAResource() throws ResourceException {
    if (branches == null) {
      try {
        branches = Branches.on(connection);
      } catch (JMSException e) {
        throw Failures.toResource(e);
      }
    }
    return branches.resource;
  }

  @Override
  public LocalTransaction getLocalTransaction() {
    return localWork;
  }

  @Override
  public ManagedConnectionMetaData getMetaData() throws ResourceException {
    try {
      return new ManagedMetaData(connection.getMetaData(), identity.userName());
    } catch (JMSException e) {
      throw Failures.toResource(e);
    }
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }
}
