package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.DeduplicationId;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.StoredMessage;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;

/**
 * How messages of one group come into queues: by a send into one, by a publish into each
 * subscription that selects the message. For the pipeline's thread only.
 */
final class Arrivals {

  private static final MessageGroup NO_GROUP = new MessageGroup("-");

  private final Tables tables;
  private final Catalog catalog;
  private final TopicCatalog topics;
  private final Numbers numbers;
  private final GroupEffects effects;
  private final long now;

  Arrivals(
      Tables tables, Catalog catalog, TopicCatalog topics, Numbers numbers, GroupEffects effects) {
    this.tables = tables;
    this.catalog = catalog;
    this.topics = topics;
    this.numbers = numbers;
    this.effects = effects;
    this.now = tables.now();
  }

  /** Whether there is a place for the message to go to. */
  @Nullable Outcome refusal(Operation.Outgoing outgoing) {
    if (outgoing instanceof Operation.Publish publish) {
      return topics.contains(publish.topic()) ? null : new Outcome.TopicMissing(publish.topic());
    }
    Operation.Send send = (Operation.Send) outgoing;
    return catalog.find(send.queue().value()) == null
        ? new Outcome.QueueMissing(send.queue())
        : null;
  }

  /** Carries out what {@link #refusal} has nothing against. */
  Outcome.Sent accept(Operation.Outgoing outgoing) throws SQLException {
    return outgoing instanceof Operation.Publish publish
        ? publish(publish)
        : send((Operation.Send) outgoing);
  }

  private Outcome.Sent send(Operation.Send send) throws SQLException {
    Queue queue = catalog.get(send.queue().value()).queue();
    long id = numbers.next();
    Long original = original(queue, send.message().traits(), id);
    if (original != null) {
      return new Outcome.Sent(new DeliveryId(original), true);
    }
    insert(id, queue, send.message());
    return new Outcome.Sent(new DeliveryId(id), false);
  }

  private Outcome.Sent publish(Operation.Publish publish) throws SQLException {
    StoredMessage message = publish.message();
    long number = numbers.next();
    Long firstOriginal = null;
    int inserted = 0;
    for (QueueId id : topics.takers(publish.topic(), message, publish.publisher())) {
      Queue queue = catalog.get(id.value()).queue();
      Long original = original(queue, message.traits(), number);
      if (original == null) {
        insert(numbers.next(), queue, message);
        inserted++;
      } else if (firstOriginal == null) {
        firstOriginal = original;
      }
    }
    return inserted == 0 && firstOriginal != null
        ? new Outcome.Sent(new DeliveryId(firstOriginal), true)
        : new Outcome.Sent(new DeliveryId(number), false);
  }

  /**
   * The number of the message of which this one is a duplicate; null if it is none, and then its
   * token is remembered.
   */
  private @Nullable Long original(Queue queue, MessageTraits traits, long number)
      throws SQLException {
    DeduplicationId token = traits.deduplicationId();
    long window = queue.settings().deduplicationWindow().toMillis();
    if (token == null || window == 0) {
      return null;
    }
    Long original = tables.deduplication.original(queue.id().value(), token.value(), now);
    if (original == null) {
      tables.deduplication.put(queue.id().value(), token.value(), now + window, number);
    }
    return original;
  }

  private void insert(long id, Queue queue, StoredMessage message) throws SQLException {
    MessageTraits traits = message.traits();
    int parts = PayloadTable.parts(message.body().length);
    Instant expiresAt = traits.expiresAt();
    long expires = expiresAt == null ? 0 : expiresAt.toEpochMilli();
    long due = dueAt(queue, traits);
    Row.Place place = place(id, queue, traits, parts, expires, due > now);
    Row row = new Row(place, 0, message, null);
    tables.deliveries.insert(row);
    if (expires != 0) {
      tables.expiry.insert(expires, id);
    }
    if (due > now) {
      tables.schedule.insert(due, id);
    } else {
      effects.available(queue, row);
    }
  }

  /** A subscription's own delay counts from here; a sender's to a queue has been added by now. */
  private long dueAt(Queue queue, MessageTraits traits) {
    Instant dueAt = traits.dueAt();
    Duration delay = queue.settings().delay();
    return dueAt == null ? now + delay.toMillis() : dueAt.toEpochMilli();
  }

  /** The place of a message at the end of a queue. */
  Row.Place place(
      long id, Queue queue, MessageTraits traits, int parts, long expiresAt, boolean parked) {
    long sequence = numbers.next();
    long rank = queue.isFifo() ? sequence : Ranks.of(traits.priority(), sequence);
    long channel = parked ? Channels.parked(queue.id()) : channel(queue, traits);
    return new Row.Place(id, queue.id().value(), channel, rank, parts, expiresAt);
  }

  /** Where an available message of this queue stands. */
  private static long channel(Queue queue, MessageTraits traits) {
    if (!queue.isFifo()) {
      return Channels.ready(queue.id());
    }
    MessageGroup group = traits.group();
    return Channels.lane(queue, group == null ? NO_GROUP : group).value();
  }
}
