package org.leasemq.ra.outbound;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.resource.Referenceable;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.io.Serial;
import java.io.Serializable;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The connection factory that applications look up in a container (Connectors 2.1, 6.5.1).
 * Thread-safe.
 */
public final class ConnectionFactoryHandle
    implements ConnectionFactory,
        QueueConnectionFactory,
        TopicConnectionFactory,
        Serializable,
        Referenceable {

  @Serial private static final long serialVersionUID = 1L;

  private final ManagedConnectionFactory factory;
  private final ConnectionManager manager;
  private @Nullable Reference reference;

  /** Asks this manager for the connections of this factory. */
  public ConnectionFactoryHandle(ManagedConnectionFactory factory, ConnectionManager manager) {
    this.factory = factory;
    this.manager = manager;
  }

  /** The factory behind it. */
  public ManagedConnectionFactory managedConnectionFactory() {
    return factory;
  }

  private ConnectionHandle open(ConnectionRequest request, Domain domain) throws JMSException {
    return new Origin(manager, factory, request, domain).open();
  }

  @Override
  public Connection createConnection() throws JMSException {
    return open(ConnectionRequest.CONFIGURED, Domain.BOTH);
  }

  @Override
  public Connection createConnection(@Nullable String userName, @Nullable String password)
      throws JMSException {
    return open(new ConnectionRequest(userName, password), Domain.BOTH);
  }

  @Override
  public QueueConnection createQueueConnection() throws JMSException {
    return open(ConnectionRequest.CONFIGURED, Domain.QUEUES);
  }

  @Override
  public QueueConnection createQueueConnection(@Nullable String userName, @Nullable String password)
      throws JMSException {
    return open(new ConnectionRequest(userName, password), Domain.QUEUES);
  }

  @Override
  public TopicConnection createTopicConnection() throws JMSException {
    return open(ConnectionRequest.CONFIGURED, Domain.TOPICS);
  }

  @Override
  public TopicConnection createTopicConnection(@Nullable String userName, @Nullable String password)
      throws JMSException {
    return open(new ConnectionRequest(userName, password), Domain.TOPICS);
  }

  @Override
  public JMSContext createContext() {
    return context(ConnectionRequest.CONFIGURED, JMSContext.AUTO_ACKNOWLEDGE);
  }

  @Override
  public JMSContext createContext(@Nullable String userName, @Nullable String password) {
    return context(new ConnectionRequest(userName, password), JMSContext.AUTO_ACKNOWLEDGE);
  }

  @Override
  public JMSContext createContext(
      @Nullable String userName, @Nullable String password, int sessionMode) {
    return context(new ConnectionRequest(userName, password), sessionMode);
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    return context(ConnectionRequest.CONFIGURED, sessionMode);
  }

  private JMSContext context(ConnectionRequest request, int sessionMode) {
    return AdapterHandles.INSTANCE.context(() -> open(request, Domain.BOTH), sessionMode);
  }

  @Override
  public void setReference(@Nullable Reference newReference) {
    reference = newReference;
  }

  @Override
  public @Nullable Reference getReference() {
    return reference;
  }
}
