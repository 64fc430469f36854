package org.leasemq.queue;

/** A queue's id in its store; never reused. Immutable. */
public record QueueId(long value) {

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
