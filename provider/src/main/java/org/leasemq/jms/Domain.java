package org.leasemq.jms;

import jakarta.jms.IllegalStateException;

/**
 * Which interfaces an object was made for: those of one domain must refuse what belongs to the
 * other (Jakarta Messaging 3.1, table 6-1 and the Javadoc of QueueSession and TopicSession).
 */
public enum Domain {
  /** Queues and topics. */
  COMMON,
  /** The legacy interfaces for queues. */
  QUEUES,
  /** The legacy interfaces for topics. */
  TOPICS;

  void requireQueues(String method) throws IllegalStateException {
    if (this == TOPICS) {
      throw new IllegalStateException(method + " is not for the interfaces of the topic domain");
    }
  }

  void requireTopics(String method) throws IllegalStateException {
    if (this == QUEUES) {
      throw new IllegalStateException(method + " is not for the interfaces of the queue domain");
    }
  }
}
