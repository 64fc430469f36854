package org.leasemq.store.jdbc;

import org.jspecify.annotations.Nullable;
import org.leasemq.queue.DeadLetterMark;
import org.leasemq.queue.StoredMessage;

/** A row of the delivery table. Immutable. */
record Row(
    Place place,
    int receiveCount,
    long expiresAt,
    StoredMessage message,
    @Nullable DeadLetterMark mark) {

  /**
   * What is needed to find the row and all that belongs to it again.
   *
   * @param channel see {@link Channels}
   * @param parts how many payload rows hold the body; 0 if it is inline
   * @param expires whether the expiry table has an entry
   */
  record Place(long id, long queue, long channel, long rank, int parts, boolean expires) {

    boolean isLane() {
      return channel < 0;
    }

    Place movedTo(long newQueue, long newChannel, long newRank) {
      return new Place(id, newQueue, newChannel, newRank, parts, expires);
    }
  }
}
