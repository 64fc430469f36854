package org.leasemq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.jms.message.EncodedContent;
import org.leasemq.jms.message.ForeignMessages;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.jms.message.MessageCodec;
import org.leasemq.jms.message.PropertyNames;
import org.leasemq.queue.DeduplicationId;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Queue;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.Topic;
import org.leasemq.store.Operation;
import org.leasemq.tx.Failures;
import org.leasemq.tx.Work;

/**
 * A session's way out: sets the header fields of a send (Jakarta Messaging 3.1, table 3-1), encodes
 * the message on the caller's thread and hands it to the session's work. For the session's thread.
 */
final class Sender {

  private final LeaseMQConnection connection;
  private final Node node;
  private final Work work;
  private final AsyncSends asyncSends;

  Sender(LeaseMQConnection connection, Work work, AsyncSends asyncSends) {
    this.connection = connection;
    this.node = connection.shared().node();
    this.work = work;
    this.asyncSends = asyncSends;
  }

  /** Sends and waits until that is done. */
  void send(@Nullable Destination destination, @Nullable Message message, SendOptions options)
      throws JMSException {
    Prepared prepared = prepare(destination, message, options);
    prepared.sent(work.send(prepared.operation()));
  }

  /** Sends, and has the listener told when that is done. */
  void sendLater(
      LeaseMQProducer producer,
      @Nullable Destination destination,
      @Nullable Message message,
      SendOptions options,
      CompletionListener listener)
      throws JMSException {
    Prepared prepared = prepare(destination, message, options);
    int room = asyncSends.takeRoom(prepared.operation().message().size());
    CompletableFuture<@Nullable DeliveryId> done;
    try {
      done = work.sendLater(prepared.operation());
    } catch (JMSException | RuntimeException e) {
      asyncSends.leaveRoom(room);
      throw e;
    }
    asyncSends.add(
        new AsyncSends.Send(producer, prepared.original(), listener, room), done, prepared::sent);
  }

  /** A message that is ready to go. */
  private record Prepared(Operation.Outgoing operation, LeaseMQMessage message, Message original) {

    void sent(@Nullable DeliveryId sequenceNumber) throws JMSException {
      if (sequenceNumber != null) {
        message.setProviderProperty(PropertyNames.SEQUENCE_NUMBER, sequenceNumber.toString());
      }
      if (original != message) {
        ForeignMessages.setSentHeaders(message, original);
      }
    }
  }

  private Prepared prepare(
      @Nullable Destination destination, @Nullable Message original, SendOptions options)
      throws JMSException {
    if (original == null) {
      throw new MessageFormatException("There is no message to send: it is null");
    }
    LeaseMQDestination target = checked(destination);
    Route route = route(target);
    LeaseMQMessage message = ForeignMessages.convert(original);
    Instant now = node.now();
    setHeaders(message, target, options, now.toEpochMilli());
    EncodedContent content = MessageCodec.encode(message);
    StoredMessage stored =
        new StoredMessage(traits(message, options, now), content.headers(), content.body());
    try {
      return new Prepared(route.take(stored), message, original);
    } catch (RuntimeException e) {
      throw Failures.of("The send to " + target, e);
    }
  }

  /** Where messages go to. */
  private interface Route {
    Operation.Outgoing take(StoredMessage message);
  }

  private Route route(LeaseMQDestination target) throws JMSException {
    if (Destinations.isTopic(target)) {
      Topic topic = connection.access().topic(Permission.SEND, target);
      return message -> node.publish(topic, message, connection.publisher());
    }
    Queue queue = connection.queue(Permission.SEND, target);
    return message -> node.send(queue, message);
  }

  /**
   * Checks that messages can be sent there.
   *
   * @throws InvalidDestinationException if not
   */
  void check(LeaseMQDestination target) throws JMSException {
    Route unused = route(target);
  }

  /**
   * The destination as one of ours.
   *
   * @throws InvalidDestinationException if it is none
   */
  static LeaseMQDestination checked(@Nullable Destination destination) throws JMSException {
    if (destination instanceof LeaseMQDestination own) {
      return own;
    }
    throw new InvalidDestinationException(
        destination == null
            ? "There is no destination: it is null"
            : "Not a destination of LeaseMQ: " + destination);
  }

  private void setHeaders(
      LeaseMQMessage message, LeaseMQDestination target, SendOptions options, long now)
      throws JMSException {
    message.setJMSDestination(target);
    message.setJMSDeliveryMode(options.deliveryMode());
    message.setJMSPriority(options.priority());
    message.setJMSTimestamp(options.disableTimestamp() ? 0 : now);
    message.setJMSMessageID(options.disableId() ? null : connection.ids().nextMessageId());
    message.setJMSExpiration(options.timeToLive() == 0 ? 0 : sum(now, options.timeToLive()));
    message.setJMSDeliveryTime(sum(now, options.deliveryDelay()));
  }

  private static MessageTraits traits(LeaseMQMessage message, SendOptions options, Instant now)
      throws JMSException {
    String group = message.getStringProperty(PropertyNames.GROUP_ID);
    String deduplicationId = message.getStringProperty(PropertyNames.DEDUPLICATION_ID);
    long delay = options.deliveryDelay();
    long timeToLive = options.timeToLive();
    try {
      return new MessageTraits(
          options.priority(),
          options.deliveryMode() == jakarta.jms.DeliveryMode.PERSISTENT,
          group == null ? null : new MessageGroup(group),
          deduplicationId == null ? null : new DeduplicationId(deduplicationId),
          delay == 0 ? null : Instant.ofEpochMilli(sum(now.toEpochMilli(), delay)),
          timeToLive == 0 ? null : Instant.ofEpochMilli(sum(now.toEpochMilli(), timeToLive)));
    } catch (IllegalArgumentException e) {
      throw new MessageFormatException(e.getMessage());
    }
  }

  private static long sum(long now, long duration) {
    return duration > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + duration;
  }
}
