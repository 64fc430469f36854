package org.leasemq.store.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Blocks that wait for a sync, kept as the journal wants them: what is put here is copied once and
 * written once. A block that is put again replaces itself.
 *
 * <p>Thread use: one thread at a time.
 */
final class Batch {

  private static final int BYTES_TO_KEEP = 1 << 20;

  private final Map<Long, Integer> indexes = new HashMap<>();
  private byte[] bytes = new byte[64 * Layout.BLOCK];

  int size() {
    return indexes.size();
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the block's bytes begin, or -1 if it is not here. */
  int find(long block) {
    Integer index = indexes.get(block);
    return index == null ? -1 : offset(index);
  }

  /** Takes a part of a block; of one that is not here yet it must be the whole. */
  void put(long block, int within, ByteBuffer source, int length) {
    int index = indexes.computeIfAbsent(block, absent -> indexes.size());
    int needed = JournalRecord.length(indexes.size());
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    source.get(bytes, offset(index) + within, length);
  }

  /** Forgets all blocks from this one on. */
  void removeFrom(long block) {
    if (indexes.keySet().stream().noneMatch(b -> b >= block)) {
      return;
    }
    Batch kept = new Batch();
    indexes.forEach(
        (b, index) -> {
          if (b < block) {
            kept.put(b, 0, ByteBuffer.wrap(bytes, offset(index), Layout.BLOCK), Layout.BLOCK);
          }
        });
    indexes.clear();
    indexes.putAll(kept.indexes);
    bytes = kept.bytes;
  }

  /** Completes the record; its blocks must be these. */
  void seal(JournalRecord head) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    indexes.forEach((block, index) -> buffer.putLong(head.numberAt(index), block));
    int end = head.numberAt(head.blocks());
    Arrays.fill(bytes, end, head.length(), (byte) 0);
    head.seal(bytes);
  }

  /** Notes where each block is in the journal if the record was written at this position. */
  void locate(long position, Map<Long, Long> locations) {
    indexes.forEach((block, index) -> locations.put(block, position + offset(index)));
  }

  void clear() {
    indexes.clear();
    if (bytes.length > BYTES_TO_KEEP) {
      bytes = new byte[BYTES_TO_KEEP];
    }
  }

  private static int offset(int index) {
    return JournalRecord.HEADER + index * Layout.BLOCK;
  }
}
