package org.leasemq.store.file;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the newest content of each block is: waiting for a sync, being written, in the journal, or
 * (if it is nowhere here) in the database file.
 *
 * <p>Thread use: any number of threads. The lock is never held across a file operation.
 */
final class Overlay {

  /** A stretch of a read that a file has to answer. */
  record Extent(boolean inJournal, long position, int offset, int length) {}

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private Batch pending = new Batch();

  @GuardedBy("lock")
  private Map<Long, Long> pendingFragments = new HashMap<>();

  @GuardedBy("lock")
  private Batch sealed = new Batch();

  @GuardedBy("lock")
  private Map<Long, Long> sealedFragments = new HashMap<>();

  @GuardedBy("lock")
  private Map<Long, Long> newGeneration = new HashMap<>();

  @GuardedBy("lock")
  private Map<Long, Long> oldGeneration = Map.of();

  private final AtomicLong reuses = new AtomicLong();

  /** Changes before a part of the journal is written over; then what was read there is void. */
  long reuses() {
    return reuses.get();
  }

  /** Fills in what is in memory, and returns what must be read from the files. */
  List<Extent> read(long position, byte[] target, int offset, int length) {
    List<Extent> extents = new ArrayList<>();
    lock.lock();
    try {
      int done = 0;
      while (done < length) {
        long block = (position + done) / Layout.BLOCK;
        int within = (int) ((position + done) % Layout.BLOCK);
        int part = Math.min(Layout.BLOCK - within, length - done);
        readPart(block, within, target, offset + done, part, extents);
        done += part;
      }
    } finally {
      lock.unlock();
    }
    return extents;
  }

  @GuardedBy("lock")
  private void readPart(
      long block, int within, byte[] target, int offset, int length, List<Extent> extents) {
    int at = pending.find(block);
    if (at >= 0) {
      System.arraycopy(pending.bytes(), at + within, target, offset, length);
      return;
    }
    Long location = pendingFragments.get(block);
    if (location == null && (at = sealed.find(block)) >= 0) {
      System.arraycopy(sealed.bytes(), at + within, target, offset, length);
      return;
    }
    for (Map<Long, Long> map : List.of(sealedFragments, newGeneration, oldGeneration)) {
      location = location == null ? map.get(block) : location;
    }
    boolean inJournal = location != null;
    long from = (location != null ? location : block * Layout.BLOCK) + within;
    Extent last = extents.isEmpty() ? null : extents.get(extents.size() - 1);
    if (last != null
        && last.inJournal == inJournal
        && last.position + last.length == from
        && last.offset + last.length == offset) {
      extents.set(
          extents.size() - 1,
          new Extent(inJournal, last.position, last.offset, last.length + length));
    } else {
      extents.add(new Extent(inJournal, from, offset, length));
    }
  }

  /** Whether the block is in memory for the next sync, so that a part of it can be put. */
  boolean isPending(long block) {
    lock.lock();
    try {
      return pending.find(block) >= 0;
    } finally {
      lock.unlock();
    }
  }

  /** Puts a part of a block. Of a block that is not pending it must be the whole. */
  void put(long block, int within, ByteBuffer source, int length) {
    lock.lock();
    try {
      pending.put(block, within, source, length);
    } finally {
      lock.unlock();
    }
  }

  int pendingBlocks() {
    lock.lock();
    try {
      return pending.size();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what waits for a sync from this block on: the database was cut there. */
  void cutPendingAt(long block) {
    lock.lock();
    try {
      pending.removeFrom(block);
      pendingFragments.keySet().removeIf(b -> b >= block);
    } finally {
      lock.unlock();
    }
  }

  /** The batch that waits, for the journal to write as a fragment. */
  Batch pending() {
    lock.lock();
    try {
      return pending;
    } finally {
      lock.unlock();
    }
  }

  /** What was waiting is now a fragment in the journal, at this position. */
  void fragmentWritten(long position) {
    lock.lock();
    try {
      pending.locate(position, pendingFragments);
      pending.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the batch: what is put from now on belongs to the next. */
  Batch seal() {
    lock.lock();
    try {
      Batch batch = pending;
      pending = sealed;
      sealed = batch;
      Map<Long, Long> fragments = pendingFragments;
      pendingFragments = sealedFragments;
      sealedFragments = fragments;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** The sealed batch is durable in the journal, at this position. */
  void batchWritten(long position) {
    lock.lock();
    try {
      newGeneration.putAll(sealedFragments);
      sealed.locate(position, newGeneration);
      sealedFragments.clear();
      sealed.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Begins a new generation, and returns the blocks of the one that ends. */
  Map<Long, Long> newGeneration() {
    lock.lock();
    try {
      oldGeneration = newGeneration;
      newGeneration = new HashMap<>();
      return oldGeneration;
    } finally {
      lock.unlock();
    }
  }

  /** The database file has the old generation; its place in the journal may be used again. */
  void oldGenerationApplied() {
    lock.lock();
    try {
      oldGeneration = Map.of();
      reuses.incrementAndGet();
    } finally {
      lock.unlock();
    }
  }
}
