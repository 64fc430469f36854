package org.leasemq.store.file.sim;

import java.util.Arrays;

/**
 * Bytes that grow; a gap reads as zeros.
 *
 * <p>Thread use: one thread at a time.
 */
final class DiskBytes {

  private byte[] bytes = new byte[0];
  private int size;

  int size() {
    return size;
  }

  void write(long position, byte[] source, int offset, int length) {
    if (length == 0) {
      return;
    }
    int end = Math.toIntExact(position + length);
    if (end > size) {
      setSize(end);
    }
    System.arraycopy(source, offset, bytes, Math.toIntExact(position), length);
  }

  void read(long position, byte[] target, int offset, int length) {
    System.arraycopy(bytes, Math.toIntExact(position), target, offset, length);
  }

  void setSize(int newSize) {
    if (newSize > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(newSize, 2 * bytes.length));
    }
    if (newSize < size) {
      Arrays.fill(bytes, newSize, size, (byte) 0);
    }
    size = newSize;
  }

  DiskBytes copy() {
    DiskBytes copy = new DiskBytes();
    copy.bytes = Arrays.copyOf(bytes, size);
    copy.size = size;
    return copy;
  }
}
