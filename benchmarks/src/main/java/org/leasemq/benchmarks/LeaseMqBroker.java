package org.leasemq.benchmarks;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.leasemq.LeaseMQConnectionFactory;

/** LeaseMQ in this JVM, on a journaled file, with its defaults. For one thread. */
final class LeaseMqBroker implements Broker {

  private final LeaseMQConnectionFactory connectionFactory;
  private final AutoCloseable hold;

  private LeaseMqBroker(Path directory) throws Exception {
    connectionFactory =
        new LeaseMQConnectionFactory("jdbc:h2:file:" + directory.toAbsolutePath().resolve("store"));
    hold = connectionFactory.hold();
  }

  static Broker start(Path directory) throws Exception {
    return new LeaseMqBroker(directory);
  }

  @Override
  public ConnectionFactory connectionFactory() {
    return connectionFactory;
  }

  @Override
  public void close() {
    try {
      hold.close();
    } catch (Exception e) {
      throw new IllegalStateException("LeaseMQ does not stop", e);
    }
  }
}
