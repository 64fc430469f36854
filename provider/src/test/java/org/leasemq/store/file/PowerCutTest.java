package org.leasemq.store.file;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
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
        random.nextInt(4) == 0 ? JournaledFilePath.SCHEME : InlineJournaledFilePath.SCHEME;
    SqlWorkload workload = new SqlWorkload(random);
    try (PowerCutDisk disk = PowerCutDisk.create(seed)) {
      int lives = 1 + random.nextInt(5);
      for (int life = 0; life < lives; life++) {
        liveAndDie(disk, scheme, workload, random);
        if (random.nextInt(3) == 0) {
          cutDuringRecovery(disk, url(disk, scheme, random), random);
        }
        try (Connection connection = DriverManager.getConnection(url(disk, scheme, random))) {
          workload.verify(connection);
        }
      }
      acknowledged += workload.acknowledged();
    }
  }

  private void liveAndDie(PowerCutDisk disk, String scheme, SqlWorkload workload, Random random)
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
    try {
      // A full disk may never be noticed.
      for (int opening = 0; opening < 8 && !disk.isOff(); opening++) {
        try (Connection connection = DriverManager.getConnection(url(disk, scheme, random))) {
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
    if (!fault || random.nextBoolean()) {
      disk.cut();
    }
    disk.heal();
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
    int segment = SEGMENTS[random.nextInt(SEGMENTS.length)];
    return JournaledFile.jdbcUrl(
            disk.url("orders"), JournalSettings.DEFAULT.withSegmentBytes(segment))
        .replace(JournaledFilePath.SCHEME + ":", scheme + ":");
  }
}
