package org.leasemq.store.file;

/** The two files do not make a store: one is missing, damaged, or belongs to another store. */
public final class StoreDamagedException extends StoreFileException {

  private static final long serialVersionUID = 1L;

  StoreDamagedException(String what) {
    super(
        what
            + " Nothing was changed. The database file and its journal belong together: restore both"
            + " from the same backup, or move both away to start with an empty store.");
  }
}
