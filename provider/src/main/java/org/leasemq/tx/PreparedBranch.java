package org.leasemq.tx;

import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XAER_RMFAIL;

import javax.transaction.xa.XAException;
import org.leasemq.engine.Node;
import org.leasemq.queue.BranchId;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.Unit;

/**
 * Ends branches that the store keeps, prepared in this life of the node or an earlier. Stateless.
 */
final class PreparedBranch {

  private PreparedBranch() {}

  static void commit(Node node, BranchId id) throws XAException {
    end(node, id, new Operation.CommitBranch(id));
  }

  static void rollBack(Node node, BranchId id) throws XAException {
    end(node, id, new Operation.RollbackBranch(id));
  }

  private static void end(Node node, BranchId id, Operation operation) throws XAException {
    Outcome outcome;
    try {
      outcome = node.commit(Unit.of(operation));
    } catch (RuntimeException e) {
      // The transaction manager asks again; ending what has ended is answered with XAER_NOTA.
      throw XaErrors.of(XAER_RMFAIL, id + " could not be ended now", e);
    }
    if (!(outcome instanceof Outcome.Accepted)) {
      throw XaErrors.of(XAER_NOTA, id + " is not prepared here: " + outcome);
    }
  }
}
