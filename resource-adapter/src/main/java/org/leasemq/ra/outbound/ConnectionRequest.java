package org.leasemq.ra.outbound;

import jakarta.resource.spi.ConnectionRequestInfo;
import org.jspecify.annotations.Nullable;

/**
 * As whom an application wants to connect; managed connections match if this is equal. Immutable.
 *
 * @param userName null: as the connection factory is configured
 */
public record ConnectionRequest(@Nullable String userName, @Nullable String password)
    implements ConnectionRequestInfo {

  /** As configured. */
  public static final ConnectionRequest CONFIGURED = new ConnectionRequest(null, null);

  /** Without the password. */
  @Override
  public String toString() {
    return "ConnectionRequest[" + userName + "]";
  }
}
