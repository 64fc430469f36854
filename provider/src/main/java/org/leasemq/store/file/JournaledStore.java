package org.leasemq.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An opened store: the database as H2 sees it, on top of the database file and the journal. A sync
 * is one batch in the journal; what was not synced is gone after a close, as after a power cut.
 *
 * <p>The first error in a change is final, because after a failed force nobody knows what the disk
 * has: every later operation fails with it, and the lock is given back, so that the store can be
 * opened again, which replays what was promised.
 *
 * <p>Thread use: any number of threads; changes take turns. Interrupts are ignored throughout.
 */
final class JournaledStore implements Closeable {

  private static final int MOST_ZEROS_AT_ONCE = 1 << 20;

  private final StoreFiles files;
  private final DatabaseFile database;
  private final JournalFile journal;
  private final Overlay overlay = new Overlay();
  private final Checkpoints checkpoints;
  private final Layout layout;
  private final ReentrantLock changes = new ReentrantLock();
  private volatile long size;
  private volatile @Nullable Throwable failure;

  private volatile boolean closed;

  // Under the lock "changes", as is all that change() runs.
  private long syncedSize;

  JournaledStore(StoreFiles files, JournalHeader header, Executor checkpointExecutor) {
    this.files = files;
    this.database = files.database();
    this.layout = header.layout();
    this.journal = new JournalFile(files.journal(), header);
    this.checkpoints =
        new Checkpoints(database, journal, overlay, header, checkpointExecutor, this::fail);
    this.size = header.databaseSize();
    this.syncedSize = size;
  }

  /** The database's length in bytes. */
  long size() {
    return size;
  }

  /** Reads what there is, at least one byte, or returns -1 at the end. */
  int read(ByteBuffer target, long position) throws IOException {
    checkUsable();
    int length = (int) Math.min(target.remaining(), size - position);
    if (length <= 0) {
      return target.hasRemaining() ? -1 : 0;
    }
    if (target.hasArray()) {
      read(position, target.array(), target.arrayOffset() + target.position(), length);
      target.position(target.position() + length);
    } else {
      byte[] bytes = new byte[length];
      read(position, bytes, 0, length);
      target.put(bytes);
    }
    return length;
  }

  private void read(long position, byte[] target, int offset, int length) throws IOException {
    long reuses;
    do {
      reuses = overlay.reuses();
      for (Overlay.Extent extent : overlay.read(position, target, offset, length)) {
        if (extent.inJournal()) {
          files.journal().read(extent.position(), target, extent.offset(), extent.length());
        } else {
          database.read(extent.position(), target, extent.offset(), extent.length());
        }
      }
    } while (reuses != overlay.reuses());
  }

  /** Writes all of the source; durable after the next sync. */
  int write(ByteBuffer source, long position) throws IOException {
    int length = source.remaining();
    change(
        () -> {
          database.reserve(position + length);
          while (size < position) {
            int gap = (int) Math.min(position - size, MOST_ZEROS_AT_ONCE);
            put(ByteBuffer.allocate(gap), size);
          }
          put(source, position);
        });
    return length;
  }

  /** Cuts the database; what is behind reads as zeros if it grows again. */
  void truncate(long newSize) throws IOException {
    change(
        () -> {
          if (newSize < size) {
            overlay.cutPendingAt(Layout.roundUp(newSize) / Layout.BLOCK);
            size = newSize;
          }
        });
  }

  /** Makes all earlier changes durable, as one. */
  void sync() throws IOException {
    change(
        () -> {
          // A cut alone is not worth a force: before it H2 has synced a state that needs no cut.
          if (overlay.pendingBlocks() == 0 && journal.fragments() == 0) {
            return;
          }
          if (!journal.hasRoomFor(overlay.pendingBlocks())) {
            checkpoints.await();
            giveBackSpace();
            endGeneration();
          }
          overlay.batchWritten(journal.append(overlay.seal(), size));
          syncedSize = size;
          if (journal.fragments() > 0) {
            endGeneration();
            checkpoints.await();
            journal.endSpill();
            giveBackSpace();
          }
        });
  }

  /** Gives the lock back; what was not synced is lost. */
  @Override
  public void close() throws IOException {
    changes.lock();
    try {
      if (!closed) {
        closed = true;
        try (files) {
          checkpoints.await();
        }
      }
    } finally {
      changes.unlock();
    }
  }

  private void put(ByteBuffer source, long position) throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      long block = at / Layout.BLOCK;
      int within = (int) (at % Layout.BLOCK);
      int length = Math.min(Layout.BLOCK - within, source.remaining());
      if (!overlay.isPending(block)) {
        makeRoom();
        if (length < Layout.BLOCK) {
          ByteBuffer whole = ByteBuffer.allocate(Layout.BLOCK);
          read(whole, block * Layout.BLOCK);
          overlay.put(block, 0, whole.clear(), Layout.BLOCK);
        }
      }
      overlay.put(block, within, source, length);
      at += length;
      size = Math.max(size, at);
    }
  }

  /** A batch that outgrows memory or a segment goes ahead in fragments; they force nothing. */
  private void makeRoom() throws IOException {
    if (overlay.pendingBlocks() < layout.mostBlocks()) {
      return;
    }
    if (journal.fragments() == 0 && !journal.hasRoomFor(layout.mostBlocks())) {
      endGeneration();
    }
    overlay.fragmentWritten(journal.spill(overlay.pending(), size));
  }

  private void endGeneration() throws IOException {
    checkpoints.await();
    journal.beginGeneration();
    checkpoints.begin(overlay.newGeneration(), syncedSize);
  }

  /** Not within a write, which has reserved its space, and not during a checkpoint. */
  private void giveBackSpace() throws IOException {
    long needed = Math.max(size, syncedSize);
    if (database.capacity() > 2 * needed + layout.spillAt()) {
      database.giveBack(needed);
    }
  }

  private void change(Change change) throws IOException {
    changes.lock();
    try {
      checkUsable();
      change.run();
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
      closeAfter(e);
      throw e;
    } finally {
      changes.unlock();
    }
  }

  private void checkUsable() throws IOException {
    Throwable earlier = failure;
    if (earlier != null) {
      throw new IOException(
          "The store stopped at an error. Open it again: nothing that was synced is lost. The"
              + " error was: "
              + earlier,
          earlier);
    }
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  private void fail(Throwable error) {
    if (failure == null) {
      failure = error;
    }
  }

  /** H2 does not always close what failed, and the lock must not wait for it. */
  private void closeAfter(Throwable error) {
    try {
      close();
    } catch (IOException e) {
      if (error == failure) {
        error.addSuppressed(e);
      }
    }
  }

  private interface Change {
    void run() throws IOException;
  }
}
