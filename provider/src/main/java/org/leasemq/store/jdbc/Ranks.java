package org.leasemq.store.jdbc;

/** How a message's place in its queue is one number: priority first (9 before 0), then arrival. */
final class Ranks {

  /** How many priorities there are. */
  static final int LEVELS = 10;

  private static final int SHIFT = 56;

  private Ranks() {}

  /** The rank of the message with this priority and sequence number. */
  static long of(int priority, long sequence) {
    return ((long) (9 - priority) << SHIFT) | sequence;
  }

  /** The level (0 is served first) of a rank. */
  static int level(long rank) {
    return (int) (rank >>> SHIFT);
  }

  /** The rank before the first of a level. */
  static long start(int level) {
    return (long) level << SHIFT;
  }
}
