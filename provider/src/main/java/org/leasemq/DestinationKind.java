package org.leasemq;

/** Whether messages come from a queue or from a topic's subscription. */
public enum DestinationKind {
  /** A queue: each message goes to one consumer. */
  QUEUE,
  /** A topic: each message goes to every subscription. */
  TOPIC
}
