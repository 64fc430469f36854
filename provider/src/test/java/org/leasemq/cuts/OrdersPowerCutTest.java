package org.leasemq.cuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The order demo's operations under power cuts: a file of orders is sent in transactions with
 * deduplication ids, each order is received, written into a table and confirmed in one XA
 * transaction, what is refused three times is a dead letter. More files: {@code
 * -Dleasemq.jms.powercuts.orders=500}, from {@code -Dleasemq.jms.powercuts.seed=...}.
 */
class OrdersPowerCutTest {

  private static final Logger LOG = Logger.getLogger("org.leasemq");

  @Test
  void everyOrderIsProcessedOnceAndInOrder() throws Exception {
    int files = Integer.getInteger("leasemq.jms.powercuts.orders", 25);
    long first = Long.getLong("leasemq.jms.powercuts.seed", System.nanoTime());
    LOG.setLevel(Level.OFF);
    int cuts = 0;
    try {
      for (long seed = first; seed < first + files; seed++) {
        OrderFile orders = new OrderFile(seed);
        cuts += orders.process();
        assertEquals(
            java.util.List.of(),
            orders.problems(),
            "With -Dleasemq.jms.powercuts.orders=1 -Dleasemq.jms.powercuts.seed=" + seed);
      }
    } finally {
      LOG.setLevel(null);
      System.out.println("Order files: " + files + ", power cuts: " + cuts + ", seed " + first);
    }
    assertTrue(cuts > files, "hardly a cut: " + cuts);
  }
}
