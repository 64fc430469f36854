package org.leasemq.queue;

/**
 * A queue of a store: its id, name and settings at the moment it was asked for. Immutable.
 *
 * @param temporary whether it goes with the connection that made it, and with the node's life
 */
public record Queue(QueueId id, QueueName name, QueueSettings settings, boolean temporary) {

  /** Whether order holds within each message group. */
  public boolean isFifo() {
    return name.isFifo();
  }
}
