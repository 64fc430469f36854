package org.leasemq.store.jdbc;

import java.nio.charset.StandardCharsets;
import org.leasemq.queue.LaneId;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;

/**
 * Where a row stands, as one number, so that one index serves all: a standard queue's available
 * messages, a queue's delayed ones, or a lane of a FIFO queue.
 */
final class Channels {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Channels() {}

  /** The available messages of a standard queue. */
  static long ready(QueueId queue) {
    return queue.value() * 2;
  }

  /** The messages of a queue that are delayed or back off. */
  static long parked(QueueId queue) {
    return parked(queue.value());
  }

  /** As {@link #parked(QueueId)}. */
  static long parked(long queue) {
    return queue * 2 + 1;
  }

  /**
   * The lane of a group: a negative number that the names determine. Should two groups ever meet in
   * one number, they share a lane: order still holds in each.
   */
  static LaneId lane(Queue queue, MessageGroup group) {
    long hash = FNV_OFFSET;
    for (byte b : group.value().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    hash = mix(hash ^ mix(queue.id().value()));
    return new LaneId(hash | Long.MIN_VALUE);
  }

  private static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
