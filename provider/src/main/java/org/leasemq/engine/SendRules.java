package org.leasemq.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.leasemq.queue.DeduplicationId;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.Topic;

/** What a queue or a topic demands of a message, and what a queue adds to it. Pure. */
final class SendRules {

  /** What a topic takes: as a queue for which nobody has set anything. */
  private static final QueueSettings TOPIC = QueueSettings.defaults(new QueueName("topic"));

  private SendRules() {}

  /**
   * The message as the queue takes it.
   *
   * @throws MessageRefusedException if it breaks a rule
   */
  static StoredMessage apply(Queue queue, StoredMessage message, Instant now) {
    QueueSettings settings = queue.settings();
    checkSize("queue", queue.name(), settings, message);
    MessageTraits traits = message.traits();
    MessageGroup group = traits.group();
    if (queue.isFifo()) {
      refuseOwnDelay("queue", queue.name(), traits, now);
      group = group == null ? settings.defaultGroup() : group;
      if (group == null) {
        throw new MessageRefusedException(
            "The FIFO queue '"
                + queue.name()
                + "' needs a message group: set the property JMSXGroupID, or give the queue a"
                + " defaultGroup.");
      }
    }
    DeduplicationId token = traits.deduplicationId();
    if (token == null && settings.contentBasedDeduplication()) {
      token = contentToken(message.body());
    }
    Instant dueAt = traits.dueAt();
    Duration delay = settings.delay();
    if (!delay.isZero() && dueAt == null) {
      dueAt = now.plus(delay);
    }
    return message.with(
        new MessageTraits(
            traits.priority(), traits.persistent(), group, token, dueAt, traits.expiresAt()));
  }

  /**
   * The message as the topic takes it.
   *
   * @throws MessageRefusedException if it breaks a rule
   */
  static StoredMessage apply(Topic topic, StoredMessage message, Instant now) {
    checkSize("topic", topic.name(), TOPIC, message);
    if (topic.isFifo()) {
      refuseOwnDelay("topic", topic.name(), message.traits(), now);
      if (message.traits().group() == null) {
        throw new MessageRefusedException(
            "The FIFO topic '"
                + topic.name()
                + "' needs a message group: set the property JMSXGroupID.");
      }
    }
    return message;
  }

  private static void checkSize(
      String kind, QueueName name, QueueSettings settings, StoredMessage message) {
    if (message.size() > settings.maxMessageSize()) {
      throw new MessageRefusedException(
          "The message has "
              + message.size()
              + " bytes with its headers and properties; the "
              + kind
              + " '"
              + name
              + "' takes up to maxMessageSize = "
              + settings.maxMessageSize()
              + ". Send less, or raise the setting.");
    }
  }

  private static void refuseOwnDelay(
      String kind, QueueName name, MessageTraits traits, Instant now) {
    Instant dueAt = traits.dueAt();
    if (dueAt != null && dueAt.isAfter(now)) {
      throw new MessageRefusedException(
          "The FIFO "
              + kind
              + " '"
              + name
              + "' refuses a delivery delay of one message, which would break its group's order;"
              + " set the delay of the queue (a subscription's too) instead.");
    }
  }

  private static DeduplicationId contentToken(byte[] body) {
    try {
      return new DeduplicationId(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
