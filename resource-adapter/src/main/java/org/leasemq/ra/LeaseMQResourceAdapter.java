package org.leasemq.ra;

import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leasemq.LeaseMQConnectionFactory;

/**
 * The resource adapter (Connectors 2.1, 5.3): which store it uses and as whom. From start to stop
 * it keeps the store's node open, so that recovery and the background services run. Equal by
 * configuration.
 *
 * <p>Threads: properties are set before the start; all else is safe.
 */
public final class LeaseMQResourceAdapter implements ResourceAdapter, Serializable {

  @Serial private static final long serialVersionUID = 1L;
  private static final String DEFAULT_NODE_NAME = "leasemq";

  private @Nullable String url;
  private @Nullable String nodeName;
  private @Nullable String userName;
  private @Nullable String password;
  private @Nullable Boolean autoCreate;
  private @Nullable String authenticator;
  private @Nullable String objectMessageAllowList;
  private transient volatile @Nullable Running running;

  /** An adapter that uses a store among the server's data. */
  public LeaseMQResourceAdapter() {}

  /**
   * Opens the store.
   *
   * @throws ResourceAdapterInternalException if that fails; the message says why and what to do
   */
  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    try {
      running = Running.start(connectionFactory(), context);
    } catch (JMSException | RuntimeException e) {
      throw new ResourceAdapterInternalException(
          "LeaseMQ cannot start on " + getUrl() + ": " + e.getMessage(), e);
    }
  }

  /** Ends the activations that are left and closes the store, in bounded time. Idempotent. */
  @Override
  public void stop() {
    Running last = running;
    running = null;
    if (last != null) {
      last.stop();
    }
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    if (!(spec instanceof LeaseMQActivationSpec known)) {
      throw new ResourceException(spec + " is no activation specification of LeaseMQ");
    }
    running().activate(factory, known);
  }

  /** Waits for the deliveries that run, in bounded time. */
  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    Running current = running;
    if (current != null) {
      current.deactivate(factory, spec);
    }
  }

  /** One resource stands for the whole store, and so for every activation. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) throws ResourceException {
    return new XAResource[] {running().recoveryResource()};
  }

  private Running running() throws ResourceException {
    Running current = running;
    if (current == null) {
      throw new ResourceException("The LeaseMQ adapter is not started");
    }
    return current;
  }

  /**
   * A connection factory of the provider's with this configuration.
   *
   * @throws IllegalArgumentException if the configuration is wrong; the message names the property
   */
  LeaseMQConnectionFactory connectionFactory() {
    LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory();
    factory.setUrl(getUrl());
    factory.setNodeName(getNodeName());
    factory.setUserName(userName);
    factory.setPassword(password);
    factory.setAutoCreate(getAutoCreate());
    factory.setAuthenticator(authenticator);
    if (objectMessageAllowList != null) {
      factory.setObjectMessageAllowList(objectMessageAllowList);
    }
    return factory;
  }

  /** The JDBC URL of the store; where none is set, a file among the server's data. */
  public String getUrl() {
    return url == null ? ServerDefaults.ofThisServer().url() : url;
  }

  /** Sets {@link #getUrl}. */
  public void setUrl(@Nullable String url) {
    this.url = url;
  }

  /**
   * The node's name, under which it recovers its transactions; {@code leasemq} where nothing is
   * set. It must stay the same from start to start, so it is not taken from the server: a
   * container's is often its random host name. Servers that share a store each need a name of their
   * own.
   */
  public String getNodeName() {
    return nodeName == null ? DEFAULT_NODE_NAME : nodeName;
  }

  /** Sets {@link #getNodeName}. */
  public void setNodeName(@Nullable String nodeName) {
    this.nodeName = nodeName;
  }

  /** As whom to connect where nobody says; null: anonymously. */
  public @Nullable String getUserName() {
    return userName;
  }

  /** Sets {@link #getUserName}. */
  public void setUserName(@Nullable String userName) {
    this.userName = userName;
  }

  /** The user's password. */
  public @Nullable String getPassword() {
    return password;
  }

  /** Sets {@link #getPassword}. */
  public void setPassword(@Nullable String password) {
    this.password = password;
  }

  /** Whether a queue that nobody has made is made on first use; true where nothing is set. */
  public Boolean getAutoCreate() {
    return autoCreate == null || autoCreate;
  }

  /** Sets {@link #getAutoCreate}. */
  public void setAutoCreate(@Nullable Boolean autoCreate) {
    this.autoCreate = autoCreate;
  }

  /** The class of LeaseMQAuthenticator that says who may connect; null: the store's users. */
  public @Nullable String getAuthenticator() {
    return authenticator;
  }

  /** Sets {@link #getAuthenticator}. */
  public void setAuthenticator(@Nullable String authenticator) {
    this.authenticator = authenticator;
  }

  /**
   * Which classes a received ObjectMessage may hold besides the JDK's value types, separated by
   * commas: {@code com.acme.Order}, {@code com.acme.*}, {@code com.acme.**} or {@code *}.
   */
  public @Nullable String getObjectMessageAllowList() {
    return objectMessageAllowList;
  }

  /** Sets {@link #getObjectMessageAllowList}. */
  public void setObjectMessageAllowList(@Nullable String objectMessageAllowList) {
    this.objectMessageAllowList = objectMessageAllowList;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LeaseMQResourceAdapter that
        && getUrl().equals(that.getUrl())
        && getNodeName().equals(that.getNodeName())
        && Objects.equals(userName, that.userName)
        && Objects.equals(password, that.password)
        && getAutoCreate().equals(that.getAutoCreate())
        && Objects.equals(authenticator, that.authenticator)
        && Objects.equals(objectMessageAllowList, that.objectMessageAllowList);
  }

  @Override
  public int hashCode() {
    return Objects.hash(getUrl(), getNodeName(), userName);
  }

  @Override
  public String toString() {
    return "LeaseMQ adapter on " + getUrl();
  }
}
