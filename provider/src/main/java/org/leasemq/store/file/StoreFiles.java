package org.leasemq.store.file;

import java.io.Closeable;
import java.io.IOException;

/**
 * The two open files of a store, and the lock.
 *
 * @param database the database file
 * @param lock the lock, with the journal
 */
record StoreFiles(DatabaseFile database, StoreLock lock) implements Closeable {

  RawFile journal() {
    return lock.journal();
  }

  @Override
  public void close() throws IOException {
    try (lock;
        database) {
      // The lock goes last, whatever the other's close throws.
    }
  }
}
