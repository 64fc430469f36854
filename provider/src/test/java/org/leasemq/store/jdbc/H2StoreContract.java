package org.leasemq.store.jdbc;

import java.util.List;
import org.leasemq.store.QueueStore;
import org.leasemq.store.QueueStoreContract;

/** The contract on H2; after each test and each reopen the store must agree with itself. */
abstract class H2StoreContract extends QueueStoreContract {

  @Override
  protected List<String> findings(QueueStore checked) {
    return ((JdbcStore) checked).verify();
  }
}
