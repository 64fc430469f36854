package org.leasemq.ra.outbound;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import org.jspecify.annotations.Nullable;

/**
 * A local transaction that the container demarcates (Connectors 2.1, 7.7). For one thread at a
 * time.
 */
final class LocalWork implements LocalTransaction {

  private final Connection connection;
  private @Nullable Session session;
  private boolean active;

  LocalWork(Connection connection) {
    this.connection = connection;
  }

  /** The session of the transaction that is going on; null if there is none. */
  @Nullable Session session() {
    return active ? session : null;
  }

  @Override
  public void begin() throws ResourceException {
    if (active) {
      throw new LocalTransactionException("A local transaction is going on already");
    }
    try {
      if (session == null) {
        session = connection.createSession(Session.SESSION_TRANSACTED);
      }
    } catch (JMSException e) {
      throw Failures.toResource(e);
    }
    active = true;
  }

  @Override
  public void commit() throws ResourceException {
    end(Session::commit);
  }

  @Override
  public void rollback() throws ResourceException {
    end(Session::rollback);
  }

  private void end(End end) throws ResourceException {
    Session current = session();
    if (current == null) {
      throw new LocalTransactionException("No local transaction is going on");
    }
    active = false;
    try {
      end.of(current);
    } catch (JMSException e) {
      throw new LocalTransactionException(e.getMessage(), e);
    }
  }

  /** How a transaction ends. */
  private interface End {
    void of(Session session) throws JMSException;
  }
}
