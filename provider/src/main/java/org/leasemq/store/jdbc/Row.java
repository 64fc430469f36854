package org.leasemq.store.jdbc;

import org.jspecify.annotations.Nullable;
import org.leasemq.queue.DeadLetterMark;
import org.leasemq.queue.StoredMessage;

/** A row of the delivery table. Immutable. */
record Row(Place place, int receiveCount, StoredMessage message, @Nullable DeadLetterMark mark) {

  /** Whether it is delivered no more at this time. */
  boolean isExpired(long now) {
    return place.expiresAt != 0 && place.expiresAt <= now;
  }

  /**
   * What is needed to find the row and all that belongs to it again.
   *
   * @param channel see {@link Channels}
   * @param payload the body that is kept beside the row; 0 if it is inline
   * @param expiresAt when it expires, as its entry in the expiry table says; 0: never
   */
  record Place(long id, long queue, long channel, long rank, long payload, long expiresAt) {

    boolean isLane() {
      return channel < 0;
    }

    /** Whether it is delayed or backs off: then it has an entry in the schedule. */
    boolean isParked() {
      return channel == Channels.parked(queue);
    }

    Place movedTo(long newChannel) {
      return new Place(id, queue, newChannel, rank, payload, expiresAt);
    }
  }
}
