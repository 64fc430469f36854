package org.leasemq.store.file;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * Opens a store: takes the lock, creates the two files or checks that they belong together, and
 * replays the journal. See docs/journal.md for the order of the steps and why it must be this one.
 *
 * <p>Thread use: one thread.
 */
final class StoreOpener {

  private final FilePath databasePath;
  private final FilePath journalPath;
  private final JournalSettings settings;

  StoreOpener(FilePath databasePath, FilePath journalPath, JournalSettings settings) {
    this.databasePath = databasePath;
    this.journalPath = journalPath;
    this.settings = settings;
  }

  JournaledStore open(Executor checkpointExecutor) throws IOException {
    String owner = StoreOwner.thisProcess(settings.nodeName());
    if (databasePath.exists() && !journalPath.exists()) {
      throw journalMissing();
    }
    StoreLock lock = StoreLock.open(journalPath, owner);
    RawFile journal = lock.journal();
    @Nullable DatabaseFile database = null;
    try {
      JournalHeader header = newestHeader(journal);
      if (header == null || !header.ready()) {
        checkBeforeCreation(journal, header);
        header = prepareJournal(journal, header);
        database = new DatabaseFile(RawFile.open(databasePath));
        header = completePair(journal, database, header);
      } else {
        if (!databasePath.exists()) {
          throw databaseMissing();
        }
        database = new DatabaseFile(RawFile.open(databasePath));
        checkPair(journal, database, header);
      }
      StoreOwner.write(journal, owner);
      header = recover(journal, database, header);
      return new JournaledStore(new StoreFiles(database, lock), header, checkpointExecutor);
    } catch (IOException | RuntimeException | Error e) {
      closeAll(e, lock, database);
      throw e;
    }
  }

  private static void closeAll(Throwable cause, StoreLock lock, @Nullable DatabaseFile database) {
    try (lock;
        database) {
      // Both are closed, whatever one's close throws.
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static @Nullable JournalHeader newestHeader(RawFile journal) throws IOException {
    JournalHeader newest = null;
    for (int slot = 0; slot < 2; slot++) {
      long at = Layout.slotAt(slot);
      if (journal.size() >= at + Layout.BLOCK) {
        byte[] bytes = new byte[Layout.BLOCK];
        journal.read(at, bytes, 0, bytes.length);
        JournalHeader header = JournalHeader.decode(bytes);
        if (header != null
            && (newest == null || header.headerSequence() > newest.headerSequence())) {
          newest = header;
        }
      }
    }
    return newest;
  }

  /**
   * Creation forces a first header before the journal grows, and completes the journal before there
   * is a database file; the database file grows only after the last header. So anything else is no
   * interrupted creation.
   */
  private void checkBeforeCreation(RawFile journal, @Nullable JournalHeader header)
      throws IOException {
    if (header == null && journal.size() > Layout.SEGMENTS_AT) {
      throw new StoreDamagedException(
          "Both headers of " + journalPath + " are damaged, or it is not a LeaseMQ journal.");
    }
    if (header == null && databasePath.exists()) {
      throw journalMissing();
    }
    if (databasePath.exists() && databasePath.size() > Layout.BLOCK) {
      throw new StoreDamagedException(
          journalPath
              + " belongs to a store whose creation was interrupted, so "
              + databasePath
              + " cannot be its database file.");
    }
  }

  private JournalHeader prepareJournal(RawFile journal, @Nullable JournalHeader interrupted)
      throws IOException {
    UUID storeId = interrupted != null ? interrupted.storeId() : UUID.randomUUID();
    JournalHeader begun = new JournalHeader(storeId, false, 0, 1, 1, 0, settings.segmentBytes());
    JournalFile.writeHeader(journal, begun);
    RawFile.forceDirectory(parent());
    DatabaseFile.writeZeros(journal, Layout.SEGMENTS_AT, begun.layout().spillAt());
    journal.force();
    return begun;
  }

  private JournalHeader completePair(RawFile journal, DatabaseFile database, JournalHeader begun)
      throws IOException {
    database.writeStoreId(begun.storeId());
    database.force();
    RawFile.forceDirectory(parent());
    JournalHeader ready = begun.next(begun.generation(), begun.firstSequence(), 0);
    JournalFile.writeHeader(journal, ready);
    return ready;
  }

  private void checkPair(RawFile journal, DatabaseFile database, JournalHeader header)
      throws IOException {
    UUID storeId = database.readStoreId();
    if (storeId == null) {
      throw new StoreDamagedException(
          "The first block of " + databasePath + " is damaged, or it is not a LeaseMQ database.");
    }
    if (!storeId.equals(header.storeId())) {
      throw new StoreDamagedException(
          databasePath + " and " + journalPath + " belong to different stores.");
    }
    if (journal.size() < header.layout().spillAt()) {
      throw new StoreDamagedException(journalPath + " was cut short.");
    }
    Replay replay = new Replay(journal, header);
    if (replay.hasNewerGeneration()) {
      throw new StoreDamagedException("The newest header of " + journalPath + " is damaged.");
    }
  }

  private JournalHeader recover(RawFile journal, DatabaseFile database, JournalHeader header)
      throws IOException {
    Replay replay = new Replay(journal, header);
    replay.read();
    // What was read may be in the operating system's memory alone, if its force failed in a former
    // life: it must be on the disk before the database file builds on it.
    replay.writeLastBatchAgain();
    JournalFile.writeHeader(journal, header);

    database.reserve(replay.databaseSize());
    database.giveBack(replay.databaseSize());
    database.apply(replay.locations(), replay.databaseSize(), journal);
    database.force();

    // One generation is left out: a torn end of the former life may have records of the next.
    JournalHeader next =
        header
            .next(header.generation() + 2, replay.nextSequence(), replay.databaseSize())
            .withSegmentBytes(settings.segmentBytes());
    long preallocated = next.layout().spillAt();
    long there = Math.min(journal.size(), preallocated);
    writeAgain(journal, header.layout().spillAt(), there);
    DatabaseFile.writeZeros(journal, there, preallocated);
    journal.force();
    JournalFile.writeHeader(journal, next);
    // The other slot too: it has a header that nothing remains of, perhaps with another layout.
    JournalHeader again = next.next(next.generation(), next.firstSequence(), next.databaseSize());
    JournalFile.writeHeader(journal, again);
    journal.truncate(preallocated);
    return again;
  }

  /** The force of an earlier extension may have failed; replay may still need what is there. */
  private static void writeAgain(RawFile journal, long from, long to) throws IOException {
    byte[] block = new byte[Layout.BLOCK];
    for (long at = from; at < to; at += block.length) {
      int length = (int) Math.min(block.length, to - at);
      journal.read(at, block, 0, length);
      journal.write(at, block, 0, length);
    }
  }

  private FilePath parent() {
    return databasePath.getParent();
  }

  private StoreDamagedException journalMissing() {
    return new StoreDamagedException(
        "There is a database file " + databasePath + " without its journal " + journalPath + ".");
  }

  private StoreDamagedException databaseMissing() {
    return new StoreDamagedException(
        "There is a journal " + journalPath + " without its database file " + databasePath + ".");
  }
}
