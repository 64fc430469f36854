package org.leasemq.cuts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that was sent or tried to be.
 *
 * <p>Thread use: under the lock of its {@link Ledger}, but for the fields that are final.
 */
final class Letter {

  final long index;
  final String queue;
  final @Nullable String group;
  final int size;
  final boolean poison;

  /** Every try to send it: more than one if it was sent again with the same deduplication id. */
  final List<Deal> senders = new ArrayList<>(1);

  final List<Deal> takers = new ArrayList<>(1);

  /** How often it was received. */
  int attempts;

  /** Whether its place in its group is not known. */
  boolean floating;

  Letter(long index, String queue, @Nullable String group, int size, boolean poison) {
    this.index = index;
    this.queue = queue;
    this.group = group;
    this.size = size;
    this.poison = poison;
  }

  String id() {
    return "m" + index;
  }

  /** The body that belongs to it. */
  byte[] body() {
    byte[] body = new byte[size];
    for (int i = 0; i < size; i++) {
      body[i] = (byte) (index + i * 31L + (i >> 8));
    }
    return body;
  }

  @Override
  public String toString() {
    return id()
        + " in "
        + queue
        + (group == null ? "" : "/" + group)
        + " ("
        + size
        + " bytes, "
        + attempts
        + " attempts, sent "
        + senders
        + ", taken "
        + takers
        + ")";
  }
}
