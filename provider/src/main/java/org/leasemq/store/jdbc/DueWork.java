package org.leasemq.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;

/**
 * What has to be done because its time has come: delayed messages and lanes that back off, leases
 * that are over, messages that expire. For the pipeline's thread only.
 */
final class DueWork {

  private final Tables tables;
  private final Catalog catalog;
  private final Consumer<Group.Work> inGroup;

  /** Up to where expired messages were looked at; behind it the next look begins. */
  private TimerTable.Entry lookedExpired = TimerTable.Entry.NONE;

  /**
   * Makes it.
   *
   * @param inGroup runs work in a group that needs no sync
   */
  DueWork(Tables tables, Catalog catalog, Consumer<Group.Work> inGroup) {
    this.tables = tables;
    this.catalog = catalog;
    this.inGroup = inGroup;
  }

  /** Makes available what is due, at most this many. */
  void promote(int most) {
    List<TimerTable.Entry> due =
        tables.database.read(() -> tables.schedule.due(tables.now(), TimerTable.Entry.NONE, most));
    if (!due.isEmpty()) {
      inGroup.accept(
          group -> {
            for (TimerTable.Entry entry : due) {
              promote(group, entry);
            }
          });
    }
  }

  private void promote(Group group, TimerTable.Entry entry) throws SQLException {
    tables.schedule.delete(entry);
    if (entry.target() < 0) {
      Long queue = tables.lanes.queueIfDue(entry.target(), entry.at());
      Catalog.Entry found = queue == null ? null : catalog.find(queue);
      if (found != null) {
        group.promoteLane(entry.target(), found.queue());
      }
      return;
    }
    Row row = tables.deliveries.byId(entry.target());
    Catalog.Entry found = row == null ? null : catalog.find(row.place().queue());
    if (row != null && found != null) {
      group.promote(row, found.queue());
    }
  }

  /** Ends leases whose time is over; says how many. */
  int expireLeases() {
    long now = tables.now();
    List<Lease> over = new ArrayList<>();
    for (Lease lease : tables.leases.all()) {
      if (lease.isOver(now)) {
        over.add(lease);
      }
    }
    if (!over.isEmpty()) {
      inGroup.accept(
          group -> {
            for (Lease lease : over) {
              group.expireLease(lease);
            }
          });
    }
    return over.size();
  }

  /**
   * Drops or moves expired messages, at most this many; says how many. Leased ones stay and keep
   * their entries, so that they expire once they are given back; the next call looks behind them.
   */
  int expireMessages(int most) {
    List<TimerTable.Entry> due =
        tables.database.read(() -> tables.expiry.due(tables.now(), lookedExpired, most));
    lookedExpired = due.size() < most ? TimerTable.Entry.NONE : due.get(most - 1);
    due.removeIf(entry -> tables.leases.isLeased(entry.target()));
    if (!due.isEmpty()) {
      inGroup.accept(
          group -> {
            for (TimerTable.Entry entry : due) {
              expire(group, entry);
            }
          });
    }
    return due.size();
  }

  private void expire(Group group, TimerTable.Entry entry) throws SQLException {
    Row row = tables.deliveries.byId(entry.target());
    if (row != null) {
      Queue queue = catalog.get(row.place().queue()).queue();
      QueueName target = queue.settings().expiryQueue();
      Catalog.Entry found = target == null ? null : catalog.find(target);
      if (found == null) {
        group.drop(row.place(), queue);
      } else {
        group.moveExpired(row, queue, found.queue());
      }
    }
  }
}
