package org.leasemq.queue;

/** What a user may do with a queue or topic. */
public enum Permission {
  /** Send to a queue, publish to a topic. */
  SEND,
  /** Consume from a queue; subscribe to a topic, and end a subscription. */
  RECEIVE,
  /** Look into a queue without consuming. */
  BROWSE,
  /**
   * Change a queue's settings, and use an administrator's means on it; on the pattern {@code *}
   * also verify the store and manage users.
   */
  ADMINISTER
}
