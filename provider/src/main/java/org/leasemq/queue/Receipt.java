package org.leasemq.queue;

/** The fencing token of one delivery, new at every receive. Immutable. */
public record Receipt(long value) {

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
