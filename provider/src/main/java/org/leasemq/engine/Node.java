package org.leasemq.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.LeaseTerms;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredMessage;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.store.Extension;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.QueueStore;
import org.leasemq.store.Unit;

/**
 * One running provider on one store: the use cases on queues and topics. Thread-safe. Its methods
 * throw {@link org.leasemq.store.StoreException} when the store fails.
 */
public final class Node implements AutoCloseable {

  /** How much a browser reads ahead. */
  private static final QueueStore.Page BROWSED = new QueueStore.Page(100, 1 << 20);

  private final NodeConfiguration configuration;
  private final QueueStore store;
  private final CommitPipeline pipeline;
  private final Users users;
  private final KnownQueues known = new KnownQueues();
  private final Topics topics;
  private final Bodies bodies;
  private final StartedFlusher flusher;
  private final DuePromoter promoter;
  private final Services services;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Node(NodeConfiguration configuration, QueueStore store) {
    this.configuration = configuration;
    this.store = store;
    pipeline = new CommitPipeline(configuration.name(), store);
    users = new Users(pipeline);
    bodies = new Bodies(pipeline, store);
    topics = new Topics(pipeline, known, configuration.autoCreate());
    flusher = new StartedFlusher(pipeline);
    promoter = new DuePromoter(store, pipeline);
    services =
        new Services(
            configuration.name(),
            List.of(
                promoter,
                flusher,
                new LeaseSweeper(pipeline),
                new ExpiryPruner(pipeline),
                new EndedSubscriptions(topics),
                new DeduplicationPruner(pipeline),
                new BodySweeper(pipeline)));
    promoter.runsOn(services);
  }

  /** Starts a node on an open store, which it closes in the end, or if the start fails. */
  public static Node start(NodeConfiguration configuration, QueueStore store) {
    Node node = new Node(configuration, store);
    node.pipeline.start();
    node.services.start();
    try {
      node.promoter.runOnce();
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
    return node;
  }

  /** The configuration. */
  public NodeConfiguration configuration() {
    return configuration;
  }

  /** The users that the store keeps. */
  public Users users() {
    return users;
  }

  /** What time it is, by the store's clock. */
  public Instant now() {
    return store.now();
  }

  /** Runs every background service once, now. */
  public void runServices() {
    services.runOnce();
  }

  /**
   * The queue of this name, made if need be and allowed.
   *
   * @throws UnknownDestinationException if there is none and none may be made
   */
  public Queue queue(QueueName name) {
    Queue queue = known.find(name);
    return queue != null ? queue : pipeline.call(s -> known.remember(findOrCreate(s, name)));
  }

  private Queue findOrCreate(QueueStore s, QueueName name) {
    return s.findQueue(name)
        .orElseGet(
            () -> {
              if (!configuration.autoCreate()) {
                throw new UnknownDestinationException(
                    "There is no queue '"
                        + name
                        + "', and autoCreate=false: make it first, or allow autoCreate.");
              }
              return s.createQueue(name, QueueSettings.defaults(name), false);
            });
  }

  /**
   * The queue of this name with these settings, made or altered if need be.
   *
   * @throws IllegalArgumentException if they do not fit to the name or to the dead-letter queue
   */
  public Queue declare(QueueName name, QueueSettings settings) {
    return pipeline.call(
        s -> {
          SettingsRules.check(s, name, settings);
          Queue found = s.findQueue(name).orElse(null);
          if (found == null) {
            return known.remember(s.createQueue(name, settings, false));
          }
          return known.remember(
              found.settings().equals(settings) ? found : alter(s, found, settings));
        });
  }

  /** Where nothing is to be handed out any more, what waits for a consumer goes back. */
  private Queue alter(QueueStore s, Queue queue, QueueSettings settings) {
    if (settings.pause().receives()) {
      s.putBack(pipeline.buffers().drain(queue.id()));
    }
    return s.alterQueue(queue.id(), settings);
  }

  /** Makes a queue that lives until it is deleted or the node ends. */
  public Queue createTemporaryQueue(QueueName name) {
    return pipeline.call(
        s -> known.remember(s.createQueue(name, QueueSettings.defaults(name), true)));
  }

  private Queue known(QueueId id) {
    Queue queue = known.find(id);
    return queue != null
        ? queue
        : pipeline.call(
            s ->
                s.queues().stream()
                    .filter(q -> q.id().equals(id))
                    .findFirst()
                    .map(known::remember)
                    .orElseThrow(
                        () ->
                            new UnknownDestinationException("The queue has been deleted: " + id)));
  }

  /**
   * Deletes a queue and its messages.
   *
   * @throws QueueInUseException while receivers are open on it
   */
  public void deleteQueue(Queue queue) {
    pipeline.call(
        s -> {
          if (pipeline.buffers().isInUse(queue.id())) {
            throw new QueueInUseException(
                "The queue '" + queue.name() + "' has consumers; close them first.");
          }
          known.forget(queue);
          s.deleteQueue(queue.id());
          return null;
        });
  }

  /**
   * The operation that sends this message, checked against the queue's rules: a FIFO queue needs a
   * group (the default group steps in) and refuses a delay of its own, the size has a limit; the
   * queue's delay and content-based deduplication are applied.
   *
   * @throws MessageRefusedException if a rule is broken; it says which and what to do
   */
  public Operation.Send send(Queue queue, StoredMessage message) {
    Queue current = known.find(queue.id());
    return new Operation.Send(
        queue.id(), SendRules.apply(current == null ? queue : current, message, now()));
  }

  /**
   * The topic of this name, made if need be and allowed.
   *
   * @throws UnknownDestinationException if there is none and none may be made
   */
  public Topic topic(QueueName name) {
    return topics.topic(name);
  }

  /** The topic of a subscription. */
  public Topic topic(Subscription subscription) {
    return topics.topic(subscription.spec());
  }

  /** Makes a topic that lives until it is deleted or the node ends. */
  public Topic createTemporaryTopic(QueueName name) {
    return topics.createTemporary(name);
  }

  /**
   * Deletes a topic and its subscriptions.
   *
   * @throws QueueInUseException while receivers are open on one of them
   */
  public void deleteTopic(Topic topic) {
    topics.delete(topic);
  }

  /**
   * The subscription as specified, made if need be. One of the same key that was specified
   * otherwise is deleted before, with its messages.
   *
   * @throws UnknownDestinationException if the topic has been deleted
   * @throws QueueInUseException if one of the same key was specified otherwise and has receivers
   * @throws IllegalArgumentException if the selector is none
   */
  public Subscription subscribe(SubscriptionSpec spec) {
    return topics.subscribe(spec);
  }

  /** The durable (or not durable) subscription of this key. */
  public Optional<Subscription> findSubscription(SubscriptionKey key, boolean durable) {
    return topics.find(key, durable);
  }

  /**
   * Deletes a subscription and its messages.
   *
   * @throws QueueInUseException while receivers are open on it
   */
  public void deleteSubscription(Subscription subscription) {
    topics.delete(subscription);
  }

  /**
   * Deletes a subscription that is not durable. If consumers hold messages of it, these can still
   * be settled: then it only gets nothing more, and what is left goes when they have been.
   *
   * @throws QueueInUseException while receivers are open on it
   */
  public void endSubscription(Subscription subscription) {
    topics.end(subscription);
  }

  /**
   * The operation that publishes this message, checked against the topic's rules: a FIFO topic
   * needs a group and refuses a delay of the message's own, the size has the limit of a queue for
   * which nobody has set anything.
   *
   * @param publisher who publishes; subscriptions that exclude this publisher do not get it
   * @throws MessageRefusedException if a rule is broken; it says which and what to do
   */
  public Operation.Publish publish(Topic topic, StoredMessage message, @Nullable String publisher) {
    return new Operation.Publish(topic.id(), SendRules.apply(topic, message, now()), publisher);
  }

  /**
   * The operation that gives a started delivery back after a failure, as the queue's redelivery
   * policy wants: a release at once, a release after a wait, or a move to the dead-letter queue.
   *
   * @param reason why it failed; kept with a dead letter
   */
  public Operation afterFailure(Delivery delivery, String reason) {
    return pipeline.deadLetters().afterFailure(known(delivery.queue()), delivery, reason);
  }

  /**
   * Hands a unit to the commit pipeline. The future completes when its outcome is durable (for a
   * unit that need not be durable: accepted), on a thread of the node's, and exceptionally with a
   * {@link org.leasemq.store.StoreException}. Units of one thread are decided in the order in which
   * they were handed in. Blocks only while too much waits in the pipeline, or large bodies are
   * written ahead of their unit.
   *
   * @throws org.leasemq.store.StoreException if a large body cannot be written; nothing was done
   */
  public CompletableFuture<Outcome> submit(Unit unit) {
    noteDue(unit.operations());
    Bodies.Ahead ahead = bodies.sendAhead(unit);
    CompletableFuture<Outcome> done = pipeline.submit(ahead.unit());
    return ahead.bodies().isEmpty()
        ? done
        : done.whenComplete((outcome, failure) -> bodies.end(ahead.bodies()));
  }

  /** Sees to it that what becomes due is promoted then. */
  private void noteDue(List<Operation> operations) {
    for (Operation operation : operations) {
      if (operation instanceof Operation.Outgoing outgoing) {
        Instant dueAt = outgoing.message().traits().dueAt();
        if (dueAt != null) {
          promoter.note(dueAt);
        } else if (operation instanceof Operation.Publish) {
          known.delays().forEach(delay -> promoter.note(now().plus(delay)));
        }
      } else if (operation instanceof Operation.Release release && !release.backOff().isZero()) {
        promoter.note(now().plus(release.backOff()));
      } else if (operation instanceof Operation.Prepare prepare) {
        noteDue(prepare.operations());
      }
    }
  }

  /**
   * {@link #submit} and wait. An interrupt does not end the wait: the thread's flag is set again
   * after it.
   */
  public Outcome commit(Unit unit) {
    noteDue(unit.operations());
    Bodies.Ahead ahead = bodies.sendAhead(unit);
    try {
      return pipeline.commit(ahead.unit());
    } finally {
      bodies.end(ahead.bodies());
    }
  }

  /**
   * Some messages of a queue that no consumer has started, by rank, behind the one given (null:
   * from the first): about a mebibyte, or one message. Empty if there are no more. Large bodies are
   * not read: see {@link #withBody}.
   */
  public List<Delivery> browse(Queue queue, @Nullable Long afterRank) {
    Long after = afterRank;
    while (true) {
      Long from = after;
      List<Delivery> page = pipeline.call(s -> s.browse(queue.id(), from, BROWSED));
      List<Delivery> visible =
          page.stream().filter(delivery -> delivery.receipt().value() >= 0).toList();
      if (page.isEmpty() || !visible.isEmpty()) {
        return visible;
      }
      after = page.get(page.size() - 1).rank();
    }
  }

  /**
   * The delivery with its body read; null if the message is gone.
   *
   * @throws org.leasemq.store.StoreException if it cannot be read now
   */
  public @Nullable Delivery withBody(Delivery delivery) {
    return bodies.read(delivery);
  }

  /** How many messages the queue holds, in whatever state. */
  public long count(Queue queue) {
    return pipeline.call(s -> s.count(queue.id()));
  }

  /** Deletes the messages of a queue that no consumer has started; says how many. */
  public long purge(Queue queue) {
    return pipeline.call(
        s -> {
          s.putBack(pipeline.buffers().drain(queue.id()));
          return s.purge(queue.id());
        });
  }

  /** The queues, by name. */
  public List<Queue> queues() {
    return pipeline.call(QueueStore::queues);
  }

  /** The prepared XA branches of this node's name. */
  public List<BranchId> preparedBranches() {
    return pipeline.call(QueueStore::preparedBranches);
  }

  /**
   * Ends the leases of deliveries that could not be settled because the store has failed, so that
   * they are delivered again; prepared branches keep theirs.
   */
  public void abandon(List<Delivery> deliveries) {
    pipeline.callIfOpen(
        store -> {
          store.putBack(deliveries);
          return null;
        });
  }

  /** How many deliveries are started and not settled. */
  public int startedLeases() {
    return store.startedLeases();
  }

  /** How many deliveries of a queue are started and not settled, in prepared branches too. */
  public int startedLeases(Queue queue) {
    return store.startedLeases(queue.id());
  }

  boolean started(Delivery delivery, LeaseTerms terms) {
    flusher.note();
    return store.started(delivery, terms);
  }

  /**
   * Moves the end of a started delivery's lease to so long from now. What was handed in for it
   * before is decided before.
   */
  public Extension extend(Delivery delivery, Duration fromNow) {
    return pipeline.call(s -> s.extend(delivery, fromNow));
  }

  /** When a started delivery's lease ends; null if it is over. */
  public @Nullable Instant leaseEnd(Delivery delivery) {
    return store.leaseEnd(delivery);
  }

  /** Drops a delivery that nobody has started if its message has expired. */
  boolean dropIfExpired(Delivery delivery) {
    Instant expiresAt = delivery.message().traits().expiresAt();
    if (expiresAt == null || expiresAt.isAfter(now())) {
      return false;
    }
    Queue queue = known(delivery.queue());
    QueueName target = queue.settings().expiryQueue();
    Operation operation =
        target == null
            ? new Operation.Acknowledge(delivery.id(), delivery.receipt())
            : new Operation.Move(delivery.id(), delivery.receipt(), queue(target).id(), "expired");
    pipeline.submitOrPutBack(operation, delivery);
    return true;
  }

  /** What administrators do with its queues. */
  public Administration administration() {
    return new Administration(this, pipeline);
  }

  /** Starts a session's part in the engine, with leases as the queues say. */
  public Owner openOwner() {
    return openOwner(LeaseTerms.OF_THE_QUEUE);
  }

  /** Starts a session's part in the engine, with leases on these terms. */
  public Owner openOwner(LeaseTerms terms) {
    return new Owner(this, pipeline.buffers(), pipeline, terms);
  }

  /**
   * Stops: finishes what is in the pipeline, gives back what is buffered, closes the store.
   * Idempotent.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      services.close();
      pipeline.close();
    }
  }
}
