package org.leasemq.tck.spec;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnectionFactory;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueueConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQTopicConnectionFactory;

/**
 * ActiveMQ Artemis inside this JVM, for a second opinion on what the specification says.
 * Thread-safe.
 */
final class ArtemisProvider implements Provider {

  private static final String URL = "vm://77";

  private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

  ArtemisProvider() {
    try {
      server
          .setConfiguration(
              new ConfigurationImpl()
                  .setPersistenceEnabled(false)
                  .setSecurityEnabled(false)
                  .setJMXManagementEnabled(false)
                  .addAddressSetting("#", new AddressSettings())
                  .addAcceptorConfiguration("in-vm", URL))
          .start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ConnectionFactory connections() {
    return new ActiveMQJMSConnectionFactory(URL);
  }

  @Override
  public QueueConnectionFactory queueConnections() {
    return new ActiveMQQueueConnectionFactory(URL);
  }

  @Override
  public TopicConnectionFactory topicConnections() {
    return new ActiveMQTopicConnectionFactory(URL);
  }

  @Override
  public ConnectionFactory connectionsOf(String clientId) throws JMSException {
    ActiveMQConnectionFactory named = new ActiveMQJMSConnectionFactory(URL);
    named.setClientID(clientId);
    return named;
  }
}
