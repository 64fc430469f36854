package org.leasemq;

import static org.leasemq.QueueSetting.BACK_OFF_IMMEDIATE;
import static org.leasemq.QueueSetting.BACK_OFF_INITIAL;
import static org.leasemq.QueueSetting.BACK_OFF_MAX;
import static org.leasemq.QueueSetting.BACK_OFF_MULTIPLIER;
import static org.leasemq.QueueSetting.CONTENT_BASED_DEDUPLICATION;
import static org.leasemq.QueueSetting.DEAD_LETTER_QUEUE;
import static org.leasemq.QueueSetting.DEDUPLICATION_SCOPE;
import static org.leasemq.QueueSetting.DEDUPLICATION_WINDOW;
import static org.leasemq.QueueSetting.DEFAULT_GROUP;
import static org.leasemq.QueueSetting.DELAY;
import static org.leasemq.QueueSetting.EXPIRY_QUEUE;
import static org.leasemq.QueueSetting.LEASE_EXTENSION;
import static org.leasemq.QueueSetting.MAX_IN_FLIGHT;
import static org.leasemq.QueueSetting.MAX_LEASE;
import static org.leasemq.QueueSetting.MAX_MESSAGE_SIZE;
import static org.leasemq.QueueSetting.MAX_RECEIVE_COUNT;
import static org.leasemq.QueueSetting.RECEIVE_PAUSED;
import static org.leasemq.QueueSetting.REDRIVE_ALLOW;
import static org.leasemq.QueueSetting.RETENTION;
import static org.leasemq.QueueSetting.SEND_PAUSED;
import static org.leasemq.QueueSetting.TAGS;
import static org.leasemq.QueueSetting.VISIBILITY_TIMEOUT;

import java.io.Serial;
import java.util.function.Function;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.QueueDestination;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;

/**
 * A queue as an administered object: its name and, if wanted, its settings (Jakarta Messaging 3.1,
 * 4.1.3). What is not set stays as the queue has it, so a plain {@code LeaseMQQueue} changes
 * nothing. Each setter checks its value and names the property and its range in the error; null
 * takes a setting back.
 *
 * <p>Threads: set the properties first; then any thread may use it.
 */
public final class LeaseMQQueue extends QueueDestination implements Referenceable {

  @Serial private static final long serialVersionUID = 1L;

  private QueueOverrides overrides = QueueOverrides.NONE;
  private @Nullable Boolean fifo;

  /** A queue that gets its name and settings as properties. */
  public LeaseMQQueue() {}

  /**
   * The queue of that name.
   *
   * @throws IllegalArgumentException if it is no name for a queue
   */
  public LeaseMQQueue(String name) {
    super(name);
  }

  /** The settings that were set here. */
  public QueueOverrides overrides() {
    return overrides;
  }

  /** The same queue with these settings in addition. */
  public LeaseMQQueue with(QueueOverrides more) {
    LeaseMQQueue changed = new LeaseMQQueue();
    changed.overrides = overrides.and(more);
    changed.fifo = fifo;
    String name = getName();
    if (name != null) {
      changed.setName(name);
    }
    return changed;
  }

  /** What a naming service may keep of it. */
  @Override
  public Reference getReference() {
    Reference reference = References.of(this);
    for (QueueSetting setting : QueueSetting.values()) {
      overrides
          .text(setting)
          .ifPresent(text -> reference.add(new StringRefAddr(setting.propertyName(), text)));
    }
    return reference;
  }

  @Override
  public QueueSettings settings(QueueSettings current) {
    return overrides.applyTo(current);
  }

  /** The physical name; a FIFO queue's ends in {@code .fifo}. */
  @Override
  public void setName(String name) {
    checkFifo(name, fifo);
    super.setName(name);
  }

  /** Whether it is a FIFO queue, which its name says too; null if it was not set. */
  public @Nullable Boolean getFifo() {
    return fifo;
  }

  /** Says so explicitly; checked against the name. */
  public void setFifo(@Nullable Boolean fifo) {
    checkFifo(getName(), fifo);
    this.fifo = fifo;
  }

  private static void checkFifo(@Nullable String name, @Nullable Boolean fifo) {
    if (name != null && fifo != null && fifo != new QueueName(name).isFifo()) {
      throw new IllegalArgumentException(
          "fifo is "
              + fifo
              + ", but the name of a FIFO queue, and of no other, ends in .fifo, not '"
              + name
              + "'");
    }
  }

  /** How long a lease lasts that nobody extends, such as {@code 30s}. */
  public @Nullable String getVisibilityTimeout() {
    return text(VISIBILITY_TIMEOUT, Function.identity());
  }

  /** Sets {@link #getVisibilityTimeout}. */
  public void setVisibilityTimeout(@Nullable String value) {
    set(VISIBILITY_TIMEOUT, value);
  }

  /** Whether the node extends the leases of live sessions. */
  public @Nullable Boolean getLeaseExtension() {
    return text(LEASE_EXTENSION, Boolean::valueOf);
  }

  /** Sets {@link #getLeaseExtension}. */
  public void setLeaseExtension(@Nullable Boolean value) {
    set(LEASE_EXTENSION, value);
  }

  /** How long an extended lease lasts at most, such as {@code 12h}. */
  public @Nullable String getMaxLease() {
    return text(MAX_LEASE, Function.identity());
  }

  /** Sets {@link #getMaxLease}. */
  public void setMaxLease(@Nullable String value) {
    set(MAX_LEASE, value);
  }

  /** How long a deduplication id is remembered, such as {@code 5m}. */
  public @Nullable String getDeduplicationWindow() {
    return text(DEDUPLICATION_WINDOW, Function.identity());
  }

  /** Sets {@link #getDeduplicationWindow}. */
  public void setDeduplicationWindow(@Nullable String value) {
    set(DEDUPLICATION_WINDOW, value);
  }

  /** Whether the body's SHA-256 stands in for a missing deduplication id. */
  public @Nullable Boolean getContentBasedDeduplication() {
    return text(CONTENT_BASED_DEDUPLICATION, Boolean::valueOf);
  }

  /** Sets {@link #getContentBasedDeduplication}. */
  public void setContentBasedDeduplication(@Nullable Boolean value) {
    set(CONTENT_BASED_DEDUPLICATION, value);
  }

  /** How long a message waits before its first delivery. */
  public @Nullable String getDelay() {
    return text(DELAY, Function.identity());
  }

  /** Sets {@link #getDelay}. */
  public void setDelay(@Nullable String value) {
    set(DELAY, value);
  }

  /** After how many deliveries a message is dead-lettered. */
  public @Nullable Integer getMaxReceiveCount() {
    return text(MAX_RECEIVE_COUNT, Integer::valueOf);
  }

  /** Sets {@link #getMaxReceiveCount}. */
  public void setMaxReceiveCount(@Nullable Integer value) {
    set(MAX_RECEIVE_COUNT, value);
  }

  /** Where such a message goes; {@code none}: it is never given up. */
  public @Nullable String getDeadLetterQueue() {
    return text(DEAD_LETTER_QUEUE, Function.identity());
  }

  /** Sets {@link #getDeadLetterQueue}. */
  public void setDeadLetterQueue(@Nullable String value) {
    set(DEAD_LETTER_QUEUE, value);
  }

  /** How many redeliveries are at once. */
  public @Nullable Integer getBackOffImmediate() {
    return text(BACK_OFF_IMMEDIATE, Integer::valueOf);
  }

  /** Sets {@link #getBackOffImmediate}. */
  public void setBackOffImmediate(@Nullable Integer value) {
    set(BACK_OFF_IMMEDIATE, value);
  }

  /** The first wait before a redelivery. */
  public @Nullable String getBackOffInitial() {
    return text(BACK_OFF_INITIAL, Function.identity());
  }

  /** Sets {@link #getBackOffInitial}. */
  public void setBackOffInitial(@Nullable String value) {
    set(BACK_OFF_INITIAL, value);
  }

  /** By how much the wait grows each time. */
  public @Nullable Double getBackOffMultiplier() {
    return text(BACK_OFF_MULTIPLIER, Double::valueOf);
  }

  /** Sets {@link #getBackOffMultiplier}. */
  public void setBackOffMultiplier(@Nullable Double value) {
    set(BACK_OFF_MULTIPLIER, value);
  }

  /** The longest wait before a redelivery. */
  public @Nullable String getBackOffMax() {
    return text(BACK_OFF_MAX, Function.identity());
  }

  /** Sets {@link #getBackOffMax}. */
  public void setBackOffMax(@Nullable String value) {
    set(BACK_OFF_MAX, value);
  }

  /** The largest message, such as {@code 64MiB}. */
  public @Nullable String getMaxMessageSize() {
    return text(MAX_MESSAGE_SIZE, Function.identity());
  }

  /** Sets {@link #getMaxMessageSize}. */
  public void setMaxMessageSize(@Nullable String value) {
    set(MAX_MESSAGE_SIZE, value);
  }

  /** On a FIFO queue the group of a message that has none; {@code none}: it is refused. */
  public @Nullable String getDefaultGroup() {
    return text(DEFAULT_GROUP, Function.identity());
  }

  /** Sets {@link #getDefaultGroup}. */
  public void setDefaultGroup(@Nullable String value) {
    set(DEFAULT_GROUP, value);
  }

  /** Where expired messages go; {@code none}: they are dropped. */
  public @Nullable String getExpiryQueue() {
    return text(EXPIRY_QUEUE, Function.identity());
  }

  /** Sets {@link #getExpiryQueue}. */
  public void setExpiryQueue(@Nullable String value) {
    set(EXPIRY_QUEUE, value);
  }

  /** How many messages may be leased at once. */
  public @Nullable Integer getMaxInFlight() {
    return text(MAX_IN_FLIGHT, Integer::valueOf);
  }

  /** Sets {@link #getMaxInFlight}. */
  public void setMaxInFlight(@Nullable Integer value) {
    set(MAX_IN_FLIGHT, value);
  }

  /** How long a message is kept, such as {@code 4d}; {@code none}: until it is consumed. */
  public @Nullable String getRetention() {
    return text(RETENTION, Function.identity());
  }

  /** Sets {@link #getRetention}. */
  public void setRetention(@Nullable String value) {
    set(RETENTION, value);
  }

  /** Within what a deduplication id tells messages apart: {@code queue} or {@code group}. */
  public @Nullable String getDeduplicationScope() {
    return text(DEDUPLICATION_SCOPE, Function.identity());
  }

  /** Sets {@link #getDeduplicationScope}. */
  public void setDeduplicationScope(@Nullable String value) {
    set(DEDUPLICATION_SCOPE, value);
  }

  /** Whether sends are refused. */
  public @Nullable Boolean getSendPaused() {
    return text(SEND_PAUSED, Boolean::valueOf);
  }

  /** Sets {@link #getSendPaused}. */
  public void setSendPaused(@Nullable Boolean value) {
    set(SEND_PAUSED, value);
  }

  /** Whether nothing is handed out. */
  public @Nullable Boolean getReceivePaused() {
    return text(RECEIVE_PAUSED, Boolean::valueOf);
  }

  /** Sets {@link #getReceivePaused}. */
  public void setReceivePaused(@Nullable Boolean value) {
    set(RECEIVE_PAUSED, value);
  }

  /**
   * Which queues may name this one as their dead-letter queue: {@code all}, {@code none}, names.
   */
  public @Nullable String getRedriveAllow() {
    return text(REDRIVE_ALLOW, Function.identity());
  }

  /** Sets {@link #getRedriveAllow}. */
  public void setRedriveAllow(@Nullable String value) {
    set(REDRIVE_ALLOW, value);
  }

  /** What people note about the queue: {@code name=value,name=value}. */
  public @Nullable String getTags() {
    return text(TAGS, Function.identity());
  }

  /** Sets {@link #getTags}. */
  public void setTags(@Nullable String value) {
    set(TAGS, value);
  }

  private <T> @Nullable T text(QueueSetting setting, Function<String, T> parser) {
    return overrides.text(setting).map(parser).orElse(null);
  }

  private void set(QueueSetting setting, @Nullable Object value) {
    overrides = overrides.with(setting, value == null ? null : value.toString());
  }
}
