package org.leasemq.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.store.QueueStore;
import org.leasemq.store.StoreFixture;
import org.leasemq.store.Unit;
import org.leasemq.store.file.JournalSettings;

/** H2 on a file; the next life opens a copy that was made while the former one was open. */
class H2CrashedFileStoreTest extends H2StoreContract {

  /** A journal that is quick to make. */
  private static final JournalSettings SMALL = JournalSettings.DEFAULT.withSegmentBytes(256 << 10);

  @TempDir Path directory;
  private int lives;

  @Override
  protected QueueStore open(InstantSource time) {
    return JdbcStores.open(
        "jdbc:h2:file:" + life().resolve("store"), "test", StoreFixture::startsWith, time, SMALL);
  }

  private Path life() {
    return directory.resolve("life-" + lives);
  }

  @Override
  protected void leave(QueueStore left) {
    left.commit(List.of(new Unit(List.of())), List.of()).awaitDurable();
    Path from = life();
    lives++;
    try {
      Files.createDirectories(life());
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, life().resolve(file.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    left.close();
  }
}
