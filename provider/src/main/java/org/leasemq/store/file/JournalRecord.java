package org.leasemq.store.file;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The head of a record in the journal. The record is this head, then the blocks, then their block
 * numbers, then nothing up to the next multiple of {@link Layout#BLOCK}; one checksum is over all.
 *
 * @param kind what it is
 * @param storeId the store it belongs to
 * @param generation the generation it belongs to
 * @param sequence the batch's place in the order of all batches
 * @param databaseSize the database's length after the batch, in bytes
 * @param blocks how many blocks it carries
 * @param fragments of a batch: how many fragments come before it; of a fragment: its number from 0
 */
record JournalRecord(
    Kind kind,
    UUID storeId,
    long generation,
    long sequence,
    long databaseSize,
    int blocks,
    int fragments) {

  /** A record's kind. */
  enum Kind {
    /** What a sync ended. It counts as soon as it is whole. */
    BATCH(1),
    /** An earlier part of a large batch, in the spill area. It counts only with its batch. */
    FRAGMENT(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static @Nullable Kind of(int code) {
      return code == BATCH.code ? BATCH : code == FRAGMENT.code ? FRAGMENT : null;
    }
  }

  /** The head's length in bytes, which is also where the first block begins. */
  static final int HEADER = 64;

  private static final int MAGIC = 0x4c4d5152;
  private static final int CHECKSUM_AT = 60;

  /** The length of a record with so many blocks. */
  static int length(int blocks) {
    return (int) Layout.roundUp(HEADER + (long) blocks * (Layout.BLOCK + Long.BYTES));
  }

  int length() {
    return length(blocks);
  }

  boolean belongsTo(Kind wanted, UUID store, long inGeneration, long inSequence) {
    return kind == wanted
        && storeId.equals(store)
        && generation == inGeneration
        && sequence == inSequence;
  }

  /** Where the number of the block at {@code index} is, from the record's start. */
  int numberAt(int index) {
    return HEADER + blocks * Layout.BLOCK + index * Long.BYTES;
  }

  /** Writes the head before the blocks and numbers that are there already, and the checksum. */
  void seal(byte[] bytes) {
    ByteBuffer.wrap(bytes)
        .putInt(MAGIC)
        .putInt(kind.code)
        .putLong(storeId.getMostSignificantBits())
        .putLong(storeId.getLeastSignificantBits())
        .putLong(generation)
        .putLong(sequence)
        .putLong(databaseSize)
        .putInt(blocks)
        .putInt(fragments)
        .putInt(0)
        .putInt(checksum(bytes, length()));
  }

  /** Reads a head without its checksum, or null if there is none with a possible length. */
  static @Nullable JournalRecord peek(byte[] head) {
    ByteBuffer buffer = ByteBuffer.wrap(head);
    if (buffer.getInt() != MAGIC) {
      return null;
    }
    Kind kind = Kind.of(buffer.getInt());
    UUID storeId = new UUID(buffer.getLong(), buffer.getLong());
    long generation = buffer.getLong();
    long sequence = buffer.getLong();
    long databaseSize = buffer.getLong();
    int blocks = buffer.getInt();
    int fragments = buffer.getInt();
    if (kind == null || blocks < 0 || fragments < 0) {
      return null;
    }
    return new JournalRecord(kind, storeId, generation, sequence, databaseSize, blocks, fragments);
  }

  /** Whether all of the record is as it was sealed. */
  boolean isWhole(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt(CHECKSUM_AT) == checksum(bytes, length());
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CHECKSUM_AT);
    crc.update(bytes, HEADER, length - HEADER);
    return (int) crc.getValue();
  }
}
