package org.leasemq.tx;

import static javax.transaction.xa.XAException.XAER_INVAL;
import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XAER_PROTO;

import java.time.Duration;
import java.util.function.Predicate;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;

/**
 * A session's XAResource: the XA protocol, as X/Open and the Jakarta Transactions specification
 * have it. Thread-safe; a branch may be prepared, committed and rolled back through any resource of
 * its node.
 */
final class BranchResource implements XAResource {

  private final XaTransaction session;
  private final Branches branches;
  private volatile int timeoutSeconds;

  BranchResource(XaTransaction session, Branches branches) {
    this.session = session;
    this.branches = branches;
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    BranchId id = Branches.idOf(xid);
    switch (flags) {
      case TMNOFLAGS -> session.begin(id, Duration.ofSeconds(timeoutSeconds));
      case TMJOIN -> session.join(id);
      case TMRESUME -> session.resume(id);
      default -> throw XaErrors.of(XAER_INVAL, "start takes no flags " + flags);
    }
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    BranchId id = Branches.idOf(xid);
    switch (flags) {
      case TMSUCCESS -> session.end(id, false);
      case TMFAIL -> session.end(id, true);
      case TMSUSPEND -> session.suspend(id);
      default -> throw XaErrors.of(XAER_INVAL, "end takes no flags " + flags);
    }
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    Branch branch = branches.get(Branches.idOf(xid));
    try {
      return branch.prepare();
    } finally {
      branches.tidy(branch);
    }
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    BranchId id = Branches.idOf(xid);
    Branch branch = onePhase ? branches.get(id) : branches.find(id);
    if (branch == null) {
      PreparedBranch.commit(branches.node(), id);
      return;
    }
    try {
      if (onePhase) {
        branch.commitOnePhase();
      } else {
        branch.commitPrepared();
      }
    } finally {
      branches.tidy(branch);
    }
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    BranchId id = Branches.idOf(xid);
    Branch branch = branches.find(id);
    if (branch == null) {
      PreparedBranch.rollBack(branches.node(), id);
      return;
    }
    try {
      branch.rollback();
    } finally {
      branches.tidy(branch);
    }
  }

  /** Nothing ends heuristically here, so there is nothing to forget. */
  @Override
  public void forget(Xid xid) throws XAException {
    BranchId id = Branches.idOf(xid);
    Predicate<BranchId> same = id::equals;
    boolean known = branches.find(id) != null || branches.prepared().stream().anyMatch(same);
    throw XaErrors.of(known ? XAER_PROTO : XAER_NOTA, id + " has not ended heuristically");
  }

  @Override
  public Xid[] recover(int flags) throws XAException {
    if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
      throw XaErrors.of(XAER_INVAL, "recover takes no flags " + flags);
    }
    // The first call answers all; those that go on with the scan find no more.
    if ((flags & TMSTARTRSCAN) == 0) {
      return new Xid[0];
    }
    return branches.prepared().stream().map(PreparedXid::new).toArray(Xid[]::new);
  }

  @Override
  public boolean isSameRM(@Nullable XAResource other) {
    return other instanceof BranchResource resource && resource.branches == branches;
  }

  @Override
  public int getTransactionTimeout() {
    return timeoutSeconds;
  }

  /** Zero: no timeout. Holds for the branches that are started from now on. */
  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    if (seconds < 0) {
      throw XaErrors.of(XAER_INVAL, "A transaction timeout is 0 or more seconds, not " + seconds);
    }
    timeoutSeconds = seconds;
    return true;
  }
}
