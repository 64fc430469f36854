package org.leasemq.store.jdbc;

import java.util.List;
import org.leasemq.store.QueueStore;

/** What tests of other packages ask a store for. Stateless. */
public final class StoreChecks {

  private StoreChecks() {}

  /** What is wrong in a store that nothing else uses now; empty if nothing is. */
  public static List<String> findings(QueueStore store) {
    return ((JdbcStore) store).verify();
  }
}
