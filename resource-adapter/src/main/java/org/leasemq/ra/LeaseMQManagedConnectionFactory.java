package org.leasemq.ra;

import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.io.PrintWriter;
import java.io.Serial;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.ra.outbound.ConnectionFactoryHandle;
import org.leasemq.ra.outbound.ConnectionRequest;
import org.leasemq.ra.outbound.Failures;
import org.leasemq.ra.outbound.LeaseMQManagedConnection;
import org.leasemq.ra.outbound.StandaloneConnectionManager;

/**
 * Makes and matches managed connections (Connectors 2.1, 6.5.3) to the adapter's store. Equal by
 * configuration.
 *
 * <p>Threads: properties are set first; all else is safe.
 */
public final class LeaseMQManagedConnectionFactory
    implements ManagedConnectionFactory,
        ResourceAdapterAssociation,
        ValidatingManagedConnectionFactory {

  @Serial private static final long serialVersionUID = 1L;

  private @Nullable String userName;
  private @Nullable String password;
  private @Nullable String clientId;
  private @Nullable LeaseMQResourceAdapter adapter;
  private transient @Nullable PrintWriter logWriter;

  /** A factory that needs an adapter, and nothing else. */
  public LeaseMQManagedConnectionFactory() {}

  @Override
  public Object createConnectionFactory(ConnectionManager manager) {
    return new ConnectionFactoryHandle(this, manager);
  }

  @Override
  public Object createConnectionFactory() {
    return new ConnectionFactoryHandle(this, new StandaloneConnectionManager());
  }

  @Override
  public ManagedConnection createManagedConnection(
      @Nullable Subject subject, @Nullable ConnectionRequestInfo request) throws ResourceException {
    ConnectionRequest identity = identity(subject, request);
    try {
      return new LeaseMQManagedConnection(
          connections().createXAConnection(identity.userName(), identity.password()), identity);
    } catch (JMSException e) {
      throw Failures.toResource(e);
    }
  }

  /** A connection factory of the provider's with this configuration. */
  LeaseMQConnectionFactory connections() throws IllegalStateException {
    LeaseMQConnectionFactory connections = associated().connectionFactory();
    connections.setClientId(clientId);
    if (userName != null) {
      connections.setUserName(userName);
      connections.setPassword(password);
    }
    return connections;
  }

  @Override
  @SuppressWarnings("rawtypes") // As the specification has it.
  public @Nullable ManagedConnection matchManagedConnections(
      Set candidates, @Nullable Subject subject, @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    ConnectionRequest identity = identity(subject, request);
    for (Object candidate : candidates) {
      if (candidate instanceof LeaseMQManagedConnection managed && managed.isFor(identity)) {
        return managed;
      }
    }
    return null;
  }

  @Override
  @SuppressWarnings("rawtypes") // As the specification has it.
  public Set<Object> getInvalidConnections(Set candidates) {
    Set<?> all = candidates;
    return all.stream()
        .filter(candidate -> !(candidate instanceof LeaseMQManagedConnection m && m.isValid()))
        .collect(Collectors.toSet());
  }

  /** The container's credentials come first, then the application's, then the configured ones. */
  private ConnectionRequest identity(
      @Nullable Subject subject, @Nullable ConnectionRequestInfo request) throws ResourceException {
    if (subject != null) {
      for (PasswordCredential credential :
          subject.getPrivateCredentials(PasswordCredential.class)) {
        if (equals(credential.getManagedConnectionFactory())) {
          return new ConnectionRequest(
              credential.getUserName(), String.valueOf(credential.getPassword()));
        }
      }
    }
    if (request instanceof ConnectionRequest asked && asked.userName() != null) {
      return asked;
    }
    return userName == null
        ? new ConnectionRequest(associated().getUserName(), associated().getPassword())
        : new ConnectionRequest(userName, password);
  }

  private LeaseMQResourceAdapter associated() throws IllegalStateException {
    if (adapter == null) {
      throw new IllegalStateException(
          "The connection factory has no resource adapter: set it first");
    }
    return adapter;
  }

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter resourceAdapter) throws ResourceException {
    if (!(resourceAdapter instanceof LeaseMQResourceAdapter known)) {
      throw new ResourceException(resourceAdapter + " is not LeaseMQ's resource adapter");
    }
    adapter = known;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** As whom to connect; null: as the adapter says. */
  public @Nullable String getUserName() {
    return userName;
  }

  /** Sets {@link #getUserName}. */
  public void setUserName(@Nullable String userName) {
    this.userName = userName;
  }

  /** The same as {@link #getUserName}, as {@code @JMSConnectionFactoryDefinition} names it. */
  public @Nullable String getUser() {
    return userName;
  }

  /** Sets {@link #getUserName}. */
  public void setUser(@Nullable String user) {
    this.userName = user;
  }

  /** The user's password. */
  public @Nullable String getPassword() {
    return password;
  }

  /** Sets {@link #getPassword}. */
  public void setPassword(@Nullable String password) {
    this.password = password;
  }

  /** The client id of the connections (Jakarta Messaging 3.1, 6.1.2); null: none. */
  public @Nullable String getClientId() {
    return clientId;
  }

  /** Sets {@link #getClientId}. */
  public void setClientId(@Nullable String clientId) {
    this.clientId = clientId;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LeaseMQManagedConnectionFactory that
        && Objects.equals(userName, that.userName)
        && Objects.equals(password, that.password)
        && Objects.equals(clientId, that.clientId)
        && Objects.equals(adapter, that.adapter);
  }

  @Override
  public int hashCode() {
    return Objects.hash(userName, clientId);
  }
}
