package org.leasemq.queue;

/**
 * A message's id in its store: the sequence number that the store drew when it accepted the
 * message. Immutable.
 */
public record DeliveryId(long value) {

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
