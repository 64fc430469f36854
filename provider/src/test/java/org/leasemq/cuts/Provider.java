package org.leasemq.cuts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.leasemq.engine.Node;
import org.leasemq.engine.NodeConfiguration;
import org.leasemq.jms.ConnectionSettings;
import org.leasemq.jms.Domain;
import org.leasemq.jms.LeaseMQConnection;
import org.leasemq.jms.LeaseMQXAConnection;
import org.leasemq.jms.NodeHold;
import org.leasemq.jms.Selectors;
import org.leasemq.jms.SharedNode;
import org.leasemq.jms.message.ObjectMessagePolicy;
import org.leasemq.queue.BackOff;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.RedeliveryPolicy;
import org.leasemq.store.QueueStore;
import org.leasemq.store.file.JournalSettings;
import org.leasemq.store.file.sim.PowerCutDisk;
import org.leasemq.store.jdbc.JdbcStores;
import org.leasemq.store.jdbc.StoreChecks;

/**
 * One life of the provider on a simulated disk, as a connection factory would start it but with a
 * small journal.
 *
 * <p>Thread use: any number of threads.
 */
final class Provider implements AutoCloseable {

  static final int MAX_RECEIVE_COUNT = 3;

  /** Where messages come in, where they are forwarded to, and where they go in the end. */
  static final String WORK = "work";

  static final String ORDERS = "orders.fifo";
  static final String DONE = "done";
  static final String DONE_FIFO = "done.fifo";
  static final String DEAD = "DLQ";
  static final String DEAD_FIFO = "DLQ.fifo";
  static final List<String> QUEUES = List.of(WORK, ORDERS, DONE, DONE_FIFO, DEAD, DEAD_FIFO);

  private static final BackOff SHORT =
      new BackOff(1, Duration.ofMillis(1), 2, Duration.ofMillis(4));
  private static final String NODE = "orders";

  private final SharedNode shared;

  private Provider(SharedNode shared) {
    this.shared = shared;
  }

  /** Opens the disk's store, checks it, and starts a node on it. */
  static Provider start(PowerCutDisk disk, int segmentBytes) {
    return start(open(disk, segmentBytes));
  }

  /** Opens the disk's store. */
  static QueueStore open(PowerCutDisk disk, int segmentBytes) {
    JournalSettings journal = JournalSettings.DEFAULT.withSegmentBytes(segmentBytes);
    return JdbcStores.open(
        disk.url("orders"), NODE, Selectors::compiled, InstantSource.system(), journal);
  }

  /** Checks a store and starts a node on it, which closes it in the end. */
  static Provider start(QueueStore store) {
    try {
      assertEquals(List.of(), StoreChecks.findings(store));
    } catch (RuntimeException | AssertionError e) {
      store.close();
      throw e;
    }
    SharedNode shared = new SharedNode(Node.start(NodeConfiguration.named(NODE), store));
    try {
      QUEUES.forEach(name -> declare(shared.node(), new QueueName(name)));
      return new Provider(shared);
    } catch (RuntimeException e) {
      shared.close();
      throw e;
    }
  }

  private static void declare(Node node, QueueName name) {
    QueueSettings by = QueueSettings.defaults(name);
    RedeliveryPolicy policy =
        new RedeliveryPolicy(MAX_RECEIVE_COUNT, SHORT, by.redelivery().deadLetterQueue());
    var unused =
        node.declare(
            name,
            new QueueSettings(
                by.visibilityTimeout(),
                by.leaseExtension(),
                by.maxLease(),
                policy,
                by.deduplicationWindow(),
                by.contentBasedDeduplication(),
                by.delay(),
                by.maxMessageSize(),
                by.defaultGroup(),
                by.expiryQueue()));
  }

  Node node() {
    return shared.node();
  }

  Connection connect() throws JMSException {
    return new LeaseMQConnection(hold(), settings());
  }

  XAConnection connectXa() throws JMSException {
    return new LeaseMQXAConnection(hold(), settings());
  }

  private NodeHold hold() {
    return new NodeHold(shared, this::hold, () -> {});
  }

  private static ConnectionSettings settings() {
    return new ConnectionSettings(null, new ObjectMessagePolicy(List.of()), Domain.COMMON);
  }

  @Override
  public void close() {
    shared.close();
  }
}
