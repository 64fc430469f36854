package org.leasemq.jms;

import jakarta.jms.JMSException;

/** What is said of topics. Stateless. */
final class Topics {

  private Topics() {}

  static JMSException unsupported() {
    return new JMSException("topics are not available in this version: use a queue");
  }
}
