package org.leasemq.store.jdbc;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.store.QueueStore;
import org.leasemq.store.StoreFixture;
import org.leasemq.store.file.JournalSettings;

/** H2 on a file, closed in good order. */
class H2FileStoreTest extends H2StoreContract {

  /** A journal that is quick to make. */
  private static final JournalSettings SMALL = JournalSettings.DEFAULT.withSegmentBytes(256 << 10);

  @TempDir Path directory;

  @Override
  protected QueueStore open(InstantSource time) {
    return JdbcStores.open(
        "jdbc:h2:file:" + directory.resolve("store"),
        "test",
        StoreFixture::startsWith,
        time,
        SMALL);
  }

  @Override
  protected void leave(QueueStore left) {
    left.close();
  }
}
