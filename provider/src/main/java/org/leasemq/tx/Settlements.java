package org.leasemq.tx;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.leasemq.engine.Node;
import org.leasemq.queue.DeliveryId;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.Unit;

/**
 * Settles deliveries outside transactions, or when one has ended badly. Thread-safe. Its methods
 * throw {@link org.leasemq.store.StoreException}; see {@link Failures}.
 */
public final class Settlements {

  private static final Logger LOG = System.getLogger(Settlements.class.getName());

  private final Node node;

  /** Settlements on this node. */
  public Settlements(Node node) {
    this.node = node;
  }

  /** Hands in an acknowledge; the future says whether it came in time. */
  public CompletableFuture<Boolean> acknowledge(Consumed consumed) {
    return node.submit(Unit.of(consumed.acknowledge()))
        .thenApply(outcome -> !(outcome instanceof Outcome.StaleReceipt));
  }

  /** Acknowledges all whose leases are not over; returns the others. */
  public List<Consumed> acknowledge(List<Consumed> consumed) {
    return settle(consumed, Consumed::acknowledge);
  }

  /**
   * Gives back, in this order and as one unit, as each one's redelivery policy wants it. Those
   * whose leases are over have gone back by themselves. If the store fails, their leases end
   * without its help.
   *
   * @param reason why, where none was noted
   */
  public void giveBack(List<Consumed> consumed, String reason) {
    try {
      settle(consumed, each -> each.giveBack(reason));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Messages are given back without a back-off: " + reason, e);
      abandon(consumed);
    }
  }

  /** Ends the leases without the store's help, but for those of prepared branches. */
  public void abandon(List<Consumed> consumed) {
    node.abandon(consumed.stream().map(Consumed::delivery).toList());
  }

  private List<Consumed> settle(List<Consumed> consumed, Function<Consumed, Operation> operation) {
    List<Consumed> current = new ArrayList<>(consumed);
    List<Consumed> late = new ArrayList<>();
    while (!current.isEmpty()) {
      Outcome outcome = node.commit(new Unit(current.stream().map(operation).toList()));
      if (!(outcome instanceof Outcome.StaleReceipt stale)) {
        break;
      }
      DeliveryId lost = stale.delivery();
      current.stream().filter(each -> each.delivery().id().equals(lost)).forEach(late::add);
      current.removeIf(each -> each.delivery().id().equals(lost));
    }
    return late;
  }
}
