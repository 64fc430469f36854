package org.leasemq.queue;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to hand a message to a consumer. Immutable.
 *
 * @param id the message's id, which is its sequence number too
 * @param receipt the fencing token: every later word about this delivery must show it
 * @param queue the queue
 * @param lane on a FIFO queue, the lane that is leased
 * @param rank the place in the queue: priority, then arrival
 * @param priorDeliveries how many deliveries of the message were started before this one
 * @param message the message
 * @param mark the former life of a dead-lettered message
 */
public record Delivery(
    DeliveryId id,
    Receipt receipt,
    QueueId queue,
    @Nullable LaneId lane,
    long rank,
    int priorDeliveries,
    StoredMessage message,
    @Nullable DeadLetterMark mark) {

  /** The same delivery with another form of its message. */
  public Delivery with(StoredMessage other) {
    return new Delivery(id, receipt, queue, lane, rank, priorDeliveries, other, mark);
  }

  /** The delivery count (JMSXDeliveryCount) once this delivery is started. */
  public int deliveryCount() {
    return priorDeliveries + 1;
  }
}
