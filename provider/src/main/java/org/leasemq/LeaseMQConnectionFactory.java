package org.leasemq;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueConnectionFactory;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicConnectionFactory;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.NodeConfiguration;
import org.leasemq.jms.ConnectionSettings;
import org.leasemq.jms.Domain;
import org.leasemq.jms.LeaseMQConnection;
import org.leasemq.jms.LeaseMQContext;
import org.leasemq.jms.LeaseMQXAConnection;
import org.leasemq.jms.LeaseMQXAContext;
import org.leasemq.jms.NodeHold;
import org.leasemq.jms.Unchecked;
import org.leasemq.jms.message.ObjectMessagePolicy;
import org.leasemq.queue.LeaseTerms;

/**
 * Makes connections to the store at a JDBC URL; the first one starts a node on it inside this JVM,
 * the last one's close ends it. A JavaBean: set its properties before it is used, from then on it
 * is thread-safe (Jakarta Messaging 3.1, 5.2).
 */
public class LeaseMQConnectionFactory
    implements ConnectionFactory,
        QueueConnectionFactory,
        TopicConnectionFactory,
        XAConnectionFactory,
        XAQueueConnectionFactory,
        XATopicConnectionFactory,
        Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private @Nullable String url;
  private @Nullable String userName;
  private @Nullable String password;
  private @Nullable String clientId;
  private String nodeName = "leasemq";
  private boolean autoCreate = true;
  private @Nullable String authenticator;
  private String objectMessageAllowList = "";
  private @Nullable String visibilityTimeout;
  private @Nullable Boolean leaseExtension;

  /** A factory that gets its URL later. */
  public LeaseMQConnectionFactory() {}

  /**
   * A factory for the store at this URL.
   *
   * @param url for example {@code jdbc:h2:file:./data/orders}, or {@code jdbc:h2:mem:test}
   */
  public LeaseMQConnectionFactory(String url) {
    this.url = url;
  }

  /** The JDBC URL of the store. */
  public @Nullable String getUrl() {
    return url;
  }

  /** Sets the JDBC URL of the store. */
  public void setUrl(@Nullable String url) {
    this.url = url;
  }

  /** Who connects if a connection is made without saying. */
  public @Nullable String getUserName() {
    return userName;
  }

  /** Sets who connects if a connection is made without saying. */
  public void setUserName(@Nullable String userName) {
    this.userName = userName;
  }

  /** The password of the user name. */
  public @Nullable String getPassword() {
    return password;
  }

  /** Sets the password of the user name. */
  public void setPassword(@Nullable String password) {
    this.password = password;
  }

  /** The client id of the connections, or null: each may set its own. */
  public @Nullable String getClientId() {
    return clientId;
  }

  /** Sets the client id of the connections. */
  public void setClientId(@Nullable String clientId) {
    this.clientId = clientId;
  }

  /** The stable name of the node: it recovers the XA branches that were prepared under it. */
  public String getNodeName() {
    return nodeName;
  }

  /** Sets the stable name of the node. The default is {@code leasemq}. */
  public void setNodeName(String nodeName) {
    this.nodeName = nodeName;
  }

  /** Whether a queue that nobody has made is made on first use. */
  public boolean isAutoCreate() {
    return autoCreate;
  }

  /** Sets whether a queue that nobody has made is made on first use. The default is true. */
  public void setAutoCreate(boolean autoCreate) {
    this.autoCreate = autoCreate;
  }

  /** The class of {@link LeaseMQAuthenticator} that says who may connect; null: store's users. */
  public @Nullable String getAuthenticator() {
    return authenticator;
  }

  /** Sets {@link #getAuthenticator}. All factories of one URL in a JVM have the same. */
  public void setAuthenticator(@Nullable String authenticator) {
    this.authenticator = authenticator;
  }

  /** Which classes a received ObjectMessage may hold, besides value types of the JDK. */
  public String getObjectMessageAllowList() {
    return objectMessageAllowList;
  }

  /**
   * Sets which classes a received ObjectMessage may hold, besides value types of the JDK.
   *
   * @param patterns separated by commas: {@code com.acme.Order}, {@code com.acme.*} for a package,
   *     {@code com.acme.**} for it and those below, {@code *} for all
   * @throws IllegalArgumentException if one is none of these
   */
  public void setObjectMessageAllowList(String patterns) {
    policy(patterns);
    this.objectMessageAllowList = patterns;
  }

  private static ObjectMessagePolicy policy(String patterns) {
    List<String> each =
        Arrays.stream(patterns.split(",")).map(String::strip).filter(p -> !p.isEmpty()).toList();
    return new ObjectMessagePolicy(each);
  }

  /** How long a lease lasts that nobody extends; null: as each queue says. */
  public @Nullable String getVisibilityTimeout() {
    return visibilityTimeout;
  }

  /**
   * Sets how long a lease lasts that nobody extends, in place of what the queues say. It counts
   * where {@link #setLeaseExtension leases are not extended}.
   *
   * @param duration such as {@code 30s}, 0 to 12 h; null: as each queue says
   * @throws IllegalArgumentException if it is no such duration
   */
  public void setVisibilityTimeout(@Nullable String duration) {
    var unused = LeaseTerms.parse(duration, leaseExtension);
    this.visibilityTimeout = duration;
  }

  /** Whether the node extends the leases of live sessions; null: as each queue says. */
  public @Nullable Boolean getLeaseExtension() {
    return leaseExtension;
  }

  /**
   * Sets whether the node extends the leases of live sessions, in place of what the queues say:
   * false is how SQS does it.
   */
  public void setLeaseExtension(@Nullable Boolean leaseExtension) {
    this.leaseExtension = leaseExtension;
  }

  private LeaseTerms leaseTerms() {
    return LeaseTerms.parse(visibilityTimeout, leaseExtension);
  }

  /**
   * Keeps the node running until the result is closed, whatever connections come and go.
   *
   * @throws JMSException if the store cannot be opened; the error says what to do
   */
  public AutoCloseable hold() throws JMSException {
    return nodeHold();
  }

  /**
   * Administration of the store, as the factory's user.
   *
   * @throws JMSException if the store cannot be opened, or the user is refused
   */
  public LeaseMQAdmin admin() throws JMSException {
    return new NodeAdmin(authenticated(userName, password), policy(objectMessageAllowList));
  }

  /**
   * The store's users, to be managed by this factory's user.
   *
   * @throws JMSException if the user is refused, or the store cannot be opened
   */
  public LeaseMQUsers users() throws JMSException {
    return users(userName, password);
  }

  /**
   * The store's users, to be managed by this user; the result is to be closed.
   *
   * @throws JMSException if the user is refused, or the store cannot be opened
   */
  public LeaseMQUsers users(@Nullable String user, @Nullable String secret) throws JMSException {
    if (configuredAuthenticator() != null) {
      throw new JMSException(
          "Who may connect is said by " + authenticator + ", not by users of the store");
    }
    return new NodeUsers(authenticated(user, secret));
  }

  private @Nullable String configuredAuthenticator() {
    return authenticator == null || authenticator.isBlank() ? null : authenticator.strip();
  }

  /**
   * Opens a source of messages for an activation of the resource adapter.
   *
   * @throws JMSException if the store cannot be opened, the user is refused, or the destination or
   *     selector is invalid
   */
  public InflowSource openInflow(InflowSettings settings) throws JMSException {
    boolean asFactory = settings.userName() == null;
    NodeHold hold =
        authenticated(
            asFactory ? userName : settings.userName(), asFactory ? password : settings.password());
    try {
      return new NodeInflowSource(hold, settings, policy(objectMessageAllowList), leaseTerms());
    } catch (JMSException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  private NodeHold nodeHold() throws JMSException {
    String known = url;
    if (known == null || known.isBlank()) {
      throw new JMSException(
          "The connection factory has no url: set one such as jdbc:h2:file:./data/orders");
    }
    NodeConfiguration configuration;
    try {
      configuration = new NodeConfiguration(nodeName, autoCreate, configuredAuthenticator());
    } catch (IllegalArgumentException e) {
      throw new JMSException(e.getMessage());
    }
    return Nodes.hold(known.strip(), configuration);
  }

  private NodeHold authenticated(@Nullable String user, @Nullable String secret)
      throws JMSException {
    NodeHold hold = nodeHold();
    try {
      return hold.as(hold.shared().authenticate(user, secret));
    } catch (JMSException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  private interface Maker<C> {
    C make(NodeHold hold, ConnectionSettings settings) throws JMSException;
  }

  private <C> C connect(
      @Nullable String user, @Nullable String secret, Domain domain, Maker<C> maker)
      throws JMSException {
    NodeHold hold = authenticated(user, secret);
    try {
      String id = clientId == null || clientId.isBlank() ? null : clientId;
      return maker.make(
          hold, new ConnectionSettings(id, policy(objectMessageAllowList), leaseTerms(), domain));
    } catch (JMSException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  @Override
  public Connection createConnection() throws JMSException {
    return createConnection(userName, password);
  }

  @Override
  public Connection createConnection(@Nullable String user, @Nullable String secret)
      throws JMSException {
    return connect(user, secret, Domain.COMMON, LeaseMQConnection::new);
  }

  @Override
  public QueueConnection createQueueConnection() throws JMSException {
    return createQueueConnection(userName, password);
  }

  @Override
  public QueueConnection createQueueConnection(@Nullable String user, @Nullable String secret)
      throws JMSException {
    return connect(user, secret, Domain.QUEUES, LeaseMQConnection::new);
  }

  @Override
  public TopicConnection createTopicConnection() throws JMSException {
    return createTopicConnection(userName, password);
  }

  @Override
  public TopicConnection createTopicConnection(@Nullable String user, @Nullable String secret)
      throws JMSException {
    return connect(user, secret, Domain.TOPICS, LeaseMQConnection::new);
  }

  @Override
  public XAConnection createXAConnection() throws JMSException {
    return createXAConnection(userName, password);
  }

  @Override
  public XAConnection createXAConnection(@Nullable String user, @Nullable String secret)
      throws JMSException {
    return connect(user, secret, Domain.COMMON, LeaseMQXAConnection::new);
  }

  @Override
  public XAQueueConnection createXAQueueConnection() throws JMSException {
    return createXAQueueConnection(userName, password);
  }

  @Override
  public XAQueueConnection createXAQueueConnection(@Nullable String user, @Nullable String secret)
      throws JMSException {
    return connect(user, secret, Domain.QUEUES, LeaseMQXAConnection::new);
  }

  @Override
  public XATopicConnection createXATopicConnection() throws JMSException {
    return createXATopicConnection(userName, password);
  }

  @Override
  public XATopicConnection createXATopicConnection(@Nullable String user, @Nullable String secret)
      throws JMSException {
    return connect(user, secret, Domain.TOPICS, LeaseMQXAConnection::new);
  }

  @Override
  public JMSContext createContext() {
    return createContext(userName, password, JMSContext.AUTO_ACKNOWLEDGE);
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    return createContext(userName, password, sessionMode);
  }

  @Override
  public JMSContext createContext(@Nullable String user, @Nullable String secret) {
    return createContext(user, secret, JMSContext.AUTO_ACKNOWLEDGE);
  }

  @Override
  public JMSContext createContext(@Nullable String user, @Nullable String secret, int sessionMode) {
    Maker<JMSContext> maker = (hold, settings) -> LeaseMQContext.open(hold, settings, sessionMode);
    return Unchecked.get(() -> connect(user, secret, Domain.COMMON, maker));
  }

  @Override
  public XAJMSContext createXAContext() {
    return createXAContext(userName, password);
  }

  @Override
  public XAJMSContext createXAContext(@Nullable String user, @Nullable String secret) {
    return Unchecked.get(() -> connect(user, secret, Domain.COMMON, LeaseMQXAContext::open));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "LeaseMQConnectionFactory[url " + url + ", nodeName " + nodeName + "]";
  }
}
