package org.leasemq.store.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that make no store are refused with the reason, and left as they are. */
class StoreDamageTest {

  private static final int BLOCK = 4096;

  @TempDir private Path directory;

  private Path database;
  private Path journal;

  @BeforeEach
  void makeStore() throws SQLException {
    database = directory.resolve("orders.leasemq.db");
    journal = directory.resolve("orders.leasemq.journal");
    make("orders");
  }

  @Test
  void aMissingJournalIsRefused() throws IOException {
    Files.delete(journal);
    assertTrue(refusal().contains("without its journal"));
    assertFalse(Files.exists(journal));
  }

  @Test
  void anEmptyJournalIsRefused() throws IOException {
    Files.write(journal, new byte[0]);
    assertTrue(refusal().contains("without its journal"));
  }

  @Test
  void aMissingDatabaseFileIsRefused() throws IOException {
    Files.delete(database);
    assertTrue(refusal().contains("without its database file"));
    assertFalse(Files.exists(database));
  }

  @Test
  void theJournalOfAnotherStoreIsRefused() throws IOException, SQLException {
    make("others");
    Files.copy(
        directory.resolve("others.leasemq.journal"),
        journal,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertTrue(refusal().contains("belong to different stores"));
  }

  @Test
  void aFileThatIsNoJournalIsRefused() throws IOException {
    byte[] bytes = new byte[100_000];
    new Random(1).nextBytes(bytes);
    Files.write(journal, bytes);
    assertTrue(refusal().contains("not a LeaseMQ journal"));
  }

  @Test
  void twoDamagedHeadersAreRefused() throws IOException {
    damage(journal, 20);
    damage(journal, BLOCK + 20);
    assertTrue(refusal().contains("Both headers"));
  }

  @Test
  void aDamagedNewestHeaderIsRefusedIfTheOlderIsTooOld() throws IOException {
    int newest = newestSlot();
    JournalHeader older = header(1 - newest);
    damage(journal, newest * BLOCK + 20);
    JournalHeader tooOld =
        new JournalHeader(
            older.storeId(),
            true,
            older.headerSequence(),
            older.generation() - 2,
            older.firstSequence(),
            older.databaseSize(),
            older.segmentBytes());
    byte[] bytes = Files.readAllBytes(journal);
    System.arraycopy(tooOld.encode(), 0, bytes, (1 - newest) * BLOCK, BLOCK);
    Files.write(journal, bytes);
    assertTrue(refusal().contains("newest header"));
  }

  @Test
  void oneDamagedHeaderIsHarmlessWhileTheOtherCanReplaceIt() throws IOException, SQLException {
    damage(journal, newestSlot() * BLOCK + 20);
    assertEquals(200, rows("orders"));
    damage(journal, (1 - newestSlot()) * BLOCK + 20);
    assertEquals(200, rows("orders"));
  }

  private int newestSlot() throws IOException {
    return header(0).headerSequence() > header(1).headerSequence() ? 0 : 1;
  }

  private JournalHeader header(int slot) throws IOException {
    byte[] bytes = Files.readAllBytes(journal);
    return JournalHeader.decode(Arrays.copyOfRange(bytes, slot * BLOCK, (slot + 1) * BLOCK));
  }

  @Test
  void aJournalThatWasCutShortIsRefused() throws IOException {
    Files.write(journal, Arrays.copyOf(Files.readAllBytes(journal), 9 * BLOCK));
    assertTrue(refusal().contains("cut short"));
  }

  @Test
  void aDamagedDatabaseFileIsRefused() throws IOException {
    damage(database, 10);
    assertTrue(refusal().contains("not a LeaseMQ database"));
  }

  @Test
  void aDatabaseFileThatCannotBeTheJournalsIsRefused() throws IOException {
    JournalHeader begun =
        new JournalHeader(java.util.UUID.randomUUID(), false, 0, 1, 1, 0, 32 << 10);
    Files.write(journal, begun.encode());
    assertTrue(refusal().contains("creation was interrupted"));
  }

  @Test
  void bothFilesGoneIsANewStore() throws IOException, SQLException {
    Files.delete(database);
    Files.delete(journal);
    make("orders");
    assertEquals(200, rows("orders"));
  }

  @Test
  void copiesOfBothFilesAreTheStore() throws IOException, SQLException {
    Files.copy(database, directory.resolve("copy.leasemq.db"));
    Files.copy(journal, directory.resolve("copy.leasemq.journal"));
    assertEquals(200, rows("copy"));
  }

  private String refusal() throws IOException {
    byte[] databaseBefore = Files.exists(database) ? Files.readAllBytes(database) : new byte[0];
    byte[] journalBefore = Files.exists(journal) ? Files.readAllBytes(journal) : new byte[0];
    SQLException thrown = assertThrows(SQLException.class, () -> rows("orders"));
    StoreFileException reason = StoreFileException.causeOf(thrown).orElseThrow();
    assertInstanceOf(StoreDamagedException.class, reason);
    assertTrue(reason.getMessage().contains("restore both from the same backup"));
    assertArrayEquals(
        databaseBefore, Files.exists(database) ? Files.readAllBytes(database) : new byte[0]);
    assertArrayEquals(
        journalBefore, Files.exists(journal) ? Files.readAllBytes(journal) : new byte[0]);
    return reason.getMessage();
  }

  private static void damage(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 0x55;
    Files.write(file, bytes);
  }

  private Connection open(String name) throws SQLException {
    return DriverManager.getConnection(
        JournaledFile.jdbcUrl(
            "jdbc:h2:" + directory + "/" + name,
            JournalSettings.DEFAULT.withSegmentBytes(32 << 10)));
  }

  private int rows(String name) throws SQLException {
    try (Connection connection = open(name);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM T")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void make(String name) throws SQLException {
    try (Connection connection = open(name);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("CREATE TABLE T(ID BIGINT PRIMARY KEY, V VARBINARY)");
      for (int i = 0; i < 200; i++) {
        statement.execute("INSERT INTO T VALUES(" + i + ", X'" + "5a".repeat(500) + "')");
        connection.commit();
        statement.execute("CHECKPOINT SYNC");
      }
    }
  }
}
