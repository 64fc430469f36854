package org.leasemq.cdi;

import jakarta.jms.JMSContext;
import org.jspecify.annotations.Nullable;

/** Where there may be a Jakarta transaction. Thread-safe. */
interface TransactionScope {

  /** The context of the caller's transaction for this user; null: there is no transaction. */
  @Nullable JMSContext find(ContextRequest.User user);
}
