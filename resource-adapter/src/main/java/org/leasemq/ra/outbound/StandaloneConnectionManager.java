package org.leasemq.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.io.Serial;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The connection manager where there is no container: one managed connection for each handle,
 * destroyed with it (Connectors 2.1, 6.9). Thread-safe.
 */
public final class StandaloneConnectionManager implements ConnectionManager {

  @Serial private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(StandaloneConnectionManager.class.getName());

  @Override
  public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
      throws ResourceException {
    ManagedConnection managed = factory.createManagedConnection(null, request);
    managed.addConnectionEventListener(new DestroyWhenClosed(managed));
    return managed.getConnection(null, request);
  }

  /** Ends the managed connection with its handle. */
  private record DestroyWhenClosed(ManagedConnection managed) implements ConnectionEventListener {

    @Override
    public void connectionClosed(ConnectionEvent event) {
      destroy();
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      destroy();
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {}

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {}

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {}

    private void destroy() {
      try {
        managed.destroy();
      } catch (ResourceException e) {
        LOG.log(Level.DEBUG, "A connection was not closed cleanly", e);
      }
    }
  }
}
