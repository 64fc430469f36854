package org.leasemq.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leasemq.store.file.JournalRecord.Kind;

/**
 * Finds the batches that the database file may lack: those of the header's generation and, if that
 * one was full, of the next, up to the first that is not whole.
 *
 * <p>Thread use: one thread.
 */
final class Replay {

  private record Place(long position, int length) {}

  private final RawFile journal;
  private final long journalSize;
  private final JournalHeader header;
  private final Map<Long, Long> locations = new HashMap<>();
  private List<Place> lastBatch = new ArrayList<>();
  private long nextSequence;
  private long databaseSize;
  private byte[] bytes = new byte[16 * Layout.BLOCK];

  Replay(RawFile journal, JournalHeader header) throws IOException {
    this.journal = journal;
    this.journalSize = journal.size();
    this.header = header;
    this.nextSequence = header.firstSequence();
    this.databaseSize = header.databaseSize();
  }

  /** Reads; afterwards the other methods say what was found. */
  void read() throws IOException {
    readGeneration(header.generation());
    readGeneration(header.generation() + 1);
  }

  /** Where the newest content of each block is. */
  Map<Long, Long> locations() {
    return locations;
  }

  long nextSequence() {
    return nextSequence;
  }

  long databaseSize() {
    return databaseSize;
  }

  /**
   * Writes the last batch as it was read. Its own force may have failed, and then only the
   * operating system's memory has it; every earlier batch was forced.
   */
  void writeLastBatchAgain() throws IOException {
    for (Place place : lastBatch) {
      byte[] record = new byte[place.length];
      journal.read(place.position, record, 0, record.length);
      journal.write(place.position, record, 0, record.length);
    }
  }

  /** Whether a segment begins with a whole record that only a later header can have allowed. */
  boolean hasNewerGeneration() throws IOException {
    for (int i = 0; i < 2; i++) {
      long position = header.layout().segmentAt(i);
      JournalRecord record = readRecord(position, position + header.segmentBytes());
      if (record != null
          && record.storeId().equals(header.storeId())
          && record.generation() > header.generation() + 1) {
        return true;
      }
    }
    return false;
  }

  private void readGeneration(long generation) throws IOException {
    long position = header.layout().segmentAt(generation);
    long end = position + header.segmentBytes();
    JournalRecord batch;
    while ((batch = readRecord(position, end)) != null
        && batch.belongsTo(Kind.BATCH, header.storeId(), generation, nextSequence)) {
      Place place = new Place(position, batch.length());
      Map<Long, Long> blocks = new HashMap<>();
      locate(batch, position, blocks);
      List<Place> places = readFragments(batch);
      if (places == null) {
        return;
      }
      places.add(place);
      locations.putAll(blocks);
      lastBatch = places;
      nextSequence++;
      databaseSize = batch.databaseSize();
      position += batch.length();
    }
  }

  private @Nullable List<Place> readFragments(JournalRecord batch) throws IOException {
    List<Place> places = new ArrayList<>();
    Map<Long, Long> blocks = new HashMap<>();
    long position = header.layout().spillAt();
    for (int i = 0; i < batch.fragments(); i++) {
      JournalRecord fragment = readRecord(position, journalSize);
      if (fragment == null
          || fragment.fragments() != i
          || !fragment.belongsTo(
              Kind.FRAGMENT, header.storeId(), batch.generation(), batch.sequence())) {
        return null;
      }
      locate(fragment, position, blocks);
      places.add(new Place(position, fragment.length()));
      position += fragment.length();
    }
    locations.putAll(blocks);
    return places;
  }

  private void locate(JournalRecord record, long position, Map<Long, Long> into) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int i = 0; i < record.blocks(); i++) {
      into.put(
          buffer.getLong(record.numberAt(i)),
          position + JournalRecord.HEADER + (long) i * Layout.BLOCK);
    }
  }

  /** Reads a whole record into {@link #bytes}, or returns null if there is none. */
  private @Nullable JournalRecord readRecord(long position, long end) throws IOException {
    long limit = Math.min(end, journalSize);
    if (position + Layout.BLOCK > limit) {
      return null;
    }
    journal.read(position, bytes, 0, JournalRecord.HEADER);
    JournalRecord record = JournalRecord.peek(bytes);
    long most = (limit - position) / Layout.BLOCK;
    if (record == null || record.blocks() > most || position + record.length() > limit) {
      return null;
    }
    if (record.length() > bytes.length) {
      bytes = new byte[Math.max(record.length(), 2 * bytes.length)];
    }
    journal.read(position, bytes, 0, record.length());
    return record.isWhole(bytes) ? record : null;
  }
}
