package org.leasemq.store.file.sim;

import java.util.Random;

/**
 * Decides what of the writes that were not forced is on the disk after a cut, in pieces of 4 KiB
 * that are kept, lost or torn each on its own. How likely each is changes from cut to cut, so that
 * nearly all and nearly nothing happen too.
 *
 * <p>Thread use: one thread at a time.
 */
final class Survival {

  private static final double[] CHANCES = {0, 0.1, 0.5, 0.9, 1};
  private static final int PIECE = 4096;
  private static final int SECTOR = 512;

  /** A force: everything is kept. */
  static final Survival OF_ALL = new Survival(new Random(0), 1, 0);

  private final Random random;
  private final double keep;
  private final double tear;

  Survival(Random random) {
    this(random, CHANCES[random.nextInt(CHANCES.length)], CHANCES[random.nextInt(3)]);
  }

  private Survival(Random random, double keep, double tear) {
    this.random = random;
    this.keep = keep;
    this.tear = tear;
  }

  /** Whether something that cannot be torn survives: an entry, a length. */
  boolean survives() {
    return random.nextDouble() < keep;
  }

  /** Writes to the disk what survives of one write. */
  void write(DiskBytes disk, long position, byte[] bytes) {
    int from = 0;
    while (from < bytes.length) {
      int to = (int) Math.min(bytes.length, from + PIECE - (position + from) % PIECE);
      if (survives()) {
        if (random.nextDouble() < tear) {
          writeTorn(disk, position, bytes, from, to);
        } else {
          disk.write(position + from, bytes, from, to - from);
        }
      }
      from = to;
    }
  }

  private void writeTorn(DiskBytes disk, long position, byte[] bytes, int from, int to) {
    if (random.nextBoolean()) {
      disk.write(position + from, bytes, from, random.nextInt(to - from));
      return;
    }
    for (int at = from; at < to; at += SECTOR) {
      if (random.nextBoolean()) {
        disk.write(position + at, bytes, at, Math.min(SECTOR, to - at));
      }
    }
  }
}
