package org.leasemq.store.jdbc;

import java.time.InstantSource;
import java.util.UUID;
import org.leasemq.store.QueueStore;
import org.leasemq.store.StoreFixture;

/** H2 in memory, closed in good order. */
class H2MemoryStoreTest extends H2StoreContract {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

  @Override
  protected QueueStore open(InstantSource time) {
    return JdbcStores.open(url, "test", StoreFixture::startsWith, time);
  }

  @Override
  protected void leave(QueueStore left) {
    left.close();
  }
}
