package org.leasemq.benchmarks;

/**
 * What a round asks of a broker.
 *
 * @param senders how many threads send, each on a connection of its own
 * @param consumers how many listeners receive, each on a connection of its own
 * @param size the body's length in bytes
 * @param transacted whether each send and each receive is a local transaction of its own
 * @param groups message groups per sender on a FIFO queue; 0 for a standard queue
 * @param inFlight how many messages may be sent and not yet received; it bounds the memory
 */
record Load(int senders, int consumers, int size, boolean transacted, int groups, int inFlight) {

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

  /** The queue it runs on. */
  String queueName() {
    return "bench-" + senders + "-" + consumers + (groups > 0 ? ".fifo" : "");
  }

  /** The message group of a sender's message. */
  String group(int sender, int sequence) {
    return sender + "-" + sequence % groups;
  }
}
