package org.leasemq.tx;

import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XAER_PROTO;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.JMSException;
import jakarta.jms.TransactionInProgressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.DeliveryId;
import org.leasemq.store.Operation;

/**
 * A session's work in whatever XA branch its resource is associated with; outside of one, each send
 * stands for itself and deliveries are the acknowledge mode's, as application servers expect it.
 * The association may be changed by any thread.
 */
public final class XaTransaction implements Work {

  private final Branches branches;
  private final NoTransaction outside;
  private final Settlements settlements;
  private final BranchResource resource;

  @GuardedBy("this")
  private @Nullable Branch current;

  @GuardedBy("this")
  private final Map<BranchId, Branch> suspended = new HashMap<>();

  @GuardedBy("this")
  private final Set<Branch> unfinished = new HashSet<>();

  @GuardedBy("this")
  private @Nullable Runnable release;

  /** Work in the branches of a node. */
  public XaTransaction(Branches branches) {
    this.branches = branches;
    this.outside = new NoTransaction(branches.node());
    this.settlements = new Settlements(branches.node());
    this.resource = new BranchResource(this, branches);
  }

  /** What a transaction manager works with. */
  public XAResource resource() {
    return resource;
  }

  private synchronized @Nullable Branch current() {
    return current;
  }

  @Override
  public @Nullable DeliveryId send(Operation.Outgoing message) throws JMSException {
    Branch branch = current();
    if (branch == null) {
      return outside.send(message);
    }
    branch.send(message);
    return null;
  }

  @Override
  public CompletableFuture<@Nullable DeliveryId> sendLater(Operation.Outgoing message)
      throws JMSException {
    Branch branch = current();
    if (branch == null) {
      return outside.sendLater(message).thenApply(id -> id);
    }
    branch.send(message);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void requireUsable() throws JMSException {
    Branch branch = current();
    if (branch != null) {
      branch.requireOpen();
    }
  }

  @Override
  public boolean join(Consumed consumed) throws JMSException {
    Branch branch = current();
    if (branch == null) {
      return false;
    }
    try {
      branch.receive(consumed);
      return true;
    } catch (JMSException e) {
      settlements.giveBack(List.of(consumed), "The transaction takes no more work");
      throw e;
    }
  }

  @Override
  public void commit() throws JMSException {
    throw coordinated();
  }

  @Override
  public void rollback() throws JMSException {
    throw coordinated();
  }

  private static TransactionInProgressException coordinated() {
    return new TransactionInProgressException(
        "A transaction manager ends the transactions of this session, by its XAResource");
  }

  @Override
  public void close(Runnable action) {
    synchronized (this) {
      if (!unfinished.isEmpty()) {
        release = action;
        return;
      }
    }
    action.run();
  }

  // What the resource does with the association.

  void begin(BranchId id, Duration timeout) throws XAException {
    requireFree();
    enter(branches.begin(id, timeout));
  }

  void join(BranchId id) throws XAException {
    requireFree();
    enter(branches.get(id));
  }

  void resume(BranchId id) throws XAException {
    Branch branch;
    synchronized (this) {
      requireFree();
      branch = suspended.remove(id);
    }
    if (branch == null) {
      throw XaErrors.of(XAER_NOTA, id + " has not been suspended here");
    }
    enter(branch);
  }

  private synchronized void requireFree() throws XAException {
    Branch branch = current;
    if (branch != null) {
      throw XaErrors.of(XAER_PROTO, "The session is at work in " + branch.id() + ": end it first");
    }
  }

  private void enter(Branch branch) throws XAException {
    branch.associate();
    boolean isNew;
    synchronized (this) {
      current = branch;
      isNew = unfinished.add(branch);
    }
    if (isNew) {
      branch.whenOver(() -> over(branch));
    }
  }

  private void over(Branch branch) {
    Runnable action = null;
    synchronized (this) {
      unfinished.remove(branch);
      if (unfinished.isEmpty()) {
        action = release;
        release = null;
      }
    }
    if (action != null) {
      action.run();
    }
  }

  void suspend(BranchId id) throws XAException {
    Branch branch = leave(id);
    synchronized (this) {
      suspended.put(id, branch);
    }
    branch.dissociate(false);
  }

  void end(BranchId id, boolean failed) throws XAException {
    Branch branch;
    boolean wasSuspended;
    synchronized (this) {
      branch = suspended.remove(id);
      wasSuspended = branch != null;
    }
    if (branch == null) {
      branch = leave(id);
    }
    if (wasSuspended) {
      branch.associate();
    }
    branch.dissociate(failed);
  }

  private synchronized Branch leave(BranchId id) throws XAException {
    Branch branch = current;
    if (branch == null || !branch.id().equals(id)) {
      int code = branches.find(id) == null ? XAER_NOTA : XAER_PROTO;
      throw XaErrors.of(code, "The session is not at work in " + id);
    }
    current = null;
    return branch;
  }
}
