package org.leasemq.queue;

/** Who holds a lease: a session of one incarnation of a node. Immutable. */
public record OwnerId(long value) {

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
