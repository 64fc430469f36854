package org.leasemq.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.leasemq.InflowSettings.Pace;

/**
 * What a message-driven bean consumes and how (Connectors 2.1, 13.4.2; Jakarta Messaging 3.1,
 * 13.1). Equal by identity.
 *
 * <p>Threads: set first, then read.
 */
public final class LeaseMQActivationSpec implements ActivationSpec, Serializable {

  @Serial private static final long serialVersionUID = 1L;
  private static final int DEFAULT_MAX_SESSIONS = 8;
  static final int MOST_AHEAD = Pace.NORMAL.receiveBatchSize();

  private @Nullable String destination;
  private @Nullable String destinationLookup;
  private @Nullable String destinationType;
  private @Nullable String connectionFactoryLookup;
  private @Nullable String acknowledgeMode;
  private @Nullable String messageSelector;
  private @Nullable String subscriptionDurability;
  private @Nullable String subscriptionName;
  private @Nullable String clientId;
  private @Nullable Boolean shareSubscriptions;
  private @Nullable String user;
  private @Nullable String password;
  private @Nullable Integer maxSessions;
  private @Nullable Integer receiveBatchSize;
  private @Nullable String visibilityTimeout;
  private @Nullable Integer maxReceiveCount;
  private @Nullable LeaseMQResourceAdapter adapter;

  /** A specification without a destination. */
  public LeaseMQActivationSpec() {}

  /**
   * Checks all properties.
   *
   * @throws InvalidPropertyException if some are wrong; the message names each and says why
   */
  @Override
  public void validate() throws InvalidPropertyException {
    ActivationRules.check(this);
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

  /** What to consume: a physical name, or the JNDI name of an administered object. */
  public @Nullable String getDestination() {
    return destination;
  }

  /** Sets {@link #getDestination}. */
  public void setDestination(@Nullable String destination) {
    this.destination = destination;
  }

  /**
   * The JNDI name of the administered object to consume from; comes before {@link #getDestination}.
   */
  public @Nullable String getDestinationLookup() {
    return destinationLookup;
  }

  /** Sets {@link #getDestinationLookup}. */
  public void setDestinationLookup(@Nullable String destinationLookup) {
    this.destinationLookup = destinationLookup;
  }

  /** {@code jakarta.jms.Queue} (also where nothing is set) or {@code jakarta.jms.Topic}. */
  public @Nullable String getDestinationType() {
    return destinationType;
  }

  /** Sets {@link #getDestinationType}. */
  public void setDestinationType(@Nullable String destinationType) {
    this.destinationType = destinationType;
  }

  /** The JNDI name of the connection factory to consume with; null: the adapter's store. */
  public @Nullable String getConnectionFactoryLookup() {
    return connectionFactoryLookup;
  }

  /** Sets {@link #getConnectionFactoryLookup}. */
  public void setConnectionFactoryLookup(@Nullable String connectionFactoryLookup) {
    this.connectionFactoryLookup = connectionFactoryLookup;
  }

  /** {@code Auto-acknowledge} or {@code Dups-ok-acknowledge}; counts only outside transactions. */
  public @Nullable String getAcknowledgeMode() {
    return acknowledgeMode;
  }

  /** Sets {@link #getAcknowledgeMode}. */
  public void setAcknowledgeMode(@Nullable String acknowledgeMode) {
    this.acknowledgeMode = acknowledgeMode;
  }

  /** Which messages; null: all. */
  public @Nullable String getMessageSelector() {
    return messageSelector;
  }

  /** Sets {@link #getMessageSelector}. */
  public void setMessageSelector(@Nullable String messageSelector) {
    this.messageSelector = messageSelector;
  }

  /** {@code Durable} or {@code NonDurable}, of a topic. */
  public @Nullable String getSubscriptionDurability() {
    return subscriptionDurability;
  }

  /** Sets {@link #getSubscriptionDurability}. */
  public void setSubscriptionDurability(@Nullable String subscriptionDurability) {
    this.subscriptionDurability = subscriptionDurability;
  }

  /** The name of a durable or shared subscription. */
  public @Nullable String getSubscriptionName() {
    return subscriptionName;
  }

  /** Sets {@link #getSubscriptionName}. */
  public void setSubscriptionName(@Nullable String subscriptionName) {
    this.subscriptionName = subscriptionName;
  }

  /** The client id that the subscription belongs to. */
  public @Nullable String getClientId() {
    return clientId;
  }

  /** Sets {@link #getClientId}. */
  public void setClientId(@Nullable String clientId) {
    this.clientId = clientId;
  }

  /**
   * Whether several activations, also on other nodes, share the subscription. False where nothing
   * is set.
   */
  public Boolean getShareSubscriptions() {
    return shareSubscriptions != null && shareSubscriptions;
  }

  /** Sets {@link #getShareSubscriptions}. */
  public void setShareSubscriptions(@Nullable Boolean shareSubscriptions) {
    this.shareSubscriptions = shareSubscriptions;
  }

  /** As whom to consume; null: as the adapter is configured. */
  public @Nullable String getUser() {
    return user;
  }

  /** Sets {@link #getUser}. */
  public void setUser(@Nullable String user) {
    this.user = user;
  }

  /** The user's password. */
  public @Nullable String getPassword() {
    return password;
  }

  /** Sets {@link #getPassword}. */
  public void setPassword(@Nullable String password) {
    this.password = password;
  }

  /** How many messages the bean works on at a time at most; 8 where nothing is set. */
  public Integer getMaxSessions() {
    return maxSessions == null ? DEFAULT_MAX_SESSIONS : maxSessions;
  }

  /** Sets {@link #getMaxSessions}. */
  public void setMaxSessions(@Nullable Integer maxSessions) {
    this.maxSessions = maxSessions;
  }

  /**
   * How many messages are read ahead of the bean at most; 256 where nothing is set. Of beans with
   * the same queue and selector the largest number counts.
   */
  public Integer getReceiveBatchSize() {
    return receiveBatchSize == null ? MOST_AHEAD : receiveBatchSize;
  }

  /** Sets {@link #getReceiveBatchSize}. */
  public void setReceiveBatchSize(@Nullable Integer receiveBatchSize) {
    this.receiveBatchSize = receiveBatchSize;
  }

  /**
   * How long a lease of this bean's lasts, such as {@code 30s}, where the queue's leaseExtension is
   * off; null: as the queue says.
   */
  public @Nullable String getVisibilityTimeout() {
    return visibilityTimeout;
  }

  /** Sets {@link #getVisibilityTimeout}. */
  public void setVisibilityTimeout(@Nullable String visibilityTimeout) {
    this.visibilityTimeout = visibilityTimeout;
  }

  /** After how many deliveries to this bean a message is dead-lettered. */
  public @Nullable Integer getMaxReceiveCount() {
    return maxReceiveCount;
  }

  /** Sets {@link #getMaxReceiveCount}. */
  public void setMaxReceiveCount(@Nullable Integer maxReceiveCount) {
    this.maxReceiveCount = maxReceiveCount;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "LeaseMQActivationSpec[destination="
        + destination
        + ", destinationLookup="
        + destinationLookup
        + ", destinationType="
        + destinationType
        + ", messageSelector="
        + messageSelector
        + ", maxSessions="
        + getMaxSessions()
        + "]";
  }
}
