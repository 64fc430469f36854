package org.leasemq.store.file;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.leasemq.store.file.sim.PowerCutDisk;
import org.leasemq.store.file.sim.PowerCutDisk.Fault;

/**
 * Cuts the power, and injects errors, under the bare channel, and compares every byte: H2 forgives
 * some damage, this does not. More cuts: {@code -Dleasemq.powercuts=100000}, from {@code
 * -Dleasemq.powercuts.seed=...}.
 */
class BlockPowerCutTest {

  private static final int MOST_BYTES = 400_000;

  private int cuts;
  private int syncs;

  @Test
  void whatWasSyncedIsThereByteForByte() throws IOException {
    FilePath.register(new JournaledFilePath());
    FilePath.register(new InlineJournaledFilePath());
    FilePath.register(new LateJournaledFilePath());
    int wanted = 3 * Integer.getInteger("leasemq.powercuts", 1000);
    long seed = Long.getLong("leasemq.powercuts.seed", System.nanoTime());
    while (cuts < wanted) {
      try {
        runSeed(seed);
      } catch (AssertionError | IOException | RuntimeException e) {
        throw new AssertionError("With -Dleasemq.powercuts.seed=" + seed, e);
      }
      seed++;
    }
    System.out.printf("cuts and faults under the channel: %d, syncs: %d%n", cuts, syncs);
    assertTrue(syncs > wanted, "the cuts came before any work");
  }

  /** The force of the journal's extension fails, the next opening goes on, then comes a cut. */
  @Test
  void anExtensionWhoseForceFailedIsWrittenAgain() throws IOException {
    FilePath.register(new JournaledFilePath());
    FilePath.register(new InlineJournaledFilePath());
    FilePath.register(new LateJournaledFilePath());
    runSeed(20062470024868L);
    assertTrue(syncs > 0);
  }

  private void runSeed(long seed) throws IOException {
    Random random = new Random(seed);
    int kind = random.nextInt(8);
    String scheme =
        kind == 0
            ? JournaledFilePath.SCHEME
            : kind == 1 ? LateJournaledFilePath.SCHEME : InlineJournaledFilePath.SCHEME;
    try (PowerCutDisk disk = PowerCutDisk.create(seed)) {
      Model model = new Model();
      int lives = 2 + random.nextInt(8);
      for (int life = 0; life < lives; life++) {
        live(disk, scheme, model, random);
      }
      disk.heal();
      try (FileChannel channel = open(disk, scheme, random)) {
        model.verify(channel);
      }
    }
  }

  /** Opens, compares, works on, and has an end by a cut or a fault at any of these. */
  private void live(PowerCutDisk disk, String scheme, Model model, Random random)
      throws IOException {
    cuts++;
    int operations = random.nextInt(random.nextInt(120) + 1);
    boolean fault = random.nextInt(3) == 0;
    if (fault) {
      disk.failAfter(operations, random.nextInt(3) == 0 ? Fault.FULL : Fault.ERROR);
    } else {
      disk.cutAfter(operations);
    }
    try (FileChannel channel = open(disk, scheme, random)) {
      try {
        model.verify(channel);
        for (int step = random.nextInt(200); step > 0; step--) {
          step(channel, model, random);
        }
      } catch (IOException e) {
        assertThrows(IOException.class, () -> channel.write(ByteBuffer.allocate(1), 0));
        assertThrows(IOException.class, () -> channel.force(true));
        throw e;
      }
    } catch (IOException e) {
      if (!disk.isOff() && !disk.hasFailed()) {
        throw e;
      }
    }
    model.close();
    disk.heal();
    if (!fault || random.nextBoolean()) {
      disk.cut();
    }
  }

  private void step(FileChannel channel, Model model, Random random) throws IOException {
    int kind = random.nextInt(12);
    if (kind < 4) {
      model.beginSync();
      channel.force(true);
      model.endSync();
      syncs++;
    } else if (kind == 4) {
      int size = random.nextInt((int) channel.size() + 1);
      model.truncate(size);
      channel.truncate(size);
    } else {
      boolean aligned = random.nextInt(3) > 0;
      int most = random.nextInt(10) == 0 ? 100_000 : 9_000;
      int position = random.nextInt(random.nextBoolean() ? 40_000 : MOST_BYTES - most);
      byte[] bytes = new byte[1 + random.nextInt(most)];
      if (aligned) {
        position -= position % Layout.BLOCK;
        bytes = new byte[Layout.BLOCK * (1 + bytes.length / Layout.BLOCK)];
      }
      random.nextBytes(bytes);
      model.write(position, bytes);
      channel.write(ByteBuffer.wrap(bytes), position);
    }
    if (random.nextInt(20) == 0) {
      model.verifyNow(channel);
    }
  }

  private static FileChannel open(PowerCutDisk disk, String scheme, Random random)
      throws IOException {
    int segment = (32 << 10) << random.nextInt(3);
    return FilePath.get(scheme + ":segment=" + segment + ":" + disk.path("blocks.mv.db"))
        .open("rw");
  }

  /** What the file holds, and what it may hold after a cut. */
  private static final class Model {

    private byte[] now = new byte[0];
    private final TreeSet<Integer> pendingBlocks = new TreeSet<>();
    private List<byte[]> possible = new ArrayList<>(List.of(now));

    void write(int position, byte[] bytes) {
      int end = position + bytes.length;
      for (int at = Math.min(position, now.length) / Layout.BLOCK; at * Layout.BLOCK < end; at++) {
        pendingBlocks.add(at);
      }
      now = Arrays.copyOf(now, Math.max(now.length, end));
      System.arraycopy(bytes, 0, now, position, bytes.length);
    }

    void truncate(int size) {
      now = Arrays.copyOf(now, Math.min(now.length, size));
      pendingBlocks.tailSet((size + Layout.BLOCK - 1) / Layout.BLOCK).clear();
    }

    void beginSync() {
      possible.add(now);
    }

    void endSync() {
      // If there is nothing to write, because all of it was cut off again, a sync promises nothing.
      if (!pendingBlocks.isEmpty()) {
        possible = new ArrayList<>(List.of(now));
        pendingBlocks.clear();
      }
    }

    void close() {
      pendingBlocks.clear();
    }

    void verifyNow(FileChannel channel) throws IOException {
      if (!Arrays.equals(now, read(channel))) {
        throw new AssertionError("a read is wrong");
      }
    }

    void verify(FileChannel channel) throws IOException {
      byte[] found = read(channel);
      if (possible.stream().noneMatch(state -> Arrays.equals(state, found))) {
        throw new AssertionError("none of the " + possible.size() + " possible states");
      }
      now = found;
      possible = new ArrayList<>(List.of(found));
    }

    private static byte[] read(FileChannel channel) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, buffer.position()) <= 0) {
          throw new AssertionError("a short read");
        }
      }
      return buffer.array();
    }
  }
}
