package org.leasemq.store.file;

import java.io.Closeable;
import java.io.IOException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.disk.FilePathDisk;

/**
 * One of the store's two files, with whole reads and writes at a position and an honest force.
 *
 * <p>Thread use: any number of threads; a thread's interrupt neither fails nor closes anything.
 */
interface RawFile extends Closeable {

  /** Opens for reading and writing, and creates the file if it does not exist. */
  static RawFile open(FilePath path) throws IOException {
    return path instanceof FilePathDisk
        ? new DiskFile(path.name)
        : new ChannelFile(path.open("rw"));
  }

  /** Makes the directory's entries durable, so that a new file is still there after a power cut. */
  static void forceDirectory(FilePath directory) throws IOException {
    if (directory instanceof FilePathDisk) {
      DiskFile.forceDirectory(directory.name);
      return;
    }
    try (RawFile file = new ChannelFile(directory.open("r"))) {
      file.force();
    }
  }

  /** The length in bytes. */
  long size() throws IOException;

  /** Reads exactly {@code length} bytes, or throws an {@link java.io.EOFException}. */
  void read(long position, byte[] target, int offset, int length) throws IOException;

  /** Writes all {@code length} bytes; they are durable only after {@link #force}. */
  void write(long position, byte[] source, int offset, int length) throws IOException;

  /** Cuts the file to {@code size} bytes. */
  void truncate(long size) throws IOException;

  /** Makes every earlier write durable, with the length needed to read it back. */
  void force() throws IOException;

  /**
   * Takes the exclusive lock, which closing this file releases.
   *
   * @return false if another process has it
   * @throws java.nio.channels.OverlappingFileLockException if this JVM has it already
   */
  boolean tryLock() throws IOException;
}
