package org.leasemq.store.jdbc;

/**
 * Draws the store's numbers: ids, sequence numbers, places. Never the same twice. For one thread.
 */
final class Numbers {

  private long next;

  Numbers(long next) {
    this.next = next;
  }

  long next() {
    return next++;
  }

  /** The number that comes next, to be kept with the group that used the ones before. */
  long peek() {
    return next;
  }
}
