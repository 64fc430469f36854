package org.leasemq.store.file;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.function.Supplier;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.leasemq.store.file.sim.PowerCutDisk;
import org.leasemq.store.file.sim.PowerCutDisk.Fault;
import org.leasemq.store.file.sim.PowerCutException;

/**
 * Cuts the power, and injects errors, under SQL: the store opens again, what was synced is there,
 * and nothing else. More cuts: {@code -Dleasemq.powercuts=20000}, from {@code
 * -Dleasemq.powercuts.seed=...}.
 */
class PowerCutTest {

  private static final int[] SEGMENTS = {32 << 10, 32 << 10, 64 << 10, 256 << 10};

  private int cuts;
  private int faults;
  private int acknowledged;

  @Test
  void nothingThatWasSyncedIsLost() {
    FilePath.register(new InlineJournaledFilePath());
    FilePath.register(new LateJournaledFilePath());
    int wanted = Integer.getInteger("leasemq.powercuts", 1000);
    long seed = Long.getLong("leasemq.powercuts.seed", System.nanoTime());
    long from = seed;
    while (cuts + faults < wanted) {
      try {
        runSeed(seed);
      } catch (AssertionError | SQLException | RuntimeException e) {
        throw new AssertionError("With -Dleasemq.powercuts.seed=" + seed, e);
      }
      seed++;
    }
    System.out.printf(
        "power cuts: %d, faults: %d, syncs: %d, seeds %d to %d%n",
        cuts, faults, acknowledged, from, seed - 1);
    assertTrue(acknowledged > wanted, "the cuts came before any work");
  }

  private void runSeed(long seed) throws SQLException {
    Random random = new Random(seed);
    String scheme =
        switch (random.nextInt(8)) {
          case 0 -> JournaledFilePath.SCHEME;
          case 1 -> LateJournaledFilePath.SCHEME;
          default -> InlineJournaledFilePath.SCHEME;
        };
    SqlWorkload workload = new SqlWorkload(random);
    try (PowerCutDisk disk = PowerCutDisk.create(seed)) {
      int lives = 1 + random.nextInt(5);
      for (int life = 0; life < lives; life++) {
        boolean powered = liveAndDie(disk, scheme, workload, random);
        // What a failed force left behind shows only if the power goes before all is repaired.
        if (random.nextInt(3) == 0 || powered) {
          cutDuringRecovery(disk, url(disk, scheme, random), random);
        }
        try (Connection connection = DriverManager.getConnection(url(disk, scheme, random))) {
          workload.verify(connection);
        }
      }
      acknowledged += workload.acknowledged();
    }
  }

  @Test
  void everyOperationOfAShortLifeMayFailOrBeTheLast() throws SQLException {
    FilePath.register(new InlineJournaledFilePath());
    for (int operation = 0; operation < 150; operation++) {
      for (int kind = 0; kind < 3; kind++) {
        Random random = new Random(4);
        SqlWorkload workload = new SqlWorkload(random);
        try (PowerCutDisk disk = PowerCutDisk.create(operation)) {
          switch (kind) {
            case 0 -> disk.cutAfter(operation);
            case 1 -> disk.failAfter(operation, Fault.ERROR);
            default -> disk.failAfter(operation, Fault.FULL);
          }
          Supplier<String> url = () -> url(disk, InlineJournaledFilePath.SCHEME, 32 << 10);
          live(disk, url, workload, random);
          if (kind == 2 && workload.acknowledged() > 0) {
            verifyWhileFull(url.get(), workload);
          }
          disk.heal();
          if (kind == 0 || operation % 2 == 0) {
            disk.cut();
          }
          try (Connection connection = DriverManager.getConnection(url.get())) {
            workload.verify(connection);
          }
        } catch (AssertionError e) {
          throw new AssertionError("operation " + operation + ", kind " + kind, e);
        }
      }
    }
  }

  /** The space for all that was promised was taken before. */
  private static void verifyWhileFull(String url, SqlWorkload workload) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    workload.verify(connection);
    JournaledFile.abandon(connection);
  }

  /** Returns whether the power is still on after a fault. */
  private boolean liveAndDie(PowerCutDisk disk, String scheme, SqlWorkload workload, Random random)
      throws SQLException {
    boolean fault = random.nextInt(4) == 0;
    int operations = random.nextInt(random.nextInt(400) + 1);
    if (fault) {
      disk.failAfter(operations, random.nextBoolean() ? Fault.ERROR : Fault.FULL);
      faults++;
    } else {
      disk.cutAfter(operations);
      cuts++;
    }
    live(disk, () -> url(disk, scheme, random), workload, random);
    disk.heal();
    boolean powered = fault && random.nextBoolean();
    if (!powered) {
      disk.cut();
    }
    return powered;
  }

  /** Works, in several openings, until the power is off or something has failed. */
  private static void live(
      PowerCutDisk disk, Supplier<String> url, SqlWorkload workload, Random random)
      throws SQLException {
    try {
      // A close may end without an exception when its last steps failed; then it is time to look.
      for (int opening = 0; opening < 8 && !disk.isOff() && !disk.hasFailed(); opening++) {
        try (Connection connection = DriverManager.getConnection(url.get())) {
          try {
            workload.run(connection, 1 + random.nextInt(40));
          } catch (SQLException | MVStoreException e) {
            checkDead(connection);
            JournaledFile.abandon(connection);
            throw e;
          }
        }
      }
    } catch (SQLException | MVStoreException e) {
      boolean expected = disk.isOff() ? PowerCutException.isCauseOf(e) : disk.hasFailed();
      if (!expected) {
        throw e;
      }
    }
  }

  /** After an error there is no way back but to reopen. */
  private static void checkDead(Connection connection) {
    assertThrows(
        SQLException.class,
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE AFTERWARDS(ID INT)");
            connection.commit();
            statement.execute("CHECKPOINT SYNC");
          }
        });
  }

  private void cutDuringRecovery(PowerCutDisk disk, String url, Random random) {
    disk.cutAfter(random.nextInt(25));
    try (Connection connection = DriverManager.getConnection(url)) {
      assertTrue(connection.isValid(0) || disk.isOff());
    } catch (SQLException e) {
      assertTrue(PowerCutException.isCauseOf(e), e::toString);
    }
    disk.cut();
    cuts++;
  }

  private static String url(PowerCutDisk disk, String scheme, Random random) {
    return url(disk, scheme, SEGMENTS[random.nextInt(SEGMENTS.length)]);
  }

  private static String url(PowerCutDisk disk, String scheme, int segment) {
    JournalSettings settings = JournalSettings.DEFAULT.withSegmentBytes(segment);
    return JournaledFile.jdbcUrl(disk.url("orders"), settings)
        .replace(JournaledFilePath.SCHEME + ":", scheme + ":");
  }
}
