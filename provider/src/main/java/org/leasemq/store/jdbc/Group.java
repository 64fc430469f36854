package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.DeadLetterMark;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.Unit;

/**
 * One group of units on its way into the database: decides each unit's outcome as if they came one
 * after the other, writes the rows, and keeps what memory learns once the commit is done ({@link
 * GroupEffects}). For the pipeline's thread only.
 */
final class Group {

  /** Work that writes rows through a group. */
  interface Work {
    /** Runs in the group's transaction. */
    void run(Group group) throws SQLException;
  }

  private final Tables tables;
  private final Catalog catalog;
  private final Branches branches;
  private final Arrivals arrivals;
  private final GroupEffects effects;
  private final Set<Long> settled = new HashSet<>();

  /** The branches that were prepared (with what they hold) or decided (null) in this group. */
  private final Map<BranchId, @Nullable List<Operation>> changedBranches = new HashMap<>();

  private final long now;

  Group(
      Tables tables, Catalog catalog, Branches branches, Arrivals arrivals, GroupEffects effects) {
    this.tables = tables;
    this.catalog = catalog;
    this.branches = branches;
    this.arrivals = arrivals;
    this.effects = effects;
    this.now = tables.now();
  }

  /** Decides one unit and writes its rows if it is accepted. */
  Outcome run(Unit unit) throws SQLException {
    Outcome refusal = refusal(unit.operations());
    if (refusal != null) {
      return refusal;
    }
    List<Outcome.Sent> sent = new ArrayList<>(1);
    for (Operation operation : unit.operations()) {
      perform(operation, sent);
    }
    return sent.isEmpty() ? Outcome.Accepted.NOTHING_SENT : new Outcome.Accepted(sent);
  }

  /** Settles the lanes that were touched; after all other rows of the group. */
  void settleLanes() throws SQLException {
    effects.lanes().settle(now);
  }

  private @Nullable Outcome refusal(List<Operation> operations) {
    Set<Long> own = operations.size() > 1 ? new HashSet<>() : null;
    for (Operation operation : operations) {
      Outcome refusal = null;
      if (operation instanceof Operation.Settlement settlement) {
        long id = settlement.delivery().value();
        boolean first = own == null || own.add(id);
        if (!first || !isCurrent(settlement)) {
          refusal = new Outcome.StaleReceipt(settlement.delivery());
        } else if (operation instanceof Operation.Move move) {
          refusal = missing(move.target());
        }
      } else if (operation instanceof Operation.Outgoing outgoing) {
        refusal = arrivals.refusal(outgoing);
      } else if (operation instanceof Operation.Prepare prepare) {
        refusal = refusal(prepare.operations());
      } else if (operation instanceof Operation.CommitBranch commit) {
        refusal = missing(commit.branch());
      } else if (operation instanceof Operation.RollbackBranch rollback) {
        refusal = missing(rollback.branch());
      }
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private boolean isCurrent(Operation.Settlement settlement) {
    Lease lease = tables.leases.find(settlement.delivery(), settlement.receipt());
    return lease != null
        && lease.branch() == null
        && !lease.isOver(now)
        && !settled.contains(lease.id);
  }

  private @Nullable Outcome missing(QueueId queue) {
    return catalog.find(queue.value()) == null ? new Outcome.QueueMissing(queue) : null;
  }

  private @Nullable Outcome missing(BranchId branch) {
    return prepared(branch) == null ? new Outcome.BranchMissing(branch) : null;
  }

  private void perform(Operation operation, List<Outcome.Sent> sent) throws SQLException {
    if (operation instanceof Operation.Outgoing outgoing) {
      sent.add(arrivals.accept(outgoing));
    } else if (operation instanceof Operation.Acknowledge acknowledge) {
      delete(lease(acknowledge));
    } else if (operation instanceof Operation.Release release) {
      release(lease(release), release.backOff().toMillis());
    } else if (operation instanceof Operation.Move move) {
      move(lease(move), move);
    } else if (operation instanceof Operation.Prepare prepare) {
      prepare(prepare);
    } else if (operation instanceof Operation.CommitBranch commit) {
      commitBranch(commit.branch(), sent);
    } else if (operation instanceof Operation.RollbackBranch rollback) {
      rollbackBranch(rollback.branch());
    }
  }

  private Lease lease(Operation.Settlement settlement) {
    Lease lease = tables.leases.byId(settlement.delivery().value());
    if (lease == null) {
      throw new IllegalStateException("The lease was current a moment ago: " + settlement);
    }
    return lease;
  }

  private void delete(Lease lease) throws SQLException {
    tables.delete(lease.place);
    settled.add(lease.id);
    effects.gone(lease);
  }

  private void release(Lease lease, long backOff) throws SQLException {
    settled.add(lease.id);
    int count = lease.deliveries();
    if (backOff == 0 || lease.place.isLane()) {
      tables.deliveries.writeReceiveCount(lease.id, count);
      effects.returned(lease, backOff == 0 ? 0 : now + backOff);
      return;
    }
    Row.Place parked = lease.place.movedTo(Channels.parked(lease.queue.id()));
    tables.deliveries.move(parked, count);
    tables.schedule.insert(now + backOff, lease.id);
    effects.gone(lease);
  }

  private void move(Lease lease, Operation.Move move) throws SQLException {
    settled.add(lease.id);
    effects.gone(lease);
    Row row = tables.deliveries.byId(lease.id);
    Catalog.Entry target = catalog.find(move.target().value());
    if (row == null || target == null) {
      throw new IllegalStateException("A move needs its message and its target queue: " + move);
    }
    String reason = move.reason();
    DeadLetterMark mark =
        reason == null
            ? null
            : new DeadLetterMark(
                reason, lease.queue.name(), lease.deliveries(), Instant.ofEpochMilli(now));
    moveRow(row, target.queue(), mark);
  }

  /** Moves a row that nobody leases to the end of a queue; it expires only as that one says. */
  private void moveRow(Row row, Queue target, @Nullable DeadLetterMark mark) throws SQLException {
    Row.Place old = row.place();
    if (old.expiresAt() != 0) {
      tables.expiry.delete(new TimerTable.Entry(old.expiresAt(), old.id()));
    }
    if (old.isParked()) {
      tables.schedule.deleteTarget(old.id());
    }
    MessageTraits traits = row.message().traits();
    MessageTraits lasting =
        arrivals.kept(
            target,
            new MessageTraits(
                traits.priority(), traits.persistent(), traits.group(), null, null, null));
    Instant expiresAt = lasting.expiresAt();
    long expires = expiresAt == null ? 0 : expiresAt.toEpochMilli();
    Row.Place place = arrivals.place(old.id(), target, lasting, old.payload(), expires, false);
    tables.deliveries.transfer(place, mark);
    if (expires != 0) {
      tables.expiry.insert(expires, old.id());
    }
    effects.available(
        target, new Row(place, 0, row.message().with(lasting), mark == null ? row.mark() : mark));
  }

  private void prepare(Operation.Prepare prepare) throws SQLException {
    List<Operation> operations = new ArrayList<>();
    List<Lease> pinned = new ArrayList<>();
    for (Operation operation : prepare.operations()) {
      if (operation instanceof Operation.Acknowledge acknowledge) {
        Lease lease = lease(acknowledge);
        settled.add(lease.id);
        pinned.add(lease);
        tables.deliveries.writeReceiveCount(lease.id, lease.deliveries());
        operations.add(acknowledge);
      } else if (operation instanceof Operation.Outgoing outgoing) {
        operations.add(outgoing.with(arrivals.prepare(outgoing.message())));
      }
    }
    tables.branches.insert(prepare.branch(), operations);
    changedBranches.put(prepare.branch(), operations);
    effects.prepared(prepare.branch(), operations, pinned);
  }

  private void commitBranch(BranchId branch, List<Outcome.Sent> sent) throws SQLException {
    for (Operation operation : decide(branch)) {
      if (operation instanceof Operation.Outgoing outgoing) {
        if (arrivals.refusal(outgoing) == null) {
          sent.add(arrivals.acceptPrepared(outgoing));
        } else {
          arrivals.forget(outgoing);
        }
      } else if (operation instanceof Operation.Acknowledge acknowledge) {
        Lease lease = tables.leases.byId(acknowledge.delivery().value());
        if (lease != null) {
          delete(lease);
        }
      }
    }
    effects.decided(branch);
  }

  private void rollbackBranch(BranchId branch) throws SQLException {
    for (Operation operation : decide(branch)) {
      if (operation instanceof Operation.Acknowledge acknowledge) {
        Lease lease = tables.leases.byId(acknowledge.delivery().value());
        if (lease != null) {
          release(lease, 0);
        }
      } else if (operation instanceof Operation.Outgoing outgoing) {
        arrivals.forget(outgoing);
      }
    }
    effects.decided(branch);
  }

  /** What a prepared branch holds; from now on it is none any more. */
  private List<Operation> decide(BranchId branch) throws SQLException {
    List<Operation> operations = prepared(branch);
    if (operations == null) {
      throw new IllegalStateException("The branch was prepared a moment ago: " + branch);
    }
    changedBranches.put(branch, null);
    tables.branches.delete(branch);
    return operations;
  }

  /** What a branch holds that is prepared at this point of the group; null if it is not. */
  private @Nullable List<Operation> prepared(BranchId branch) {
    return changedBranches.containsKey(branch)
        ? changedBranches.get(branch)
        : branches.find(branch);
  }

  /** Ends a lease whose time is over; the message is available again, its delivery counted. */
  void expireLease(Lease lease) throws SQLException {
    release(lease, 0);
  }

  /** Makes a parked row available at the end of its queue. */
  void promote(Row row, Queue queue) throws SQLException {
    MessageTraits traits = row.message().traits();
    Row.Place old = row.place();
    Row.Place place =
        arrivals.place(old.id(), queue, traits, old.payload(), old.expiresAt(), false);
    tables.deliveries.move(place, row.receiveCount());
    effects.available(queue, new Row(place, row.receiveCount(), row.message(), row.mark()));
  }

  /** Ends the back-off of a lane. */
  void promoteLane(long lane, Queue queue) {
    effects.lanes().wake(queue, lane);
  }

  /** Moves an expired row that nobody leases to the expiry queue. */
  void moveExpired(Row row, Queue queue, Queue target) throws SQLException {
    DeadLetterMark mark =
        new DeadLetterMark("expired", queue.name(), row.receiveCount(), Instant.ofEpochMilli(now));
    moveRow(row, target, mark);
    if (row.place().isLane()) {
      effects.lanes().lost(queue, row.place().channel());
    }
  }

  /** Deletes a row that nobody leases. */
  void drop(Row.Place place, Queue queue) throws SQLException {
    tables.delete(place);
    if (place.isLane()) {
      effects.lanes().lost(queue, place.channel());
    }
  }
}
