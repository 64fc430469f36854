package org.leasemq.store.jdbc;

import java.util.List;
import java.util.Map;
import org.leasemq.queue.Delivery;
import org.leasemq.store.Batch;
import org.leasemq.store.Outcome;
import org.leasemq.store.Reader;

/** A group that is on the disk when it is made. Immutable. */
record CommittedBatch(List<Outcome> outcomes, Map<Reader, List<Delivery>> handedOver)
    implements Batch {
  @Override
  public void awaitDurable() {
    // The commit has waited.
  }
}
