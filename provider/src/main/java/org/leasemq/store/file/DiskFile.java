package org.leasemq.store.file;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A file of the default disk. A {@link java.nio.channels.FileChannel} is closed by the interrupt of
 * a thread that uses it, and with it the lock is gone; so reads and writes go through {@link
 * RandomAccessFile}, force and lock through {@link AsynchronousFileChannel}, whose force runs in
 * the calling thread. Neither knows interrupts.
 *
 * <p>Thread use: any number of threads; each read or write has a handle of its own for its time.
 */
final class DiskFile implements RawFile {

  // The JDK exports no simpler way to ask for this; forcing a directory cannot work on Windows.
  private static final boolean DIRECTORIES_CAN_BE_FORCED = File.separatorChar == '/';

  private final String name;
  private final AsynchronousFileChannel channel;
  private final ConcurrentLinkedDeque<RandomAccessFile> idleHandles = new ConcurrentLinkedDeque<>();

  DiskFile(String name) throws IOException {
    this.name = name;
    this.channel =
        AsynchronousFileChannel.open(
            Path.of(name),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  static void forceDirectory(String name) throws IOException {
    if (DIRECTORIES_CAN_BE_FORCED) {
      try (AsynchronousFileChannel directory =
          AsynchronousFileChannel.open(Path.of(name), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  @Override
  public long size() throws IOException {
    return Files.size(Path.of(name));
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    RandomAccessFile handle = borrow();
    try {
      handle.seek(position);
      handle.readFully(target, offset, length);
    } finally {
      giveBack(handle);
    }
  }

  @Override
  public void write(long position, byte[] source, int offset, int length) throws IOException {
    RandomAccessFile handle = borrow();
    try {
      handle.seek(position);
      handle.write(source, offset, length);
    } finally {
      giveBack(handle);
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    if (size < size()) {
      RandomAccessFile handle = borrow();
      try {
        handle.setLength(size);
      } finally {
        giveBack(handle);
      }
    }
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public boolean tryLock() throws IOException {
    // The last possible byte: where locks are mandatory, a refused opener can still read the owner.
    return channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    closeIdleHandles();
  }

  private RandomAccessFile borrow() throws IOException {
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    RandomAccessFile idle = idleHandles.pollFirst();
    return idle != null ? idle : new RandomAccessFile(name, "rw");
  }

  private void giveBack(RandomAccessFile handle) throws IOException {
    idleHandles.addFirst(handle);
    if (!channel.isOpen()) {
      closeIdleHandles();
    }
  }

  private void closeIdleHandles() throws IOException {
    for (RandomAccessFile handle; (handle = idleHandles.pollFirst()) != null; ) {
      handle.close();
    }
  }
}
