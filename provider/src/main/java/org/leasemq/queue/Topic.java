package org.leasemq.queue;

/**
 * A topic of a store: what is published to it goes to each of its subscriptions. A queue may have
 * the same name. Immutable.
 *
 * @param temporary whether it goes with the connection that made it, and with the node's life
 */
public record Topic(TopicId id, QueueName name, boolean temporary) {

  /** Whether order holds within each message group, in each subscription. */
  public boolean isFifo() {
    return name.isFifo();
  }
}
