package org.leasemq.jms;

import jakarta.jms.InvalidClientIDException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The client ids in use on a node (Jakarta Messaging 3.1, 6.1.2). Thread-safe. */
final class ClientIds {

  private final Set<String> inUse = ConcurrentHashMap.newKeySet();

  void claim(@Nullable String clientId) throws InvalidClientIDException {
    if (clientId == null || clientId.isBlank()) {
      throw new InvalidClientIDException("A client id has at least one character");
    }
    if (!inUse.add(clientId)) {
      throw new InvalidClientIDException(
          "The client id '" + clientId + "' is in use by another connection: close that first");
    }
  }

  void release(String clientId) {
    inUse.remove(clientId);
  }
}
