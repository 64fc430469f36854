package org.leasemq.tx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.leasemq.store.Operation;
import org.leasemq.store.Unit;

/** What a transaction has collected so far. Not thread-safe. */
final class Collected {

  /** Made when the transaction ends: until then the application may release what it received. */
  private final List<Supplier<Operation>> operations = new ArrayList<>();

  private final List<Consumed> received = new ArrayList<>();

  void send(Operation.Outgoing message) {
    operations.add(() -> message);
  }

  void receive(Consumed consumed) {
    consumed.joined();
    received.add(consumed);
    operations.add(consumed::acknowledge);
  }

  boolean isEmpty() {
    return operations.isEmpty();
  }

  List<Operation> operations() {
    return operations.stream().map(Supplier::get).toList();
  }

  Unit unit() {
    return new Unit(operations());
  }

  List<Consumed> received() {
    return List.copyOf(received);
  }

  void clear() {
    operations.clear();
    received.clear();
  }
}
