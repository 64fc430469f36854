package org.leasemq.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The database file: one block with the store's id, then the database as H2 sees it. Its length is
 * in whole blocks and never less than the database's; the database's own length is in the journal.
 *
 * <p>Thread use: one thread may extend it while another applies a checkpoint and others read.
 */
final class DatabaseFile implements Closeable {

  private static final long MAGIC = 0x4c656173654d5144L;
  private static final int VERSION = 1;
  private static final int CHECKSUM_AT = 28;
  private static final int MOST_BYTES_AT_ONCE = 1 << 20;

  private final RawFile file;
  private volatile long capacity;

  DatabaseFile(RawFile file) throws IOException {
    this.file = file;
    this.capacity = Math.max(0, file.size() / Layout.BLOCK * Layout.BLOCK - Layout.BLOCK);
  }

  /** Whether nothing but the store's id was ever written. */
  boolean isBlank() {
    return capacity == 0;
  }

  @Nullable UUID readStoreId() throws IOException {
    if (file.size() < Layout.BLOCK) {
      return null;
    }
    byte[] bytes = new byte[Layout.BLOCK];
    file.read(0, bytes, 0, bytes.length);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getLong() != MAGIC
        || buffer.getInt() != VERSION
        || buffer.getInt(CHECKSUM_AT) != checksum(bytes)) {
      return null;
    }
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  void writeStoreId(UUID storeId) throws IOException {
    byte[] bytes = new byte[Layout.BLOCK];
    ByteBuffer buffer =
        ByteBuffer.wrap(bytes)
            .putLong(MAGIC)
            .putInt(VERSION)
            .putLong(storeId.getMostSignificantBits())
            .putLong(storeId.getLeastSignificantBits());
    buffer.putInt(checksum(bytes));
    file.write(0, bytes, 0, bytes.length);
  }

  void read(long position, byte[] target, int offset, int length) throws IOException {
    file.read(Layout.BLOCK + position, target, offset, length);
  }

  /** Takes the space for a database of this length, so that a full disk is found before a sync. */
  void reserve(long databaseSize) throws IOException {
    long needed = Layout.roundUp(databaseSize);
    if (needed > capacity) {
      writeZeros(file, Layout.BLOCK + capacity, Layout.BLOCK + needed);
      capacity = needed;
    }
  }

  /** Gives back the space that a database of this length does not need. Not during a checkpoint. */
  void giveBack(long databaseSize) throws IOException {
    long needed = Layout.roundUp(databaseSize);
    if (needed < capacity) {
      file.truncate(Layout.BLOCK + needed);
      capacity = needed;
    }
  }

  long capacity() {
    return capacity;
  }

  /**
   * Copies blocks from their places in the journal, neighbours together, but none past the
   * database's length: what was cut off after it was written is not read any more.
   */
  void apply(Map<Long, Long> locations, long databaseSize, RawFile journal) throws IOException {
    List<Map.Entry<Long, Long>> blocks = new ArrayList<>(locations.entrySet());
    blocks.removeIf(entry -> entry.getKey() * Layout.BLOCK >= databaseSize);
    blocks.sort(Map.Entry.comparingByKey());
    byte[] bytes = new byte[MOST_BYTES_AT_ONCE];
    long start = 0;
    int length = 0;
    for (Map.Entry<Long, Long> entry : blocks) {
      long position = (entry.getKey() + 1) * Layout.BLOCK;
      if (length > 0 && (position != start + length || length == bytes.length)) {
        file.write(start, bytes, 0, length);
        length = 0;
      }
      if (length == 0) {
        start = position;
      }
      journal.read(entry.getValue(), bytes, length, Layout.BLOCK);
      length += Layout.BLOCK;
    }
    if (length > 0) {
      file.write(start, bytes, 0, length);
    }
  }

  void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  static void writeZeros(RawFile file, long from, long to) throws IOException {
    byte[] zeros = new byte[(int) Math.min(MOST_BYTES_AT_ONCE, Math.max(0, to - from))];
    for (long at = from; at < to; at += zeros.length) {
      file.write(at, zeros, 0, (int) Math.min(zeros.length, to - at));
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CHECKSUM_AT);
    return (int) crc.getValue();
  }
}
