package org.leasemq.ra.outbound;

import jakarta.jms.ConnectionMetaData;
import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnectionMetaData;
import org.jspecify.annotations.Nullable;

/** What the container may know of a managed connection. Thread-safe. */
record ManagedMetaData(ConnectionMetaData provider, @Nullable String userName)
    implements ManagedConnectionMetaData {

  @Override
  public String getEISProductName() throws ResourceException {
    try {
      return provider.getJMSProviderName();
    } catch (JMSException e) {
      throw Failures.toResource(e);
    }
  }

  @Override
  public String getEISProductVersion() throws ResourceException {
    try {
      return provider.getProviderVersion();
    } catch (JMSException e) {
      throw Failures.toResource(e);
    }
  }

  /** No limit. */
  @Override
  public int getMaxConnections() {
    return 0;
  }

  @Override
  public @Nullable String getUserName() {
    return userName;
  }
}
