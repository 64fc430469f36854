package org.leasemq.queue;

/** A topic's id in its store; never reused, and no queue's. Immutable. */
public record TopicId(long value) {

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
