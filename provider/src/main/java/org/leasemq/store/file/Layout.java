package org.leasemq.store.file;

/**
 * Where things are in the journal file: two header slots, the owner, two segments, and a spill area
 * without end, all in units of {@link #BLOCK}.
 *
 * @param segmentBytes the length of one segment
 */
record Layout(int segmentBytes) {

  /** H2's unit of allocation, and of all positions here. */
  static final int BLOCK = 4096;

  static final long OWNER_AT = 2L * BLOCK;
  static final long SEGMENTS_AT = 3L * BLOCK;

  // Bounds the heap that one batch takes before it spills.
  private static final int MOST_BLOCKS_IN_MEMORY = 2048;

  static long slotAt(long headerSequence) {
    return (headerSequence & 1) * BLOCK;
  }

  /** Generations take turns. */
  long segmentAt(long generation) {
    return SEGMENTS_AT + (generation & 1) * segmentBytes;
  }

  /** Also the length that is preallocated. */
  long spillAt() {
    return SEGMENTS_AT + 2L * segmentBytes;
  }

  /** How many blocks a record may have: it must fit into an empty segment. */
  int mostBlocks() {
    int fitting = (segmentBytes - JournalRecord.HEADER) / (BLOCK + Long.BYTES);
    return Math.min(fitting, MOST_BLOCKS_IN_MEMORY);
  }

  static long roundUp(long bytes) {
    return (bytes + BLOCK - 1) / BLOCK * BLOCK;
  }
}
