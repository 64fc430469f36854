package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.DeduplicationId;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.StoredBody;
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
    Fan fan = fan(outgoing);
    if (!fan.targets.isEmpty()) {
      insert(outgoing.message(), own(outgoing.message()), fan);
    }
    return fan.sent;
  }

  /** The same for what a branch has prepared, which owns its body. */
  Outcome.Sent acceptPrepared(Operation.Outgoing outgoing) throws SQLException {
    Fan fan = fan(outgoing);
    StoredBody body = outgoing.message().storedBody();
    if (!fan.targets.isEmpty()) {
      insert(outgoing.message(), body == null ? 0 : body.id(), fan);
    } else {
      forget(outgoing);
    }
    return fan.sent;
  }

  /** The message as a branch keeps it: a body that is not small is in the store by now. */
  StoredMessage prepare(StoredMessage message) throws SQLException {
    long payload = own(message);
    return payload == 0
        ? message
        : message.with(new StoredBody(payload, (int) message.size() - message.headers().length));
  }

  /** A message that a branch has prepared goes nowhere. */
  void forget(Operation.Outgoing outgoing) throws SQLException {
    StoredBody body = outgoing.message().storedBody();
    if (body != null) {
      tables.payloads.release(body.id());
    }
  }

  /** Puts the body beside the messages, with one who refers to it; 0 if it is small. */
  private long own(StoredMessage message) throws SQLException {
    StoredBody ahead = message.storedBody();
    if (ahead != null) {
      tables.payloads.adopt(ahead);
      return ahead.id();
    }
    if (PayloadTable.parts(message.body().length) == 0) {
      return 0;
    }
    long id = numbers.next();
    tables.payloads.insert(id, message.body());
    return id;
  }

  /** Where a message goes to, each with the id that it has there, and what its sender is told. */
  private record Fan(List<Target> targets, Outcome.Sent sent) {}

  private record Target(long id, Queue queue) {}

  private Fan fan(Operation.Outgoing outgoing) throws SQLException {
    return outgoing instanceof Operation.Publish publish
        ? subscribers(publish)
        : receiver((Operation.Send) outgoing);
  }

  private Fan receiver(Operation.Send send) throws SQLException {
    Queue queue = catalog.get(send.queue().value()).queue();
    long id = numbers.next();
    Long original = original(queue, send.message().traits(), id);
    return original == null
        ? new Fan(List.of(new Target(id, queue)), new Outcome.Sent(new DeliveryId(id), false))
        : new Fan(List.of(), new Outcome.Sent(new DeliveryId(original), true));
  }

  private Fan subscribers(Operation.Publish publish) throws SQLException {
    StoredMessage message = publish.message();
    long number = numbers.next();
    Long firstOriginal = null;
    List<Target> targets = new ArrayList<>();
    for (QueueId id : topics.takers(publish.topic(), message, publish.publisher())) {
      Queue queue = catalog.get(id.value()).queue();
      Long original = original(queue, message.traits(), number);
      if (original == null) {
        targets.add(new Target(numbers.next(), queue));
      } else if (firstOriginal == null) {
        firstOriginal = original;
      }
    }
    boolean duplicate = targets.isEmpty() && firstOriginal != null;
    long told = duplicate && firstOriginal != null ? firstOriginal : number;
    return new Fan(targets, new Outcome.Sent(new DeliveryId(told), duplicate));
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

  /** Puts a message into each of its targets, which share its body. */
  private void insert(StoredMessage message, long payload, Fan fan) throws SQLException {
    if (payload != 0) {
      tables.payloads.share(payload, fan.targets.size());
    }
    for (Target target : fan.targets) {
      insert(target, message, payload);
    }
  }

  private void insert(Target target, StoredMessage message, long payload) throws SQLException {
    MessageTraits traits = message.traits();
    Queue queue = target.queue;
    Instant expiresAt = traits.expiresAt();
    long expires = expiresAt == null ? 0 : expiresAt.toEpochMilli();
    long due = dueAt(queue, traits);
    Row.Place place = place(target.id, queue, traits, payload, expires, due > now);
    Row row = new Row(place, 0, message, null);
    tables.deliveries.insert(row);
    if (expires != 0) {
      tables.expiry.insert(expires, target.id);
    }
    if (due > now) {
      tables.schedule.insert(due, target.id);
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
      long id, Queue queue, MessageTraits traits, long payload, long expiresAt, boolean parked) {
    long sequence = numbers.next();
    long rank = queue.isFifo() ? sequence : Ranks.of(traits.priority(), sequence);
    long channel = parked ? Channels.parked(queue.id()) : channel(queue, traits);
    return new Row.Place(id, queue.id().value(), channel, rank, payload, expiresAt);
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
