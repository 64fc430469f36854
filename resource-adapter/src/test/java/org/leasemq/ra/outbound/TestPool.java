package org.leasemq.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LazyAssociatableConnectionManager;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * As much of a container's connection manager as these tests need: it pools, enlists what is in use
 * in the transaction that is going on, and cleans up.
 */
final class TestPool
    implements ConnectionManager, LazyAssociatableConnectionManager, ConnectionEventListener {

  private static final long serialVersionUID = 1L;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final transient List<LeaseMQManagedConnection> all = new ArrayList<>();
  private final transient List<LeaseMQManagedConnection> idle = new ArrayList<>();
  private final transient Map<LeaseMQManagedConnection, Integer> handles = new HashMap<>();
  private final transient List<Integer> events = new ArrayList<>();
  private transient Branch branch;
  private transient boolean local;

  @Override
  public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
      throws ResourceException {
    return obtain(factory, request).getConnection(null, request);
  }

  private LeaseMQManagedConnection obtain(
      ManagedConnectionFactory factory, ConnectionRequestInfo request) throws ResourceException {
    LeaseMQManagedConnection managed = shared();
    if (managed == null) {
      managed =
          (LeaseMQManagedConnection)
              factory.matchManagedConnections(Set.copyOf(idle), null, request);
      idle.remove(managed);
    }
    if (managed == null) {
      managed = (LeaseMQManagedConnection) factory.createManagedConnection(null, request);
      managed.addConnectionEventListener(this);
      all.add(managed);
    }
    handles.merge(managed, 1, Integer::sum);
    enlist(managed);
    return managed;
  }

  private LeaseMQManagedConnection shared() {
    return branch != null && !branch.enlisted.isEmpty() ? branch.enlisted.get(0) : null;
  }

  private void enlist(LeaseMQManagedConnection managed) throws ResourceException {
    if (branch != null && !branch.enlisted.contains(managed)) {
      branch.enlist(managed);
    }
    if (local) {
      managed.getLocalTransaction().begin();
    }
  }

  @Override
  public void associateConnection(
      Object connection, ManagedConnectionFactory factory, ConnectionRequestInfo request)
      throws ResourceException {
    obtain(factory, request).associateConnection(connection);
  }

  @Override
  public void inactiveConnectionClosed(Object connection, ManagedConnectionFactory factory) {}

  @Override
  public void connectionClosed(ConnectionEvent event) {
    events.add(event.getId());
    LeaseMQManagedConnection managed = (LeaseMQManagedConnection) event.getSource();
    if (handles.merge(managed, -1, Integer::sum) == 0 && branch == null && !local) {
      release(managed);
    }
  }

  private void release(LeaseMQManagedConnection managed) {
    try {
      managed.cleanup();
    } catch (ResourceException e) {
      throw new AssertionError(e);
    }
    idle.add(managed);
  }

  @Override
  public void connectionErrorOccurred(ConnectionEvent event) {
    events.add(event.getId());
  }

  @Override
  public void localTransactionStarted(ConnectionEvent event) {}

  @Override
  public void localTransactionCommitted(ConnectionEvent event) {}

  @Override
  public void localTransactionRolledback(ConnectionEvent event) {}

  /** A managed connection that is nobody's. */
  LeaseMQManagedConnection open(ManagedConnectionFactory factory) throws ResourceException {
    LeaseMQManagedConnection managed =
        (LeaseMQManagedConnection)
            factory.createManagedConnection(null, ConnectionRequest.CONFIGURED);
    managed.addConnectionEventListener(this);
    all.add(managed);
    handles.put(managed, 1);
    return managed;
  }

  int made() {
    return all.size();
  }

  int events(int id) {
    return Collections.frequency(events, id);
  }

  void cleanUpAll() {
    for (LeaseMQManagedConnection managed : all) {
      handles.put(managed, 0);
      release(managed);
    }
  }

  void dissociateAll() {
    all.forEach(LeaseMQManagedConnection::dissociateConnections);
  }

  Branch begin() throws ResourceException {
    branch = new Branch();
    for (LeaseMQManagedConnection managed : all) {
      if (!idle.contains(managed)) {
        branch.enlist(managed);
      }
    }
    return branch;
  }

  void beginLocal() {
    local = true;
  }

  void endLocal(boolean commit) throws ResourceException {
    local = false;
    for (LeaseMQManagedConnection managed : all) {
      if (!idle.contains(managed)) {
        if (commit) {
          managed.getLocalTransaction().commit();
        } else {
          managed.getLocalTransaction().rollback();
        }
        release(managed);
      }
    }
  }

  void close() throws ResourceException {
    for (LeaseMQManagedConnection managed : all) {
      managed.destroy();
    }
  }

  /** A transaction: one branch that all enlisted connections work in. */
  final class Branch {

    private final List<LeaseMQManagedConnection> enlisted = new ArrayList<>();
    private final Xid xid = new TestXid(NUMBERS.incrementAndGet());

    Xid xid() {
      return xid;
    }

    private void enlist(LeaseMQManagedConnection managed) throws ResourceException {
      try {
        managed
            .getXAResource()
            .start(xid, enlisted.isEmpty() ? XAResource.TMNOFLAGS : XAResource.TMJOIN);
      } catch (XAException e) {
        throw new ResourceException(e);
      }
      enlisted.add(managed);
    }

    void suspend() throws Exception {
      for (LeaseMQManagedConnection managed : enlisted) {
        managed.getXAResource().end(xid, XAResource.TMSUSPEND);
      }
      branch = null;
    }

    void resume() throws Exception {
      for (LeaseMQManagedConnection managed : enlisted) {
        managed.getXAResource().start(xid, XAResource.TMRESUME);
      }
      branch = this;
    }

    void prepare() throws Exception {
      end();
      resource().prepare(xid);
      over();
    }

    void commit() throws Exception {
      end();
      resource().commit(xid, true);
      over();
    }

    void rollback() throws Exception {
      end();
      resource().rollback(xid);
      over();
    }

    private XAResource resource() throws ResourceException {
      return enlisted.get(0).getXAResource();
    }

    private void end() throws Exception {
      for (LeaseMQManagedConnection managed : enlisted) {
        managed.getXAResource().end(xid, XAResource.TMSUCCESS);
      }
    }

    private void over() {
      branch = null;
      for (LeaseMQManagedConnection managed : enlisted) {
        if (handles.get(managed) == 0) {
          release(managed);
        }
      }
    }
  }

  /** The global transaction is the number, and there is one branch. */
  private record TestXid(int number) implements Xid {
    @Override
    public int getFormatId() {
      return 7;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {1};
    }
  }
}
