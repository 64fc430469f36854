package org.leasemq.store.file;

import java.io.Closeable;
import java.io.IOException;
import org.leasemq.store.file.JournalRecord.Kind;

/**
 * The journal file as it is written: batches one after another in the generation's segment,
 * fragments in the spill area, headers in their slots. Position and sequence advance only after
 * success.
 *
 * <p>Thread use: one thread at a time writes batches; headers may be written beside it.
 */
final class JournalFile implements Closeable {

  private final RawFile file;
  private final JournalHeader opening;
  private final Layout layout;
  private long generation;
  private int used;
  private long sequence;
  private long spillEnd;
  private int fragments;

  /** Begins at the header that was just written: with an empty generation. */
  JournalFile(RawFile file, JournalHeader opening) {
    this.file = file;
    this.opening = opening;
    this.layout = opening.layout();
    this.generation = opening.generation();
    this.sequence = opening.firstSequence();
    this.spillEnd = layout.spillAt();
  }

  /** The sequence of the next batch. */
  long sequence() {
    return sequence;
  }

  int fragments() {
    return fragments;
  }

  boolean hasRoomFor(int blocks) {
    return used + JournalRecord.length(blocks) <= layout.segmentBytes();
  }

  /** Goes to the other segment, whose former generation must be in the database file. */
  void beginGeneration() {
    generation++;
    used = 0;
  }

  long generation() {
    return generation;
  }

  /** Writes a batch and forces it; returns where its record is. */
  long append(Batch batch, long databaseSize) throws IOException {
    JournalRecord head = head(Kind.BATCH, batch, databaseSize);
    batch.seal(head);
    long position = layout.segmentAt(generation) + used;
    file.write(position, batch.bytes(), 0, head.length());
    file.force();
    used += head.length();
    sequence++;
    return position;
  }

  /**
   * Writes a part of the next batch, which is not durable before the batch; returns where. From the
   * first part on, the generation must have room for the whole rest: a batch and its fragments are
   * of one generation, so that no fragment of a former life is taken for one of this batch.
   */
  long spill(Batch part, long databaseSize) throws IOException {
    JournalRecord head = head(Kind.FRAGMENT, part, databaseSize);
    part.seal(head);
    long position = spillEnd;
    file.write(position, part.bytes(), 0, head.length());
    spillEnd += head.length();
    fragments++;
    return position;
  }

  /** Empties the spill area; its batch must be in the database file. */
  void endSpill() throws IOException {
    fragments = 0;
    spillEnd = layout.spillAt();
    file.truncate(spillEnd);
  }

  private JournalRecord head(Kind kind, Batch batch, long databaseSize) {
    return new JournalRecord(
        kind, opening.storeId(), generation, sequence, databaseSize, batch.size(), fragments);
  }

  void writeHeader(JournalHeader header) throws IOException {
    writeHeader(file, header);
  }

  static void writeHeader(RawFile file, JournalHeader header) throws IOException {
    file.write(Layout.slotAt(header.headerSequence()), header.encode(), 0, Layout.BLOCK);
    file.force();
  }

  RawFile raw() {
    return file;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
