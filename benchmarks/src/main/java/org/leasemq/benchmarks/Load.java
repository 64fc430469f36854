package org.leasemq.benchmarks;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

/**
 * What a round asks of a broker.
 *
 * @param senders how many threads send, each on a connection of its own
 * @param consumers how many listeners receive, each on a connection of its own
 * @param size the body's length in bytes
 * @param transacted whether each send and each receive is a local transaction of its own
 * @param groups message groups per sender on a FIFO queue; 0 for a standard queue
 * @param inFlight how many messages may be sent and not yet received; it bounds the memory
 * @param topic whether it is a topic, and each consumer has a durable subscription of its own
 */
record Load(
    int senders,
    int consumers,
    int size,
    boolean transacted,
    int groups,
    int inFlight,
    boolean topic) {

  private static final String SUBSCRIPTION = "bench";

  /** The bytes that identify a message: its sender and its sequence number. */
  static final int HEADER_SIZE = 2 * Integer.BYTES;

  Load {
    if (senders < 1 || consumers < 1 || size < HEADER_SIZE || groups < 0 || inFlight < 1) {
      throw new IllegalArgumentException("no such load: " + senders + "/" + consumers);
    }
  }

  /** How the tables call it, such as {@code 32/8}. */
  String title() {
    return senders + "/" + consumers;
  }

  /** The queue or topic it runs on. */
  String name() {
    String kind = topic ? "fanout-" : "bench-";
    return kind + senders + "-" + consumers + (groups > 0 ? ".fifo" : "");
  }

  /** How many consumers get each message. */
  int copies() {
    return topic ? consumers : 1;
  }

  /** What it sends to. */
  Destination destination(Session session) throws JMSException {
    return topic ? session.createTopic(name()) : session.createQueue(name());
  }

  /** Makes a new connection that of this consumer; it must be the first call. */
  void identify(Connection connection, int consumer) throws JMSException {
    if (topic) {
      connection.setClientID(name() + "-" + consumer);
    }
  }

  /** What receives from it, on an identified connection. */
  MessageConsumer consumer(Session session) throws JMSException {
    return topic
        ? session.createDurableConsumer(session.createTopic(name()), SUBSCRIPTION)
        : session.createConsumer(session.createQueue(name()));
  }

  /** The message group of a sender's message. */
  String group(int sender, int sequence) {
    return sender + "-" + sequence % groups;
  }
}
