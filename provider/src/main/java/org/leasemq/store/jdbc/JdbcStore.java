package org.leasemq.store.jdbc;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.LaneId;
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
import org.leasemq.store.Batch;
import org.leasemq.store.Demand;
import org.leasemq.store.Extension;
import org.leasemq.store.Outcome;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.QueueStore;
import org.leasemq.store.Reader;
import org.leasemq.store.StoreException;
import org.leasemq.store.Unit;

/**
 * A store on a SQL database that one process owns: rows for what must last, memory for who leases
 * what. For the pipeline's thread only, but for {@link #now}, {@link #started}, {@link
 * #startedLeases} and {@link #endBody}.
 */
final class JdbcStore implements QueueStore {

  private static final System.Logger LOG = System.getLogger(JdbcStore.class.getName());

  private final Database database;
  private final Tables tables;
  private final Catalog catalog = new Catalog();
  private final Branches branches = new Branches();
  private final TopicCatalog topics;
  private final QueueLifecycle lifecycle;
  private final TopicLifecycle topicLifecycle;
  private final LargeBodies bodies;
  private final DueWork dueWork;

  private Numbers numbers = new Numbers(1);
  private long lastGroup;

  /** The commit whose outcome is unknown; null if none. */
  private @Nullable Attempt doubtful;

  /**
   * Opens a store.
   *
   * @throws StoreException if it cannot be opened; the message says what to do
   */
  JdbcStore(
      Dialect dialect,
      InstantSource clock,
      String nodeName,
      Function<String, MessageFilter> selectors) {
    database = new Database(dialect);
    tables = new Tables(database, clock, nodeName);
    topics = new TopicCatalog(selectors);
    lifecycle = new QueueLifecycle(tables, catalog, topics);
    topicLifecycle = new TopicLifecycle(tables, catalog, topics, lifecycle);
    dueWork = new DueWork(tables, catalog, this::inOwnGroup);
    bodies = new LargeBodies(tables);
    open();
    try {
      topicLifecycle.dropTemporaryTopics();
      lifecycle.dropTemporaryQueues();
    } catch (RuntimeException e) {
      database.abandon();
      throw e;
    }
  }

  private void open() {
    database.open();
    try {
      new Schema(database).prepare();
      database.write(
          false,
          () -> {
            NodeTable.State state = tables.node.read();
            lastGroup = state.lastGroup();
            numbers = new Numbers(state.nextNumber());
            tables.node.beginIncarnation(state.incarnation() + 1);
            tables.leases.beginIncarnation(state.incarnation() + 1);
          });
      catalog.merge(database.read(tables.queues::all));
      topics.replace(
          database.read(tables.topics::all), database.read(tables.topics::subscriptions));
      branches.replace(database.read(tables.branches::all));
      database.write(false, this::pinPrepared);
    } catch (RuntimeException e) {
      database.abandon();
      throw e;
    }
  }

  /** Leases to each prepared branch what it has acknowledged. */
  private void pinPrepared() throws SQLException {
    for (BranchId branch : branches.ids()) {
      for (DeliveryId id : branches.acknowledged(branch)) {
        Row row = tables.deliveries.byId(id.value());
        if (row != null && !tables.leases.isLeased(id.value())) {
          Queue queue = catalog.get(row.place().queue()).queue();
          tables.leases.pin(queue, row, branch);
          if (row.place().isLane()) {
            tables.leaseAgain(queue, row.place());
          }
        }
      }
    }
  }

  @Override
  public Instant now() {
    return tables.clock.instant();
  }

  @Override
  public Optional<Queue> findQueue(QueueName name) {
    Catalog.Entry entry = catalog.find(name);
    return entry == null ? Optional.empty() : Optional.of(entry.queue());
  }

  @Override
  public List<Queue> queues() {
    return catalog.queues();
  }

  @Override
  public Queue createQueue(QueueName name, QueueSettings settings, boolean temporary) {
    return lifecycle.create(name, settings, temporary, null, numbers, ++lastGroup);
  }

  @Override
  public Queue alterQueue(QueueId queue, QueueSettings settings) {
    return lifecycle.alter(queue, settings);
  }

  @Override
  public void deleteQueue(QueueId queue) {
    lifecycle.delete(queue);
  }

  @Override
  public Optional<Topic> findTopic(QueueName name) {
    return Optional.ofNullable(topics.find(name));
  }

  @Override
  public List<Topic> topics() {
    return topics.topics();
  }

  @Override
  public Topic createTopic(QueueName name, boolean temporary) {
    return topicLifecycle.create(name, temporary, numbers, ++lastGroup);
  }

  @Override
  public void deleteTopic(TopicId topic) {
    topicLifecycle.delete(topic);
  }

  @Override
  public Subscription createSubscription(
      SubscriptionSpec spec, QueueName name, QueueSettings settings) {
    return topicLifecycle.subscribe(spec, name, settings, numbers, ++lastGroup);
  }

  @Override
  public Optional<Subscription> findSubscription(SubscriptionKey key, boolean durable) {
    return topicLifecycle.find(key, durable);
  }

  @Override
  public void endSubscription(QueueId queue) {
    lifecycle.endSubscription(queue);
  }

  @Override
  public List<Subscription> subscriptions(TopicId topic) {
    return topicLifecycle.subscriptions(topic);
  }

  @Override
  public long purge(QueueId queue) {
    return lifecycle.purge(queue);
  }

  @Override
  public QueueCounts counts(QueueId queue) {
    return lifecycle.counts(queue);
  }

  @Override
  public Reader openReader(Queue queue, @Nullable MessageFilter filter) {
    View view = View.of(queue, filter, tables);
    catalog.get(queue.id().value()).views.add(view);
    return view;
  }

  @Override
  public void closeReader(Reader reader) {
    Catalog.Entry entry = catalog.find(reader.queue().id().value());
    if (entry != null) {
      entry.views.removeIf(view -> view == reader);
    }
  }

  @Override
  public Batch commit(List<Unit> units, List<Demand> demands) {
    Attempt attempt = new Attempt(units.size());
    try {
      return commitGroup(attempt, units, demands);
    } catch (OutcomeUnknownException e) {
      doubtful = attempt;
      throw e;
    } catch (StoreException e) {
      catalog.forgetViews();
      tables.laneLeases.forgetIdle();
      if (units.size() == 1 || isFailed()) {
        throw e;
      }
      return oneByOne(units);
    }
  }

  private Batch commitGroup(Attempt attempt, List<Unit> units, List<Demand> demands) {
    boolean durable = units.stream().anyMatch(Unit::isDurable);
    GroupEffects effects = newEffects(demands);
    attempt.begin(effects);
    inGroup(
        durable,
        effects,
        group -> {
          for (Unit unit : units) {
            attempt.decided(group.run(unit), lastGroup);
          }
        });
    return new CommittedBatch(attempt.outcomes(), effects.apply());
  }

  private GroupEffects newEffects(List<Demand> demands) {
    return new GroupEffects(tables, catalog, branches, numbers, demands);
  }

  /** A group of the store's own, which needs no sync. */
  private void inOwnGroup(Group.Work work) {
    GroupEffects effects = newEffects(List.of());
    inGroup(false, effects, work);
    effects.apply();
  }

  private void inGroup(boolean durable, GroupEffects effects, Group.Work work) {
    long number = ++lastGroup;
    Arrivals arrivals = new Arrivals(tables, catalog, topics, numbers, effects);
    Group group = new Group(tables, catalog, branches, arrivals, effects);
    database.write(
        durable,
        () -> {
          for (Long lane : tables.laneLeases.surplus()) {
            tables.lanes.deleteEmpty(lane);
          }
          work.run(group);
          group.settleLanes();
          tables.node.writeGroup(number, numbers.peek());
        });
    tables.laneLeases.surplus().clear();
  }

  /** One unit spoils the group: each runs for itself, and all share one sync. */
  private Batch oneByOne(List<Unit> units) {
    Attempt attempt = new Attempt(units.size());
    try {
      for (Unit unit : units) {
        alone(attempt, unit);
      }
      database.write(true, () -> {});
    } catch (OutcomeUnknownException e) {
      doubtful = attempt;
      throw e;
    }
    return new CommittedBatch(attempt.outcomes(), Map.of());
  }

  private void alone(Attempt attempt, Unit unit) {
    GroupEffects effects = newEffects(List.of());
    attempt.begin(effects);
    try {
      inGroup(false, effects, group -> attempt.decided(group.run(unit), lastGroup));
      effects.apply();
    } catch (OutcomeUnknownException e) {
      throw e;
    } catch (StoreException e) {
      if (isFailed()) {
        throw new OutcomeUnknownException(String.valueOf(e.getMessage()), e);
      }
      attempt.failed(e);
    }
  }

  @Override
  public Map<Reader, List<Delivery>> claim(List<Demand> demands) {
    Map<Reader, List<Delivery>> claimed = new HashMap<>();
    boolean done = false;
    try {
      for (Demand demand : demands) {
        if (demand.reader().mayHaveMore()) {
          List<Delivery> deliveries = new ArrayList<>();
          View view = (View) demand.reader();
          Limit limit = new Limit(Math.min(demand.messages(), view.room()), demand.bytes());
          claimed.put(view, deliveries);
          database.look(() -> view.claim(limit, deliveries));
        }
      }
      done = true;
      return claimed;
    } finally {
      if (!done) {
        claimed.values().forEach(this::putBack);
        catalog.forgetViews();
      }
    }
  }

  @Override
  public List<Delivery> claimNext(Reader reader, Delivery holder, int most) {
    LaneId lane = holder.lane();
    LaneLeases.Held held = lane == null ? null : tables.laneLeases.held(lane.value());
    Lease lease = tables.leases.find(holder.id(), holder.receipt());
    long now = tables.now();
    if (lane == null || held == null || held.backOffUntil > now) {
      return List.of();
    }
    if (lease == null || lease.branch() != null || lease.isOver(now)) {
      return List.of();
    }
    LaneView view = (LaneView) reader;
    int room = Math.min(most, view.room());
    if (room <= 0) {
      return List.of();
    }
    List<Delivery> next = new ArrayList<>(room);
    database.look(() -> view.takeNext(lane.value(), held, room, next));
    return next;
  }

  @Override
  public void putBack(List<Delivery> deliveries) {
    boolean failed = isFailed();
    for (Delivery delivery : deliveries) {
      Lease lease = tables.leases.find(delivery.id(), delivery.receipt());
      if (lease == null || lease.branch() != null) {
        continue;
      }
      tables.leases.giveUp(lease);
      if (!failed) {
        putBack(lease.place);
      }
    }
  }

  private void putBack(Row.Place place) {
    if (place.isLane()) {
      LaneLeases.Held held = tables.laneLeases.held(place.channel());
      if (held == null) {
        return;
      }
      held.outstanding--;
      if (held.outstanding > 0) {
        held.lastRank = Math.min(held.lastRank, place.rank() - 1);
        return;
      }
      tables.laneLeases.free(place.channel());
      if (held.backOffUntil != 0) {
        return; // as its row says
      }
    }
    Catalog.Entry entry = catalog.find(place.queue());
    if (entry != null) {
      entry.views.forEach(view -> view.returned(place));
    }
  }

  @Override
  public boolean started(Delivery delivery, LeaseTerms terms) {
    return tables.leases.start(delivery, terms, tables.now());
  }

  @Override
  public Extension extend(Delivery delivery, Duration fromNow) {
    return tables.leases.extend(delivery, fromNow.toMillis(), tables.now());
  }

  @Override
  public @Nullable Instant leaseEnd(Delivery delivery) {
    return tables.leases.end(delivery, tables.now());
  }

  @Override
  public int startedLeases(QueueId queue) {
    return tables.leases.started(queue);
  }

  @Override
  public int startedLeases() {
    return tables.leases.started();
  }

  @Override
  public boolean flushStarted() {
    List<Lease> unwritten = tables.leases.takeUnwritten();
    Map<Long, Integer> givenUp = tables.leases.givenUp();
    if (unwritten.isEmpty() && givenUp.isEmpty()) {
      return false;
    }
    database.write(
        false,
        () -> {
          for (Map.Entry<Long, Integer> entry : givenUp.entrySet()) {
            tables.deliveries.writeReceiveCount(entry.getKey(), entry.getValue());
          }
          for (Lease lease : unwritten) {
            tables.deliveries.writeReceiveCount(lease.id, lease.deliveries());
          }
        });
    givenUp.clear();
    return true;
  }

  @Override
  public List<Delivery> browse(QueueId queue, @Nullable Long afterRank, Page most) {
    Catalog.Entry entry = catalog.find(queue.value());
    if (entry == null) {
      return List.of();
    }
    long after = afterRank == null ? Long.MIN_VALUE : afterRank;
    Limit limit = new Limit(most.messages(), most.bytes());
    List<Row> rows =
        database.read(
            () ->
                entry.queue().isFifo()
                    ? tables.deliveries.browseLanes(queue.value(), after, limit)
                    : tables
                        .deliveries
                        .page(Channels.ready(queue), after, Long.MAX_VALUE, limit)
                        .rows());
    long now = tables.now();
    return rows.stream().map(row -> tables.leases.shown(queue, row, now)).toList();
  }

  @Override
  public StoredBody beginBody(byte[] body) {
    return bodies.begin(body, numbers, ++lastGroup);
  }

  @Override
  public int continueBody(StoredBody begun, byte[] body, int from) {
    return bodies.proceed(begun, body, from);
  }

  @Override
  public void endBody(StoredBody body) {
    bodies.end(body);
  }

  @Override
  public int readBody(StoredBody body, int from, byte[] into) {
    return database.read(() -> tables.payloads.read(body.id(), from, into));
  }

  @Override
  public boolean sweepBodies() {
    return bodies.sweep();
  }

  @Override
  public List<BranchId> preparedBranches() {
    return database.read(tables.branches::own);
  }

  @Override
  public Optional<Instant> promoteDue(int most) {
    dueWork.promote(most);
    return database.read(tables.schedule::next).map(Instant::ofEpochMilli);
  }

  @Override
  public int expireLeases() {
    return dueWork.expireLeases();
  }

  @Override
  public int expireMessages(int most) {
    return dueWork.expireMessages(most);
  }

  @Override
  public int pruneDeduplication(int most) {
    return database.transact(false, () -> tables.deduplication.prune(tables.now(), most));
  }

  @Override
  public void compact() {
    try {
      database.dialect().compact(database.connection());
    } catch (RuntimeException e) {
      database.abandon();
      throw new StoreException("The store could not be compacted: " + e.getMessage(), e);
    }
  }

  @Override
  public List<User> users() {
    return database.read(tables.users::all);
  }

  @Override
  public void putUser(User user) {
    database.write(true, () -> tables.users.put(user));
  }

  @Override
  public void removeUser(UserName user) {
    database.write(true, () -> tables.users.delete(user));
  }

  @Override
  public boolean isFailed() {
    return !database.isOpen();
  }

  @Override
  public Optional<List<Outcome>> reopen() {
    open();
    Attempt attempt = doubtful;
    doubtful = null;
    Map<Reader, List<Delivery>> handedOver =
        attempt == null ? Map.of() : attempt.applyIfDone(lastGroup);
    database.look(tables::reviewLeases);
    catalog.forgetViews();
    handedOver.values().forEach(this::putBack);
    return attempt == null ? Optional.empty() : attempt.known(lastGroup);
  }

  /** Rows looked at by claims and settlements since the start. */
  long examinedRows() {
    return tables.examined;
  }

  @Override
  public List<String> verify() {
    return new StoreVerifier(tables, catalog, branches).findings();
  }

  @Override
  public void close() {
    try {
      if (!isFailed()) {
        flushStarted();
      }
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "The store is closed; some deliveries are not counted", e);
    } finally {
      database.close();
    }
  }
}
