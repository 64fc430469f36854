package org.leasemq.samples.orders.demo;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.transaction.xa.XAException;

/**
 * What the killed server was in the middle of, read from a copy of its data before it starts again.
 * Immutable.
 *
 * @param tableBranches prepared XA branches of the application's database
 * @param queueBranches prepared XA branches of LeaseMQ
 * @param leases orders that were delivered and neither processed nor refused
 */
record Wreck(int tableBranches, int queueBranches, int leases) {

  /**
   * Reads the remains. The originals are not opened: only the server itself recovers them.
   *
   * @param home where WildFly is
   * @param data the killed server's data directory
   * @param copy where to copy it; must not exist yet, and is gone afterwards
   */
  static Wreck examine(Path home, Path data, Path copy) throws IOException {
    Directories.copy(data.resolve("orders"), copy.resolve("orders"));
    Directories.copy(data.resolve("leasemq"), copy.resolve("leasemq"));
    try (OrderDatabase database = new OrderDatabase(home, copy);
        OrderQueues queues = new OrderQueues(copy)) {
      int queueBranches = queues.branchesInDoubt();
      // A branch holds on to the lease of its order, which a browser does not show then.
      int leases = queues.startedDeliveries() + queueBranches;
      return new Wreck(database.branchesInDoubt(), queueBranches, leases);
    } catch (SQLException | JMSException | XAException e) {
      throw new DemoFailure("The data of the killed server cannot be read", e);
    } finally {
      Directories.delete(copy);
    }
  }
}
