package org.leasemq.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * The store as H2's channel.
 *
 * <p>Thread use: any number of threads.
 */
// What the base class synchronizes is its own position, which these do not use.
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class JournaledChannel extends FileBaseDefault {

  private final JournaledStore store;
  private final String name;

  JournaledChannel(JournaledStore store, String name) {
    this.store = store;
    this.name = name;
  }

  @Override
  public long size() {
    return store.size();
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return store.read(target, position);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return store.write(source, position);
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    store.truncate(size);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    store.sync();
  }

  /** H2 asks for a lock although it is told not to; the journal's lock was taken at opening. */
  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    FileChannel channel = this;
    return new FileLock(channel, position, size, shared) {
      @Override
      public boolean isValid() {
        return isOpen();
      }

      @Override
      public void release() {}
    };
  }

  @Override
  protected void implCloseChannel() throws IOException {
    store.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
