package org.leasemq.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directories that brokers keep their stores in. Static methods only. */
final class Stores {

  private static final int PROBES = 500;

  private Stores() {}

  /** This directory, empty. */
  static Path fresh(Path directory) throws IOException {
    delete(directory);
    return Files.createDirectories(directory);
  }

  static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      for (Path path : tree(directory)) {
        Files.delete(path);
      }
    }
  }

  /** The bytes of all files in this directory. */
  static long size(Path directory) throws IOException {
    long size = 0;
    for (Path path : tree(directory)) {
      size += Files.isRegularFile(path) ? Files.size(path) : 0;
    }
    return size;
  }

  /** What a write and a force of 4 KiB into preallocated space take here, in microseconds. */
  static double forceMicros(Path directory) throws IOException {
    Path file = Files.createDirectories(directory).resolve("probe");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(4096);
      write(channel, block);
      long start = System.nanoTime();
      write(channel, block);
      return (System.nanoTime() - start) / 1e3 / PROBES;
    } finally {
      Files.delete(file);
    }
  }

  private static void write(FileChannel channel, ByteBuffer block) throws IOException {
    for (int i = 0; i < PROBES; i++) {
      channel.write(block.clear(), (long) i * block.capacity());
      channel.force(false);
    }
  }

  /** Children before their parents. */
  private static List<Path> tree(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
