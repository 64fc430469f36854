package org.leasemq.queue;

import java.util.Set;

/** What a user may do with the queues and topics of a pattern. Immutable. */
public record Grant(DestinationPattern pattern, Set<Permission> permissions) {

  public Grant {
    permissions = Set.copyOf(permissions);
  }
}
