package org.leasemq.ra;

import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.EISSystemException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.ra.xa.AdapterXaResource;

/**
 * The resource through which the transaction manager finds the prepared branches: opened when first
 * asked for, and anew after a failure. Thread-safe.
 */
final class RecoveryResource implements AutoCloseable {

  private static final Logger LOG = System.getLogger(RecoveryResource.class.getName());

  private final LeaseMQConnectionFactory connections;
  private @Nullable XAConnection connection;
  private @Nullable XAResource resource;

  RecoveryResource(LeaseMQConnectionFactory connections) {
    this.connections = connections;
  }

  synchronized XAResource get() throws ResourceException {
    if (resource == null) {
      try {
        XAConnection opened = connections.createXAConnection();
        connection = opened;
        opened.setExceptionListener(failure -> close());
        resource = new AdapterXaResource(opened.createXASession().getXAResource());
      } catch (JMSException e) {
        close();
        throw new EISSystemException("LeaseMQ cannot recover now: " + e.getMessage(), e);
      }
    }
    return resource;
  }

  @Override
  public synchronized void close() {
    XAConnection old = connection;
    connection = null;
    resource = null;
    if (old != null) {
      try {
        old.close();
      } catch (JMSException e) {
        LOG.log(Level.DEBUG, "The connection for recovery was not closed cleanly", e);
      }
    }
  }
}
