package org.leasemq.tck.spec;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnectionFactory;
import org.leasemq.LeaseMQConnectionFactory;

/** Whom the tests ask. It runs inside this JVM until the JVM ends. Thread-safe. */
interface Provider {

  /** The provider of this run. */
  static Provider current() {
    return Running.PROVIDER;
  }

  ConnectionFactory connections();

  QueueConnectionFactory queueConnections();

  TopicConnectionFactory topicConnections();

  /** A factory whose connections have this client id. */
  ConnectionFactory connectionsOf(String clientId) throws JMSException;

  /** Starts it once, when the first test asks. */
  final class Running {

    private static final Provider PROVIDER = new LeaseMQ();

    private Running() {}
  }

  /** Our own, on a store in memory. */
  final class LeaseMQ implements Provider {

    private static final String URL = "jdbc:h2:mem:specification";

    private final LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(URL);

    /** Never let go: otherwise the store would end with a test's last connection. */
    @SuppressWarnings("unused")
    private final AutoCloseable node;

    LeaseMQ() {
      try {
        node = factory.hold();
      } catch (JMSException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public ConnectionFactory connections() {
      return factory;
    }

    @Override
    public QueueConnectionFactory queueConnections() {
      return factory;
    }

    @Override
    public TopicConnectionFactory topicConnections() {
      return factory;
    }

    @Override
    public ConnectionFactory connectionsOf(String clientId) {
      LeaseMQConnectionFactory named = new LeaseMQConnectionFactory(URL);
      named.setClientId(clientId);
      return named;
    }
  }
}
