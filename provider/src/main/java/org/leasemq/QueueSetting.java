package org.leasemq;

import com.google.errorprone.annotations.Immutable;
import org.leasemq.queue.DeduplicationScope;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.RedriveAllow;
import org.leasemq.queue.Tags;
import org.leasemq.queue.TextValues;

/**
 * The settings of a queue as text, by the names that JavaBeans, JNDI and server configurations use.
 */
public enum QueueSetting {
  /** How long a lease lasts that nobody extends; a duration, 0 to 12 h. */
  VISIBILITY_TIMEOUT(
      "visibilityTimeout",
      (draft, text) -> draft.visibilityTimeout = TextValues.duration("visibilityTimeout", text)),
  /** Whether the node extends the leases of live sessions; true or false. */
  LEASE_EXTENSION(
      "leaseExtension", (draft, text) -> draft.leaseExtension = flag("leaseExtension", text)),
  /** How long an extended lease lasts at most; a duration, visibilityTimeout to 30 d. */
  MAX_LEASE("maxLease", (draft, text) -> draft.maxLease = TextValues.duration("maxLease", text)),
  /** How long a deduplication id is remembered; a duration, 0 (off) to 24 h. */
  DEDUPLICATION_WINDOW(
      "deduplicationWindow",
      (draft, text) ->
          draft.deduplicationWindow = TextValues.duration("deduplicationWindow", text)),
  /** Whether the body's SHA-256 stands in for a missing deduplication id; true or false. */
  CONTENT_BASED_DEDUPLICATION(
      "contentBasedDeduplication",
      (draft, text) -> draft.contentBasedDeduplication = flag("contentBasedDeduplication", text)),
  /** How long a message waits before its first delivery; a duration, 0 to 365 d. */
  DELAY("delay", (draft, text) -> draft.delay = TextValues.duration("delay", text)),
  /** After how many deliveries a message is dead-lettered; 1 to 1000. */
  MAX_RECEIVE_COUNT(
      "maxReceiveCount", (draft, text) -> draft.maxReceiveCount = number("maxReceiveCount", text)),
  /** Where a message goes that was delivered too often; {@code none}: it is never given up. */
  DEAD_LETTER_QUEUE(
      "deadLetterQueue",
      (draft, text) -> draft.deadLetterQueue = isNone(text) ? null : new QueueName(text)),
  /** How many redeliveries are at once; 0 to 1000. */
  BACK_OFF_IMMEDIATE(
      "backOffImmediate",
      (draft, text) -> draft.backOffImmediate = number("backOffImmediate", text)),
  /** The first wait before a redelivery; a duration, 0 to 365 d. */
  BACK_OFF_INITIAL(
      "backOffInitial",
      (draft, text) -> draft.backOffInitial = TextValues.duration("backOffInitial", text)),
  /** By how much the wait grows each time; 1.0 to 100.0. */
  BACK_OFF_MULTIPLIER(
      "backOffMultiplier",
      (draft, text) -> draft.backOffMultiplier = decimal("backOffMultiplier", text)),
  /** The longest wait before a redelivery; a duration, backOffInitial to 365 d. */
  BACK_OFF_MAX(
      "backOffMax", (draft, text) -> draft.backOffMax = TextValues.duration("backOffMax", text)),
  /** The largest message; a size, 1 KiB to 2 GiB - 1. */
  MAX_MESSAGE_SIZE(
      "maxMessageSize",
      (draft, text) -> draft.maxMessageSize = TextValues.bytes("maxMessageSize", text)),
  /** On a FIFO queue the group of a message that has none; {@code none}: it is refused. */
  DEFAULT_GROUP(
      "defaultGroup",
      (draft, text) -> draft.defaultGroup = isNone(text) ? null : new MessageGroup(text)),
  /** Where expired messages go; {@code none}: they are dropped. */
  EXPIRY_QUEUE(
      "expiryQueue",
      (draft, text) -> draft.expiryQueue = isNone(text) ? null : new QueueName(text)),
  /** How many messages may be leased at once; 1 to 1,000,000,000. */
  MAX_IN_FLIGHT("maxInFlight", (draft, text) -> draft.maxInFlight = number("maxInFlight", text)),
  /** How long a message is kept; a duration, 1 s to 3650 d; {@code none}: until it is consumed. */
  RETENTION(
      "retention",
      (draft, text) ->
          draft.retention = isNone(text) ? null : TextValues.duration("retention", text)),
  /** Within what a deduplication id tells messages apart; {@code queue} or {@code group}. */
  DEDUPLICATION_SCOPE(
      "deduplicationScope", (draft, text) -> draft.deduplicationScope = scope(text)),
  /** Whether sends are refused; true or false. */
  SEND_PAUSED("sendPaused", (draft, text) -> draft.sendPaused = flag("sendPaused", text)),
  /** Whether nothing is handed out; true or false. */
  RECEIVE_PAUSED(
      "receivePaused", (draft, text) -> draft.receivePaused = flag("receivePaused", text)),
  /**
   * Which queues may name this one as their dead-letter queue; {@code all}, {@code none}, or up to
   * 10 names separated by commas.
   */
  REDRIVE_ALLOW("redriveAllow", (draft, text) -> draft.redriveAllow = RedriveAllow.parse(text)),
  /** What people note about the queue; {@code name=value,name=value}. */
  TAGS("tags", (draft, text) -> draft.tags = Tags.parse(text));

  /** Writes a text's value into a draft. */
  @Immutable
  private interface Parser {
    void parse(QueueSettingsDraft draft, String text);
  }

  private final String propertyName;
  private final Parser parser;

  QueueSetting(String propertyName, Parser parser) {
    this.propertyName = propertyName;
    this.parser = parser;
  }

  /** The name of the bean property. */
  public String propertyName() {
    return propertyName;
  }

  /**
   * Parses the text into the draft.
   *
   * @throws IllegalArgumentException if it is no such value; the message names the property
   */
  void parse(QueueSettingsDraft draft, String text) {
    parser.parse(draft, text.strip());
  }

  private static boolean isNone(String text) {
    return text.equals("none");
  }

  private static boolean flag(String property, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(property + " is true or false, not '" + text + "'");
    };
  }

  private static DeduplicationScope scope(String text) {
    return switch (text) {
      case "queue" -> DeduplicationScope.QUEUE;
      case "group" -> DeduplicationScope.GROUP;
      default ->
          throw new IllegalArgumentException(
              "deduplicationScope is queue or group, not '" + text + "'");
    };
  }

  private static int number(String property, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(property + " is a whole number, not '" + text + "'", e);
    }
  }

  private static double decimal(String property, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(property + " is a number, not '" + text + "'", e);
    }
  }
}
