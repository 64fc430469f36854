package org.leasemq.ra.outbound;

import jakarta.jms.IllegalStateException;

/** The messaging domain of a legacy connection (Jakarta Messaging 3.1, 6.1). */
enum Domain {
  BOTH,
  QUEUES,
  TOPICS;

  /**
   * Checks a method that only the other domain has.
   *
   * @throws IllegalStateException if this connection's domain does not have the method
   */
  void checkQueues(String method) throws IllegalStateException {
    if (this == TOPICS) {
      throw new IllegalStateException(method + " is not for a TopicConnection and its sessions");
    }
  }

  /** As {@link #checkQueues}, for the methods of topics. */
  void checkTopics(String method) throws IllegalStateException {
    if (this == QUEUES) {
      throw new IllegalStateException(method + " is not for a QueueConnection and its sessions");
    }
  }
}
