package org.leasemq.store.file.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file or directory: what programs see, what the disk has, and the changes between the two.
 *
 * <p>Thread use: under the lock of its disk.
 */
final class SimFile {

  private interface Change {
    void apply(DiskBytes disk, Survival survival);
  }

  final boolean isDirectory;
  private final DiskBytes seen;
  private final DiskBytes durable;
  private final List<Change> unforced = new ArrayList<>();
  private boolean locked;

  SimFile(boolean isDirectory) {
    this(isDirectory, new DiskBytes());
  }

  private SimFile(boolean isDirectory, DiskBytes bytes) {
    this.isDirectory = isDirectory;
    this.seen = bytes;
    this.durable = bytes.copy();
  }

  int size() {
    return seen.size();
  }

  void read(long position, byte[] target, int offset, int length) {
    seen.read(position, target, offset, length);
  }

  void write(long position, byte[] source, int offset, int length) {
    seen.write(position, source, offset, length);
    byte[] bytes = Arrays.copyOfRange(source, offset, offset + length);
    unforced.add((disk, survival) -> survival.write(disk, position, bytes));
  }

  void setSize(int size) {
    seen.setSize(size);
    unforced.add(
        (disk, survival) -> {
          if (survival.survives()) {
            disk.setSize(size);
          }
        });
  }

  void force() {
    failForce(Survival.OF_ALL);
  }

  /** As Linux does it: what could not be written is not tried again, but programs still see it. */
  void failForce(Survival survival) {
    unforced.forEach(change -> change.apply(durable, survival));
    unforced.clear();
  }

  /** The file that the disk has after a cut. */
  SimFile afterCut(Survival survival) {
    failForce(survival);
    return new SimFile(isDirectory, durable);
  }

  boolean lock() {
    boolean free = !locked;
    locked = true;
    return free;
  }

  void unlock() {
    locked = false;
  }
}
