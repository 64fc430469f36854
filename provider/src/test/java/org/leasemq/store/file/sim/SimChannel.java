package org.leasemq.store.file.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.h2.store.fs.FileBaseDefault;

/**
 * An open file of a {@link PowerCutDisk}.
 *
 * <p>Thread use: any number of threads.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class SimChannel extends FileBaseDefault {

  private final PowerCutDisk disk;
  private final SimFile file;
  private final String name;
  private final int life;
  private boolean locked;

  SimChannel(PowerCutDisk disk, SimFile file, String name) {
    this.disk = disk;
    this.file = file;
    this.name = name;
    this.life = disk.life();
  }

  @Override
  public long size() {
    synchronized (disk) {
      return file.size();
    }
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    byte[] bytes = new byte[target.remaining()];
    int length = disk.read(file, name, life, position, bytes);
    if (length <= 0) {
      return bytes.length == 0 ? 0 : -1;
    }
    target.put(bytes, 0, length);
    return length;
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    disk.write(file, name, life, position, bytes);
    return bytes.length;
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    if (size < size()) {
      disk.setSize(file, name, life, Math.toIntExact(size));
    }
  }

  @Override
  public void force(boolean metaData) throws IOException {
    if (file.isDirectory) {
      disk.forceDirectory(name, life);
    } else {
      disk.force(file, name, life);
    }
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    synchronized (disk) {
      if (!file.lock()) {
        throw new OverlappingFileLockException();
      }
      locked = true;
    }
    return new FileLock(this, position, size, shared) {
      @Override
      public boolean isValid() {
        return isOpen();
      }

      @Override
      public void release() {
        unlock();
      }
    };
  }

  @Override
  protected void implCloseChannel() {
    unlock();
  }

  private void unlock() {
    synchronized (disk) {
      if (locked) {
        locked = false;
        file.unlock();
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
