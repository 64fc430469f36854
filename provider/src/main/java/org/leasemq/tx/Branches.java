package org.leasemq.tx;

import static javax.transaction.xa.XAException.XAER_DUPID;
import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XAER_RMFAIL;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.queue.BranchId;

/**
 * The XA branches of a node, shared by its sessions: what one session has started another may join
 * or end. Thread-safe.
 */
public final class Branches implements AutoCloseable {

  private final Node node;
  private final ConcurrentMap<BranchId, Branch> active = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer;

  /** The branches of this node. */
  public Branches(Node node) {
    this.node = node;
    this.timer = new ScheduledThreadPoolExecutor(1, Branches::timerThread);
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread timerThread(Runnable work) {
    Thread thread = new Thread(work, "leasemq-xa-timeouts");
    thread.setDaemon(true);
    return thread;
  }

  Node node() {
    return node;
  }

  static BranchId idOf(Xid xid) {
    return BranchId.of(xid.getFormatId(), xid.getGlobalTransactionId(), xid.getBranchQualifier());
  }

  /**
   * Begins a branch.
   *
   * @param timeout when it is rolled back if it has not been prepared; zero: never
   */
  Branch begin(BranchId id, Duration timeout) throws XAException {
    Branch branch = new Branch(id, node);
    if (active.putIfAbsent(id, branch) != null) {
      throw XaErrors.of(XAER_DUPID, id + " has been started before");
    }
    if (!timeout.isZero()) {
      Future<?> alarm = timer.schedule(branch::timeOut, timeout.toMillis(), TimeUnit.MILLISECONDS);
      branch.whenOver(() -> alarm.cancel(false));
    }
    return branch;
  }

  /** The branch that was started here. */
  Branch get(BranchId id) throws XAException {
    Branch branch = active.get(id);
    if (branch == null) {
      throw XaErrors.of(XAER_NOTA, id + " has not been started here");
    }
    return branch;
  }

  /** The branch that was started here, or null: it may be one that an earlier life prepared. */
  @Nullable Branch find(BranchId id) {
    return active.get(id);
  }

  /** Forgets a branch if it is over. */
  void tidy(Branch branch) {
    if (branch.isOver()) {
      active.remove(branch.id(), branch);
    }
  }

  /** The prepared branches, of this life of the node and earlier ones. */
  List<BranchId> prepared() throws XAException {
    try {
      return node.preparedBranches();
    } catch (RuntimeException e) {
      throw XaErrors.of(XAER_RMFAIL, "The prepared branches could not be read", e);
    }
  }

  /** Stops the timeouts. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
