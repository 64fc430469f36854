package org.leasemq.store.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's URL becomes, and what H2 can do on the default disk. */
class JournaledFileTest {

  private static final JournalSettings SMALL = JournalSettings.DEFAULT.withSegmentBytes(32 << 10);

  @TempDir private Path directory;

  private Connection open(String name) throws SQLException {
    return DriverManager.getConnection(
        JournaledFile.jdbcUrl("jdbc:h2:file:" + directory + "/" + name, SMALL));
  }

  @Test
  void theFilesHaveTheirOwnNamesAndThereAreNoOthers() throws IOException, SQLException {
    try (Connection connection = open("new/sub/orders");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE T(ID INT)");
      assertThrows(SQLException.class, () -> statement.execute("SELECT * FROM MISSING"));
    }
    assertEquals(
        Set.of("orders.leasemq.db", "orders.leasemq.journal"), names(directory.resolve("new/sub")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql:orders",
        "jdbc:h2:mem:orders",
        "jdbc:h2:tcp://localhost/orders",
        "jdbc:h2:",
        "jdbc:h2:./orders;FILE_LOCK=FS",
        "jdbc:h2:./orders;WRITE_DELAY=500",
        "jdbc:h2:./orders;CIPHER=AES",
        "jdbc:h2:./orders;NO_SUCH_SETTING=1"
      })
  void aUrlThatCannotBeJournaledIsRefused(String url) {
    assertThrows(IllegalArgumentException.class, () -> JournaledFile.jdbcUrl(url));
  }

  @Test
  void aUrlKeepsItsPathAndItsHarmlessSettings() {
    String url = JournaledFile.jdbcUrl("jdbc:h2:~/orders;user=sa;CACHE_SIZE=1000;IFEXISTS=TRUE");
    assertTrue(url.startsWith("jdbc:h2:leasemq:segment=16777216,"), url);
    assertTrue(url.contains(":~/orders;user=sa;CACHE_SIZE=1000;IFEXISTS=TRUE;FILE_LOCK=NO"), url);
  }

  @Test
  void theHomeDirectoryIsExpanded() {
    FilePath path = FilePath.get("leasemq:~/orders.mv.db");
    assertEquals(
        "leasemq:" + System.getProperty("user.home") + "/orders.mv.db",
        path.toRealPath().toString());
  }

  @Test
  void aMissingStoreIsNotCreatedIfItMustExist() throws IOException {
    String url = "jdbc:h2:file:" + directory + "/orders;IFEXISTS=TRUE";
    SQLException thrown =
        assertThrows(
            SQLException.class,
            () -> DriverManager.getConnection(JournaledFile.jdbcUrl(url)).close());
    assertEquals(90146, thrown.getErrorCode());
    assertEquals(Set.of(), names(directory));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4096, (32 << 10) + 1, -1})
  void aSegmentLengthOutOfRangeIsRefused(int bytes) {
    assertThrows(
        IllegalArgumentException.class, () -> JournalSettings.DEFAULT.withSegmentBytes(bytes));
  }

  @Test
  void aNodeNameWithOtherCharactersIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> JournalSettings.DEFAULT.withNodeName("a,b:c"));
  }

  @Test
  void largeValuesAndResultsNeedNoFilesBesideTheStore() throws IOException, SQLException {
    byte[] large = new byte[9_000_000];
    new Random(1).nextBytes(large);
    try (Connection connection = open("orders");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE T(ID INT PRIMARY KEY, B BLOB)");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES(1, ?)")) {
        insert.setBinaryStream(1, new ByteArrayInputStream(large));
        insert.execute();
      }
      statement.execute("SET MAX_MEMORY_ROWS 100");
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT X, REPEAT('x', 1000) FROM SYSTEM_RANGE(1, 5000) ORDER BY X DESC")) {
        int count = 0;
        while (rows.next()) {
          count++;
        }
        assertEquals(5000, count);
      }
      statement.execute("CHECKPOINT SYNC");
      assertEquals(Set.of("orders.leasemq.db", "orders.leasemq.journal"), names(directory));
    }
    try (Connection connection = open("orders");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT B FROM T")) {
      rows.next();
      assertArrayEquals(large, rows.getBytes(1));
    }
  }

  @Test
  void spaceIsGivenBackWhenMostIsDeleted() throws IOException, SQLException {
    Path file = directory.resolve("orders.leasemq.db");
    try (Connection connection = open("orders");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE T(ID INT PRIMARY KEY, V VARBINARY)");
      for (int i = 0; i < 100; i++) {
        statement.execute(
            "INSERT INTO T SELECT 100 * "
                + i
                + " + X, RANDOM_UUID() || REPEAT('ab', 500) FROM SYSTEM_RANGE(1, 100)");
        statement.execute("CHECKPOINT SYNC");
      }
      long full = Files.size(file);
      assertTrue(full > 10_000_000, () -> "only " + full);
      statement.execute("DELETE FROM T");
      for (int i = 0; i < 30; i++) {
        statement.execute("INSERT INTO T VALUES(" + i + ", X'00')");
        statement.execute("CHECKPOINT SYNC");
      }
      assertTrue(Files.size(file) < full / 4, () -> "still " + file.toFile().length());
    }
  }

  @Test
  void aFullCompactionIsRefusedAndHarmless() throws SQLException {
    try (Connection connection = open("orders");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE T(ID INT)");
      statement.execute("INSERT INTO T VALUES(7)");
      statement.execute("SHUTDOWN COMPACT");
    } catch (SQLException e) {
      assertTrue(e.getMessage().length() > 0);
    }
    assertEquals(7, onlyValue());
  }

  @Test
  void aBackupByH2IsAnOrdinaryDatabase() throws IOException, SQLException {
    Path zip = directory.resolve("backup.zip");
    try (Connection connection = open("orders");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE T(ID INT)");
      statement.execute("INSERT INTO T VALUES(7)");
      statement.execute("BACKUP TO '" + zip + "'");
    }
    org.h2.tools.Restore.execute(zip.toString(), directory.toString(), "orders");
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + directory + "/orders");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT ID FROM T")) {
      rows.next();
      assertEquals(7, rows.getInt(1));
    }
  }

  @Test
  void anInterruptedThreadClosesNothing() throws SQLException {
    try {
      Thread.currentThread().interrupt();
      try (Connection connection = open("orders");
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("CREATE TABLE T(ID INT PRIMARY KEY, V VARBINARY)");
        for (int i = 0; i < 100; i++) {
          statement.execute("INSERT INTO T VALUES(" + i + ", X'" + "ab".repeat(2000) + "')");
          connection.commit();
          statement.execute("CHECKPOINT SYNC");
          assertTrue(Thread.currentThread().isInterrupted());
        }
      }
      try (Connection connection = open("orders");
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT COUNT(*), SUM(LENGTH(V)) FROM T")) {
        rows.next();
        assertEquals(100, rows.getInt(1));
        assertEquals(200_000, rows.getInt(2));
        assertTrue(Thread.currentThread().isInterrupted());
      }
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void readersSeeWholeRowsWhileTheJournalTurnsOver() throws Exception {
    String url =
        JournaledFile.jdbcUrl("jdbc:h2:file:" + directory + "/orders;CACHE_SIZE=256", SMALL);
    AtomicBoolean stop = new AtomicBoolean();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE T(ID INT PRIMARY KEY, V VARBINARY)");
      statement.execute(
          "INSERT INTO T SELECT X, REPEAT(CHAR(65 + MOD(X, 26)), 3000) FROM SYSTEM_RANGE(0, 1999)");
      statement.execute("CHECKPOINT SYNC");
      List<CompletableFuture<Integer>> readers =
          Stream.of(1, 2).map(i -> CompletableFuture.supplyAsync(() -> read(url, stop))).toList();
      Random random = new Random(5);
      for (int i = 0; i < 1500; i++) {
        int id = random.nextInt(2000);
        statement.execute("DELETE FROM T WHERE ID = " + id);
        statement.execute(
            "INSERT INTO T VALUES(" + id + ", REPEAT(CHAR(65 + MOD(" + id + ", 26)), 3000))");
        statement.execute("CHECKPOINT SYNC");
      }
      stop.set(true);
      for (CompletableFuture<Integer> reader : readers) {
        assertTrue(reader.join() > 100);
      }
    }
  }

  private static int read(String url, AtomicBoolean stop) {
    Random random = new Random();
    int count = 0;
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement select =
            connection.prepareStatement("SELECT V FROM T WHERE ID BETWEEN ? AND ? + 9")) {
      while (!stop.get()) {
        int id = random.nextInt(2000);
        select.setInt(1, id);
        select.setInt(2, id);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            byte[] value = rows.getBytes(1);
            byte[] expected = new byte[3000];
            Arrays.fill(expected, value[0]);
            assertArrayEquals(expected, value);
            count++;
          }
        }
      }
      return count;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private int onlyValue() throws SQLException {
    try (Connection connection = open("orders");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT ID FROM T")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Set<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }
}
