package org.leasemq.store.jdbc;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
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
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.Receipt;
import org.leasemq.queue.StoredBody;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.queue.Topic;
import org.leasemq.queue.TopicId;
import org.leasemq.store.Batch;
import org.leasemq.store.Demand;
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
            tables.laneLeases.lease(queue, row.place());
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
  public long count(QueueId queue) {
    return lifecycle.count(queue);
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

  /** A group that is on the disk when it is made. */
  private record CommittedBatch(List<Outcome> outcomes, Map<Reader, List<Delivery>> handedOver)
      implements Batch {
    @Override
    public void awaitDurable() {
      // The commit has waited.
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
          Limit limit = new Limit(demand.messages(), demand.bytes());
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
    List<Delivery> next = new ArrayList<>(most);
    database.look(() -> ((LaneView) reader).takeNext(lane.value(), held, most, next));
    return next;
  }

  @Override
  public void putBack(List<Delivery> deliveries) {
    boolean failed = isFailed();
    List<Lease> backingOff = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      Lease lease = tables.leases.find(delivery.id(), delivery.receipt());
      if (lease == null || lease.branch() != null) {
        continue;
      }
      if (!failed && backsOff(lease.place)) {
        backingOff.add(lease);
        continue;
      }
      tables.leases.giveUp(lease);
      if (!failed) {
        putBack(lease.place);
      }
    }
    if (!backingOff.isEmpty()) {
      backOff(backingOff);
    }
  }

  private void backOff(List<Lease> leases) {
    GroupEffects effects = newEffects(List.of());
    leases.forEach(lease -> effects.returned(lease, 0));
    try {
      inGroup(false, effects, group -> {});
      effects.apply();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "A message group does not back off, as the store failed", e);
      leases.forEach(tables.leases::giveUp);
      database.abandon();
    }
  }

  /** Whether this is in a leased lane that must back off when it is free: that needs a row. */
  private boolean backsOff(Row.Place place) {
    LaneLeases.Held held = place.isLane() ? tables.laneLeases.held(place.channel()) : null;
    return held != null && held.backOffUntil > tables.now();
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
    }
    Catalog.Entry entry = catalog.find(place.queue());
    if (entry != null) {
      entry.views.forEach(view -> view.returned(place));
    }
  }

  @Override
  public boolean started(Delivery delivery) {
    return tables.leases.start(delivery, tables.now());
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
  public List<Delivery> browse(QueueId queue, @Nullable Long afterRank, int most) {
    Catalog.Entry entry = catalog.find(queue.value());
    if (entry == null) {
      return List.of();
    }
    long after = afterRank == null ? Long.MIN_VALUE : afterRank;
    List<Row> rows =
        database.read(
            () ->
                tables.deliveries.browse(
                    queue.value(), entry.queue().isFifo(), Channels.ready(queue), after, most));
    long now = tables.now();
    List<Delivery> page = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Lease lease = tables.leases.byId(row.place().id());
      boolean visible = !row.isExpired(now) && (lease == null || !lease.isStarted());
      page.add(
          new Delivery(
              new DeliveryId(row.place().id()),
              new Receipt(visible ? 0 : -1),
              queue,
              null,
              row.place().rank(),
              row.receiveCount(),
              row.message(),
              row.mark()));
    }
    return page;
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
    tables.laneLeases.clear();
    database.look(this::reviewLeases);
    catalog.forgetViews();
    handedOver.values().forEach(this::putBack);
    return attempt == null ? Optional.empty() : attempt.known(lastGroup);
  }

  /**
   * A lease goes on if its message is where it was. It may not be, since what was committed without
   * a sync is gone: a message that is delayed again, a lane that backs off again, a number that
   * will be drawn anew.
   */
  private void reviewLeases() throws SQLException {
    for (Lease lease : tables.leases.all()) {
      boolean isLane = lease.place.isLane();
      if (!lease.place.equals(tables.deliveries.place(lease.id))
          || (isLane && tables.lanes.dueAt(lease.place.channel()) != null)) {
        tables.leases.remove(lease);
      } else if (isLane) {
        tables.laneLeases.lease(lease.queue, lease.place);
      }
    }
    for (Long id : List.copyOf(tables.leases.givenUp().keySet())) {
      if (tables.deliveries.place(id) == null) {
        tables.leases.givenUp().remove(id);
      }
    }
  }

  /** Rows looked at by claims and settlements since the start. */
  long examinedRows() {
    return tables.examined;
  }

  /** What is wrong in the store; empty if nothing is. */
  List<String> verify() {
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
