package org.leasemq.tx;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.store.Operation;
import org.leasemq.store.Unit;

/** What a transaction has collected so far. Not thread-safe. */
final class Collected {

  private final List<Operation> operations = new ArrayList<>();
  private final List<Consumed> received = new ArrayList<>();

  void send(Operation.Outgoing message) {
    operations.add(message);
  }

  void receive(Consumed consumed) {
    received.add(consumed);
    operations.add(consumed.acknowledge());
  }

  boolean isEmpty() {
    return operations.isEmpty();
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  Unit unit() {
    return new Unit(operations);
  }

  List<Consumed> received() {
    return List.copyOf(received);
  }

  void clear() {
    operations.clear();
    received.clear();
  }
}
