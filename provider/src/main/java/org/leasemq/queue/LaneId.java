package org.leasemq.queue;

/** A message group of a FIFO queue, as the thing that is leased. Immutable. */
public record LaneId(long value) {

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
