package org.leasemq.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares the journaled file with plain H2, side by side on the same disk: groups of rows of 1 KiB
 * are inserted while those of the group before are deleted, each group with COMMIT and CHECKPOINT
 * SYNC. A program, not a test: {@code main [directory [seconds per round]]}.
 */
public final class JournaledFileBenchmark {

  private static final int ROUNDS = 5;
  private static final String PLAIN =
      ";DB_CLOSE_ON_EXIT=FALSE;RETENTION_TIME=0;MAX_COMPACT_TIME=0;WRITE_DELAY=0";

  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private final PreparedStatement sync;
  private long next;

  private JournaledFileBenchmark(String url) throws SQLException {
    connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE MESSAGE(ID BIGINT PRIMARY KEY, BODY VARBINARY)");
    }
    insert = connection.prepareStatement("INSERT INTO MESSAGE VALUES(?, ?)");
    delete = connection.prepareStatement("DELETE FROM MESSAGE WHERE ID = ?");
    sync = connection.prepareStatement("CHECKPOINT SYNC");
  }

  /** Runs it. */
  public static void main(String[] args) throws SQLException, IOException {
    Path parent = args.length > 0 ? Path.of(args[0]) : Path.of("target");
    double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 2;
    Files.createDirectories(parent);
    Path directory = Files.createTempDirectory(parent, "benchmark").toAbsolutePath();
    try {
      for (int group : new int[] {1, 8, 32, 128}) {
        String name = "jdbc:h2:file:" + directory + "/g" + group;
        compare(group, seconds, name);
      }
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void compare(int group, double seconds, String name) throws SQLException {
    List<JournaledFileBenchmark> sides =
        List.of(
            new JournaledFileBenchmark(name + "plain" + PLAIN),
            new JournaledFileBenchmark(JournaledFile.jdbcUrl(name)));
    double[][] rates = new double[sides.size()][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      for (int side = 0; side < sides.size(); side++) {
        double rate = sides.get(side).run(group, seconds);
        if (round >= 0) {
          rates[side][round] = rate;
        }
      }
    }
    for (JournaledFileBenchmark side : sides) {
      side.connection.close();
    }
    double plain = median(rates[0]);
    double journaled = median(rates[1]);
    System.out.printf(
        "group of %3d: plain H2 %7.0f rows/s, journaled %7.0f rows/s: %3.0f %%%n",
        group, plain, journaled, 100 * journaled / plain);
  }

  private double run(int group, double seconds) throws SQLException {
    byte[] body = new byte[1024];
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long first = next;
    while (System.nanoTime() < end) {
      for (int i = 0; i < group; i++) {
        insert.setLong(1, next);
        insert.setBytes(2, body);
        insert.addBatch();
        delete.setLong(1, next - group);
        delete.addBatch();
        next++;
      }
      insert.executeBatch();
      delete.executeBatch();
      connection.commit();
      sync.execute();
    }
    return (next - first) * 1e9 / (System.nanoTime() - start);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
