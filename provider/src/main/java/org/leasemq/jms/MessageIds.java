package org.leasemq.jms;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes unique ids: a random prefix, drawn once, and a counter. Thread-safe. */
final class MessageIds {

  private final String prefix = UUID.randomUUID().toString();
  private final AtomicLong count = new AtomicLong();

  /** What all of its ids begin with, and no other connection's. */
  String prefix() {
    return prefix;
  }

  /** A new JMSMessageID (Jakarta Messaging 3.1, 3.4.3). */
  String nextMessageId() {
    return "ID:" + nextUniqueId();
  }

  /** A new id without the prefix that message ids have. */
  String nextUniqueId() {
    return prefix + '-' + count.incrementAndGet();
  }
}
