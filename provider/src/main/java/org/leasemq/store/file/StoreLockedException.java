package org.leasemq.store.file;

/** Another opening has the store; nothing of it was read or written. */
public final class StoreLockedException extends StoreFileException {

  private static final long serialVersionUID = 1L;

  private final String owner;

  StoreLockedException(String file, String owner) {
    super(
        "The store is in use by "
            + owner
            + ". Only one opening may use an embedded store: close that one, or give this one a"
            + " database of its own (journal file: "
            + file
            + ")");
    this.owner = owner;
  }

  /** Who has it: process id, host, node name if it has one, since when. */
  public String owner() {
    return owner;
  }
}
