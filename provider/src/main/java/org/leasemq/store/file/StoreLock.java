package org.leasemq.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;

/**
 * The right to use a store's two files: first against other class loaders of this JVM, then, with
 * the operating system's lock on the journal, against other processes. The order matters: on many
 * systems a process loses its lock on a file as soon as it closes any other descriptor of that
 * file, so a second opener in the same JVM must be refused before it opens the journal at all.
 *
 * <p>Thread use: any number of threads.
 */
final class StoreLock implements Closeable {

  private static final String PROPERTY = "org.leasemq.store.file.owner:";

  // Journals that may not be closed, because that would take the lock from its owner in this JVM.
  private static final Set<RawFile> LEFT_OPEN = ConcurrentHashMap.newKeySet();

  private final String key;
  private final RawFile journal;

  private StoreLock(String key, RawFile journal) {
    this.key = key;
    this.journal = journal;
  }

  /**
   * Opens the journal and takes the lock, or does no harm.
   *
   * @throws StoreLockedException if another opening has it
   */
  static StoreLock open(FilePath path, String owner) throws IOException {
    String key = PROPERTY + path.toRealPath();
    // The system properties are the one map that all class loaders of a JVM share.
    Properties shared = System.getProperties();
    Object other = shared.putIfAbsent(key, owner);
    if (other != null) {
      throw new StoreLockedException(path.toString(), other + " (in this JVM)");
    }
    try {
      return new StoreLock(key, openLocked(path));
    } catch (IOException | RuntimeException | Error e) {
      shared.remove(key);
      throw e;
    }
  }

  /** The journal, open and locked. */
  RawFile journal() {
    return journal;
  }

  private static RawFile openLocked(FilePath path) throws IOException {
    RawFile journal = RawFile.open(path);
    try {
      if (journal.tryLock()) {
        return journal;
      }
    } catch (OverlappingFileLockException e) {
      LEFT_OPEN.add(journal);
      throw new StoreLockedException(path.toString(), "another deployment in this JVM");
    } catch (IOException | RuntimeException | Error e) {
      journal.close();
      throw e;
    }
    try (journal) {
      throw new StoreLockedException(path.toString(), StoreOwner.read(journal));
    }
  }

  /** Closes the journal, which gives the lock back. */
  @Override
  public void close() throws IOException {
    try (journal) {
      // The journal goes first; whoever is let in next may take the lock at once.
    } finally {
      System.getProperties().remove(key);
    }
  }
}
