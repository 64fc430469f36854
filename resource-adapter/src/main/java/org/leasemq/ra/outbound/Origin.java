package org.leasemq.ra.outbound;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.LazyAssociatableConnectionManager;
import jakarta.resource.spi.ManagedConnectionFactory;

/** Where a connection handle comes from, and what it may do. Immutable. */
record Origin(
    ConnectionManager manager,
    ManagedConnectionFactory factory,
    ConnectionRequest request,
    Domain domain) {

  /** Opens a handle. */
  ConnectionHandle open() throws JMSException {
    try {
      ConnectionHandle handle = (ConnectionHandle) manager.allocateConnection(factory, request);
      handle.openedFrom(this);
      return handle;
    } catch (ResourceException e) {
      throw Failures.toJms(e);
    }
  }

  /** Gets a handle that the container has set aside a managed connection again. */
  void associate(ConnectionHandle handle) throws JMSException {
    if (!(manager instanceof LazyAssociatableConnectionManager lazy)) {
      throw new IllegalStateException("The container has taken this connection back");
    }
    try {
      lazy.associateConnection(handle, factory, request);
    } catch (ResourceException e) {
      throw Failures.toJms(e);
    }
  }

  Environment environment() {
    return manager instanceof StandaloneConnectionManager
        ? Environment.STANDALONE
        : Environment.MANAGED;
  }
}
