package org.leasemq.tx;

import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XAER_PROTO;
import static javax.transaction.xa.XAException.XAER_RMFAIL;
import static javax.transaction.xa.XAException.XA_RBOTHER;
import static javax.transaction.xa.XAException.XA_RBROLLBACK;
import static javax.transaction.xa.XAException.XA_RBTIMEOUT;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.TransactionRolledBackException;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.leasemq.engine.Node;
import org.leasemq.queue.BranchId;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.Unit;

/**
 * The work of one XA transaction branch, of all sessions that joined it. Thread-safe; no lock is
 * held while the node commits.
 */
final class Branch {

  private final BranchId id;
  private final Node node;
  private final Settlements settlements;

  @GuardedBy("this")
  private final Collected collected = new Collected();

  @GuardedBy("this")
  private final List<Runnable> whenOver = new ArrayList<>();

  @GuardedBy("this")
  private BranchState state = BranchState.OPEN;

  @GuardedBy("this")
  private int associations;

  Branch(BranchId id, Node node) {
    this.id = id;
    this.node = node;
    this.settlements = new Settlements(node);
  }

  BranchId id() {
    return id;
  }

  /** Runs the action once the branch is over, which may be now. */
  void whenOver(Runnable action) {
    synchronized (this) {
      if (state != BranchState.DONE && state != BranchState.TIMED_OUT) {
        whenOver.add(action);
        return;
      }
    }
    action.run();
  }

  /** A session begins to work in it. */
  synchronized void associate() throws XAException {
    requireUsable();
    associations++;
  }

  /** A session no longer works in it. */
  synchronized void dissociate(boolean failed) throws XAException {
    associations--;
    if (failed && state == BranchState.OPEN) {
      state = BranchState.ROLLBACK_ONLY;
    }
    if (state == BranchState.TIMED_OUT) {
      throw timedOut();
    }
  }

  @GuardedBy("this")
  private void requireUsable() throws XAException {
    switch (state) {
      case OPEN -> {}
      case ROLLBACK_ONLY -> throw XaErrors.of(XA_RBROLLBACK, id + " can only be rolled back");
      case TIMED_OUT -> throw timedOut();
      default -> throw XaErrors.of(XAER_PROTO, id + " is prepared or ending");
    }
  }

  private XAException timedOut() {
    return XaErrors.of(XA_RBTIMEOUT, id + " outlived its timeout and was rolled back");
  }

  synchronized void send(Operation.Outgoing message) throws TransactionRolledBackException {
    requireOpen();
    collected.send(message);
  }

  synchronized void receive(Consumed consumed) throws TransactionRolledBackException {
    requireOpen();
    collected.receive(consumed);
  }

  synchronized void requireOpen() throws TransactionRolledBackException {
    if (state != BranchState.OPEN) {
      throw new TransactionRolledBackException(
          "The XA transaction branch takes no more work, it is " + state);
    }
  }

  /** Prepares; answers XA_OK, or XA_RDONLY if there was nothing to do and it is over. */
  int prepare() throws XAException {
    List<Operation> operations = beginEnding();
    if (operations.isEmpty()) {
      over(BranchState.DONE);
      return XAResource.XA_RDONLY;
    }
    Outcome outcome;
    try {
      outcome = node.commit(Unit.of(new Operation.Prepare(id, operations)));
    } catch (RuntimeException e) {
      // If it may be prepared, a rollback must look for it in the store.
      boolean unknown = Failures.isOutcomeUnknown(e);
      become(unknown ? BranchState.PREPARED : BranchState.OPEN);
      throw XaErrors.of(XAER_RMFAIL, id + " could not be prepared", e);
    }
    if (!(outcome instanceof Outcome.Accepted)) {
      throw refused(outcome);
    }
    become(BranchState.PREPARED);
    return XAResource.XA_OK;
  }

  /** Commits without a prepare. */
  void commitOnePhase() throws XAException {
    List<Operation> operations = beginEnding();
    if (operations.isEmpty()) {
      over(BranchState.DONE);
      return;
    }
    Outcome outcome;
    try {
      outcome = node.commit(new Unit(operations));
    } catch (RuntimeException e) {
      // Giving back is refused for what was committed after all: its receipts are gone.
      giveBack("The commit failed", BranchState.DONE);
      if (Failures.isOutcomeUnknown(e)) {
        throw XaErrors.of(XAER_RMFAIL, "It is not known whether " + id + " was committed", e);
      }
      throw XaErrors.of(XA_RBOTHER, id + " could not be committed and was rolled back", e);
    }
    if (!(outcome instanceof Outcome.Accepted)) {
      throw refused(outcome);
    }
    over(BranchState.DONE);
  }

  private XAException refused(Outcome outcome) {
    String reason = "The transaction was rolled back: " + outcome;
    giveBack(reason, BranchState.DONE);
    int code = outcome instanceof Outcome.StaleReceipt ? XA_RBTIMEOUT : XA_RBOTHER;
    return XaErrors.of(code, id + ": " + reason);
  }

  /** Commits what was prepared. */
  void commitPrepared() throws XAException {
    synchronized (this) {
      if (state != BranchState.PREPARED) {
        throw XaErrors.of(XAER_PROTO, id + " is not prepared");
      }
    }
    PreparedBranch.commit(node, id);
    over(BranchState.DONE);
  }

  /** Rolls back, prepared or not. */
  void rollback() throws XAException {
    BranchState before;
    synchronized (this) {
      if (associations > 0 || state == BranchState.ENDING) {
        throw XaErrors.of(XAER_PROTO, id + " is in use: end it first");
      }
      before = state;
      state = before == BranchState.PREPARED ? before : BranchState.ENDING;
    }
    if (before == BranchState.PREPARED) {
      rollBackPrepared();
    } else if (before != BranchState.TIMED_OUT) {
      giveBack("The transaction was rolled back", BranchState.DONE);
    }
    over(BranchState.DONE);
  }

  private void rollBackPrepared() throws XAException {
    try {
      PreparedBranch.rollBack(node, id);
    } catch (XAException e) {
      if (e.errorCode != XAER_NOTA) {
        // If it was never prepared, recovery will not find it, and nobody asks again.
        settlements.abandon(received());
        throw e;
      }
      giveBack("The transaction was rolled back", BranchState.DONE);
    }
  }

  /** Its time is over: rolls back, unless its end has begun. */
  void timeOut() {
    synchronized (this) {
      if (state != BranchState.OPEN && state != BranchState.ROLLBACK_ONLY) {
        return;
      }
      // At once: whoever gets one of the messages now must find the branch timed out.
      state = BranchState.TIMED_OUT;
    }
    giveBack("The transaction outlived its timeout", BranchState.TIMED_OUT);
  }

  /** Nobody else may end it from now on; returns what is to be done. */
  private List<Operation> beginEnding() throws XAException {
    BranchState before;
    synchronized (this) {
      if (associations > 0) {
        throw XaErrors.of(XAER_PROTO, id + " is in use: end it first");
      }
      before = state;
      switch (before) {
        case ENDING, PREPARED, DONE ->
            throw XaErrors.of(XAER_PROTO, id + " is prepared or ending already");
        default -> {}
      }
      state = BranchState.ENDING;
      if (before == BranchState.OPEN) {
        return collected.operations();
      }
    }
    if (before == BranchState.TIMED_OUT) {
      over(BranchState.DONE);
      throw timedOut();
    }
    giveBack("The transaction was marked to be rolled back", BranchState.DONE);
    throw XaErrors.of(XA_RBROLLBACK, id + " could only be rolled back, and was");
  }

  private synchronized List<Consumed> received() {
    return collected.received();
  }

  private synchronized void become(BranchState next) {
    state = next;
  }

  private void giveBack(String reason, BranchState then) {
    List<Consumed> received;
    synchronized (this) {
      received = collected.received();
      collected.clear();
    }
    settlements.giveBack(received, reason);
    over(then);
  }

  private void over(BranchState then) {
    List<Runnable> actions;
    synchronized (this) {
      state = then;
      actions = List.copyOf(whenOver);
      whenOver.clear();
    }
    actions.forEach(Runnable::run);
  }

  synchronized boolean isOver() {
    return state == BranchState.DONE;
  }
}
