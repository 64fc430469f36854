package org.leasemq.store.jdbc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueSettings;

/**
 * One lease of an embedded store; it lives in memory only, since after a crash all leases are over.
 * The row's facts are fixed; the rest is guarded by the lease itself.
 */
final class Lease {

  final long id;
  final long receipt;
  final Queue queue;
  final Row.Place place;
  final int priorDeliveries;

  @GuardedBy("this")
  private int deliveries;

  @GuardedBy("this")
  private long deadline = Long.MAX_VALUE;

  @GuardedBy("this")
  private boolean started;

  @GuardedBy("this")
  private boolean ended;

  private volatile @Nullable BranchId branch;

  Lease(Queue queue, Row.Place place, long receipt, int priorDeliveries) {
    this.id = place.id();
    this.receipt = receipt;
    this.queue = queue;
    this.place = place;
    this.priorDeliveries = priorDeliveries;
    this.deliveries = priorDeliveries;
  }

  /** The lease of a prepared branch of a former life: its delivery was started and counted then. */
  static Lease ofBranch(Queue queue, Row row, long receipt, BranchId branch) {
    Lease lease = new Lease(queue, row.place(), receipt, row.receiveCount());
    synchronized (lease) {
      lease.started = true;
    }
    lease.pin(branch);
    return lease;
  }

  /**
   * Starts the delivery at this time (milliseconds); false if the lease is over.
   *
   * @param visibilityTimeout how long it lasts if it is not extended; null: as the queue says
   */
  synchronized boolean start(@Nullable Duration visibilityTimeout, long now) {
    if (ended || isOver(now)) {
      return false;
    }
    started = true;
    deliveries++;
    QueueSettings settings = queue.settings();
    Duration alone = visibilityTimeout == null ? settings.visibilityTimeout() : visibilityTimeout;
    deadline = now + (settings.leaseExtension() ? settings.maxLease() : alone).toMillis();
    return true;
  }

  synchronized boolean isStarted() {
    return started;
  }

  /** Whether its time is over. */
  synchronized boolean isOver(long now) {
    return branch == null && deadline <= now;
  }

  /** Ends the lease. */
  synchronized void end() {
    ended = true;
  }

  synchronized int deliveries() {
    return deliveries;
  }

  /** Pins the lease to a prepared branch: from now on time does not end it. */
  void pin(BranchId id) {
    branch = id;
  }

  @Nullable BranchId branch() {
    return branch;
  }
}
