package org.leasemq.benchmarks;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Artemis in this JVM: in-VM connector, NIO journal, each durable send and acknowledge synced, a
 * send blocks until it is on disk. For one thread.
 */
final class ArtemisBroker implements Broker {

  private static final int TUNED_BUFFER_TIMEOUT_NANOS = 100_000;
  private static final AtomicInteger SERVER_IDS = new AtomicInteger();

  private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
  private final ActiveMQConnectionFactory connectionFactory;

  private ArtemisBroker(Path directory, Configuration configuration) throws Exception {
    String url = "vm://" + SERVER_IDS.getAndIncrement();
    configuration
        .setJournalType(JournalType.NIO)
        .setJournalSyncTransactional(true)
        .setJournalSyncNonTransactional(true)
        .setJournalDatasync(true)
        .setPersistenceEnabled(true)
        .setJournalDirectory(directory.resolve("journal").toString())
        .setBindingsDirectory(directory.resolve("bindings").toString())
        .setPagingDirectory(directory.resolve("paging").toString())
        .setLargeMessagesDirectory(directory.resolve("large").toString())
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .addAddressSetting("#", addressSettings())
        .addAcceptorConfiguration("in-vm", url);
    server.setConfiguration(configuration).start();
    connectionFactory = new ActiveMQConnectionFactory(url);
    connectionFactory.setBlockOnDurableSend(true);
  }

  /** Artemis with the journal settings it has by itself. */
  static Broker withDefaults(Path directory) throws Exception {
    return new ArtemisBroker(directory, new ConfigurationImpl());
  }

  /**
   * Artemis with the flush timer of its journal set for a fast disk: by default a lone sender waits
   * up to 3.3 ms for company.
   */
  static Broker tuned(Path directory) throws Exception {
    return new ArtemisBroker(
        directory, new ConfigurationImpl().setJournalBufferTimeout_NIO(TUNED_BUFFER_TIMEOUT_NANOS));
  }

  private static AddressSettings addressSettings() {
    return new AddressSettings()
        // A queue without consumers between two rounds is not to be deleted and made anew.
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false)
        // As in the broker.xml that Artemis generates; it warns if they are missing.
        .setDeadLetterAddress(SimpleString.of("DLQ"))
        .setExpiryAddress(SimpleString.of("ExpiryQueue"));
  }

  @Override
  public ConnectionFactory connectionFactory() {
    return connectionFactory;
  }

  @Override
  public void close() {
    connectionFactory.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Artemis does not stop", e);
    }
  }
}
