package org.leasemq.cuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.LeaseMQConnectionFactory;

/** Files that are no store: the connection factory says so, and changes nothing. */
class UnreadableStoreTest {

  private static final int HEADERS = 8192;

  @TempDir Path directory;

  private Path database(String store) {
    return directory.resolve(store + ".leasemq.db");
  }

  private Path journal(String store) {
    return directory.resolve(store + ".leasemq.journal");
  }

  private LeaseMQConnectionFactory factory(String store) {
    return new LeaseMQConnectionFactory("jdbc:h2:file:" + directory.resolve(store));
  }

  private void use(String store) {
    try (JMSContext context = factory(store).createContext()) {
      context.createProducer().send(context.createQueue("q"), "x");
    }
  }

  /** The refusal names the store and why; the files are as they were. */
  private void refused(String store, String why) throws IOException {
    byte[] before = bytes(store);
    JMSException e = assertThrows(JMSException.class, () -> factory(store).createConnection());
    assertTrue(e.getMessage().contains(directory.resolve(store).toString()), e::getMessage);
    assertTrue(e.getMessage().contains(why), e::getMessage);
    assertEquals(java.util.Arrays.hashCode(before), java.util.Arrays.hashCode(bytes(store)));
  }

  private byte[] bytes(String store) throws IOException {
    return Files.isRegularFile(database(store)) ? Files.readAllBytes(database(store)) : new byte[0];
  }

  @Test
  void aDirectoryInPlaceOfTheDatabase() throws IOException {
    Files.createDirectory(database("orders"));
    refused("orders", "orders.leasemq.db");
  }

  @Test
  void aDirectoryInPlaceOfTheJournal() throws IOException {
    Files.createDirectory(journal("orders"));
    refused("orders", "orders.leasemq.journal");
  }

  @Test
  void aFileInPlaceOfTheDirectory() throws IOException {
    Files.writeString(directory.resolve("data"), "not a directory");
    refused("data/orders", "data");
  }

  @Test
  void aMissingJournal() throws IOException {
    use("orders");
    Files.delete(journal("orders"));
    refused("orders", "without its journal");
  }

  @Test
  void aMissingDatabase() throws IOException {
    use("orders");
    Files.delete(database("orders"));
    refused("orders", "without its database file");
  }

  @Test
  void aDamagedJournal() throws IOException {
    use("orders");
    try (RandomAccessFile file = new RandomAccessFile(journal("orders").toFile(), "rw")) {
      file.write(new byte[HEADERS]);
    }
    refused("orders", "damaged");
  }

  @Test
  void aJournalCutShort() throws IOException {
    use("orders");
    try (RandomAccessFile file = new RandomAccessFile(journal("orders").toFile(), "rw")) {
      file.setLength(HEADERS + 100);
    }
    refused("orders", "cut short");
  }

  @Test
  void aDamagedDatabase() throws IOException {
    use("orders");
    try (RandomAccessFile file = new RandomAccessFile(database("orders").toFile(), "rw")) {
      file.write(new byte[100]);
    }
    refused("orders", "damaged");
  }

  @Test
  void theJournalOfAnotherStore() throws IOException {
    use("orders");
    use("other");
    Files.copy(journal("other"), journal("orders"), StandardCopyOption.REPLACE_EXISTING);
    refused("orders", "different stores");
    use("other");
  }

  /** What is repaired opens: a refusal leaves nothing behind. */
  @Test
  void afterARepairItOpens() throws IOException {
    use("orders");
    Path away = directory.resolve("away");
    Files.move(journal("orders"), away);
    refused("orders", "without its journal");
    Files.move(away, journal("orders"));
    use("orders");
  }
}
