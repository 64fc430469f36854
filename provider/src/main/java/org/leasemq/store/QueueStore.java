package org.leasemq.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.LeaseTerms;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueCounts;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredBody;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.queue.TopicId;
import org.leasemq.queue.User;
import org.leasemq.queue.UserName;

/**
 * What the engine needs of a store. The contract of every store is {@code QueueStoreContract}.
 *
 * <p>All methods are for one thread, the commit pipeline's, but for {@link #now}, {@link #started},
 * {@link #endBody} and {@link Batch#awaitDurable}. An error that is no {@link
 * OutcomeUnknownException} leaves everything as it was.
 */
public interface QueueStore extends AutoCloseable {

  /** What time it is. The one clock of everything that this store holds. Any thread. */
  Instant now();

  /** The queue of this name. */
  Optional<Queue> findQueue(QueueName name);

  /** All queues, by name. */
  List<Queue> queues();

  /**
   * Makes a queue.
   *
   * @throws StoreException if there is one of this name
   */
  Queue createQueue(QueueName name, QueueSettings settings, boolean temporary);

  /** Gives a queue other settings; what is in it is not touched. */
  Queue alterQueue(QueueId queue, QueueSettings settings);

  /**
   * Deletes a queue with all its messages and leases, a subscription's with the subscription.
   * Nothing happens if there is none.
   */
  void deleteQueue(QueueId queue);

  /** The topic of this name. */
  Optional<Topic> findTopic(QueueName name);

  /** All topics, by name. */
  List<Topic> topics();

  /**
   * Makes a topic.
   *
   * @throws StoreException if there is one of this name
   */
  Topic createTopic(QueueName name, boolean temporary);

  /** Deletes a topic with all its subscriptions. Nothing happens if there is none. */
  void deleteTopic(TopicId topic);

  /**
   * Makes a subscription, with a queue of this name for its messages: from now on it gets what is
   * published. The queue is temporary if the subscription is not durable.
   *
   * @throws StoreException if there is no such topic, or a subscription of this key and durability,
   *     or a queue of this name
   * @throws IllegalArgumentException if the selector is none
   */
  Subscription createSubscription(SubscriptionSpec spec, QueueName name, QueueSettings settings);

  /** The durable (or not durable) subscription of this key. */
  Optional<Subscription> findSubscription(SubscriptionKey key, boolean durable);

  /**
   * Ends a subscription that consumers still hold messages of: it gets nothing more, and of its
   * queue only those messages are left, until the queue is deleted.
   */
  void endSubscription(QueueId queue);

  /** The subscriptions of a topic, in the order in which they were made. */
  List<Subscription> subscriptions(TopicId topic);

  /** Deletes the available and delayed messages of a queue; says how many. */
  long purge(QueueId queue);

  /** How many messages a queue holds in which state; none if there is no such queue. */
  QueueCounts counts(QueueId queue);

  /** How many messages a queue holds, in whatever state. */
  default long count(QueueId queue) {
    return counts(queue).total();
  }

  /** What is wrong in the store; empty if nothing is. */
  List<String> verify();

  /** Opens a view of a queue to claim from. */
  Reader openReader(Queue queue, @Nullable MessageFilter filter);

  /** Closes a view. What was claimed through it stays leased. */
  void closeReader(Reader reader);

  /**
   * Carries out the units as one group, in order, each wholly or not at all. Sends are handed over
   * to the demands where the queue is known to hold nothing that comes before them.
   *
   * @throws StoreException if nothing was done
   * @throws OutcomeUnknownException if that cannot be said; the store must be reopened
   */
  Batch commit(List<Unit> units, List<Demand> demands);

  /** Leases to each reader what is available for it, in order of rank, up to its demand. */
  Map<Reader, List<Delivery>> claim(List<Demand> demands);

  /**
   * Leases to a reader the next available messages of the lane that this delivery holds, as long as
   * the reader selects them; none if the delivery's lease is over, or while the lane backs off.
   *
   * @param most how many messages at most
   */
  List<Delivery> claimNext(Reader reader, Delivery holder, int most);

  /**
   * Ends leases of deliveries that nobody has started: they are available again in their old
   * places. It never fails; of a store that has failed they are available once it is reopened. Then
   * it is also for started ones that could not be settled: they are redelivered, but that delivery
   * does not count further towards dead-lettering. Leases of prepared branches stay.
   */
  void putBack(List<Delivery> deliveries);

  /**
   * Notes that a delivery was started: its count goes up, and its lease counts from now. The note
   * is kept in memory at first; the disk learns it soon. Any thread.
   *
   * @return false if the receipt is no longer current
   */
  default boolean started(Delivery delivery) {
    return started(delivery, LeaseTerms.OF_THE_QUEUE);
  }

  /** As {@link #started(Delivery)}, with a lease on these terms. Any thread. */
  boolean started(Delivery delivery, LeaseTerms terms);

  /**
   * Moves the end of a started delivery's lease, which then nothing extends but another call. The
   * next delivery of the message knows nothing of it.
   *
   * @param fromNow how long it lasts from now on; more than the queue's {@code maxLease} since the
   *     start is refused
   */
  Extension extend(Delivery delivery, Duration fromNow);

  /** When a started delivery's lease ends; null if it is over. Any thread. */
  @Nullable Instant leaseEnd(Delivery delivery);

  /** Writes what {@link #started} noted; says whether there was anything. */
  boolean flushStarted();

  /**
   * A page of a queue's available messages by rank, behind the one given; empty only if there is
   * none. A message that a consumer has started, or that has expired, is in it with a negative
   * receipt: it only counts as a place.
   *
   * @param page how much at most
   */
  List<Delivery> browse(QueueId queue, @Nullable Long afterRank, Page page);

  /**
   * How much of a queue is read at once. Immutable.
   *
   * @param messages how many messages at most
   * @param bytes about how many bytes at most; one message is always within it
   */
  record Page(int messages, long bytes) {}

  /**
   * Writes the first slice of a large body ahead of the unit that will refer to it; on the disk
   * when it returns. A body that no message refers to is swept once it has been ended.
   */
  StoredBody beginBody(byte[] body);

  /** Writes the slice that begins at this byte; says where the next one begins. */
  int continueBody(StoredBody begun, byte[] body, int from);

  /** The unit that was to refer to the body has its outcome, or will not come. Any thread. */
  void endBody(StoredBody body);

  /**
   * Reads the slice that begins at this byte; says where the next one begins. If that is where this
   * one does, the body is gone with its message.
   */
  int readBody(StoredBody body, int from, byte[] into);

  /** Deletes a slice of a body that nobody refers to; says whether there was one. */
  boolean sweepBodies();

  /** The prepared branches. */
  List<BranchId> preparedBranches();

  /**
   * Makes available what is due, delayed messages and lanes that back off, at most this many; says
   * when the next is due, if any.
   */
  Optional<Instant> promoteDue(int most);

  /** Ends started leases whose time is over, so that they are delivered again; says how many. */
  int expireLeases();

  /**
   * Drops (or moves) expired messages that nobody has started, at most this many; says how many.
   */
  int expireMessages(int most);

  /** Forgets deduplication ids whose window is over, at most this many; says how many. */
  int pruneDeduplication(int most);

  /** Does one bounded step of compaction of the files. */
  void compact();

  /** How many deliveries are started and not settled. Any thread. */
  int startedLeases();

  /** How many deliveries of a queue are started and not settled, in prepared branches too. */
  int startedLeases(QueueId queue);

  /** All users, by name. */
  List<User> users();

  /** Adds a user, or replaces the one of this name, durably. */
  void putUser(User user);

  /** Removes a user, durably. Nothing happens if there is none. */
  void removeUser(UserName user);

  /** Whether it can do nothing more until it is reopened. */
  boolean isFailed();

  /**
   * After an {@link OutcomeUnknownException} or a failed store: closes what is left, opens again,
   * replays; leases in memory go on, but for those of messages that were made available without a
   * sync and are not any more.
   *
   * @return the outcomes of the group whose outcome was unknown, if it turns out to be done
   * @throws StoreException if it cannot be opened now; it may be tried again
   */
  Optional<List<Outcome>> reopen();

  /** Closes in good order. */
  @Override
  void close();
}
