package org.leasemq.store.file;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One of the journal's two header slots: what the database file holds, and where replay begins.
 *
 * @param storeId the store
 * @param ready false while the two files are being created
 * @param headerSequence counts the headers; the lowest bit is the slot
 * @param generation the first generation that the database file may lack
 * @param firstSequence the sequence of that generation's first batch
 * @param databaseSize the database's length at the beginning of that generation, in bytes
 * @param segmentBytes the length of one segment
 */
record JournalHeader(
    UUID storeId,
    boolean ready,
    long headerSequence,
    long generation,
    long firstSequence,
    long databaseSize,
    int segmentBytes) {

  private static final long MAGIC = 0x4c656173654d514aL;
  private static final int VERSION = 1;
  private static final int CHECKSUM_AT = 68;

  byte[] encode() {
    byte[] bytes = new byte[Layout.BLOCK];
    ByteBuffer.wrap(bytes)
        .putLong(MAGIC)
        .putInt(VERSION)
        .putInt(ready ? 1 : 0)
        .putLong(storeId.getMostSignificantBits())
        .putLong(storeId.getLeastSignificantBits())
        .putLong(headerSequence)
        .putLong(generation)
        .putLong(firstSequence)
        .putLong(databaseSize)
        .putInt(segmentBytes)
        .putInt(checksum(bytes));
    return bytes;
  }

  static @Nullable JournalHeader decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getLong() != MAGIC
        || buffer.getInt() != VERSION
        || buffer.getInt(CHECKSUM_AT) != checksum(bytes)) {
      return null;
    }
    boolean ready = buffer.getInt() == 1;
    UUID storeId = new UUID(buffer.getLong(), buffer.getLong());
    return new JournalHeader(
        storeId,
        ready,
        buffer.getLong(),
        buffer.getLong(),
        buffer.getLong(),
        buffer.getLong(),
        buffer.getInt());
  }

  Layout layout() {
    return new Layout(segmentBytes);
  }

  /** The header to write when the database file has all before {@code newGeneration}. */
  JournalHeader next(long newGeneration, long newFirstSequence, long newDatabaseSize) {
    return new JournalHeader(
        storeId,
        true,
        headerSequence + 1,
        newGeneration,
        newFirstSequence,
        newDatabaseSize,
        segmentBytes);
  }

  JournalHeader withSegmentBytes(int bytes) {
    return new JournalHeader(
        storeId, ready, headerSequence, generation, firstSequence, databaseSize, bytes);
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CHECKSUM_AT);
    return (int) crc.getValue();
  }
}
