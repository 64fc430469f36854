package org.leasemq.store;

import java.util.List;

/**
 * All that one caller wants done atomically. Immutable.
 *
 * @param operations in the order in which they count
 */
public record Unit(List<Operation> operations) {

  public Unit {
    operations = List.copyOf(operations);
  }

  /** The unit of these operations. */
  public static Unit of(Operation... operations) {
    return new Unit(List.of(operations));
  }

  /** Whether it must be on the disk before the caller is told: all but non-persistent messages. */
  public boolean isDurable() {
    for (Operation operation : operations) {
      if (!(operation instanceof Operation.Outgoing outgoing)
          || outgoing.message().traits().persistent()) {
        return true;
      }
    }
    return false;
  }

  /** Whether it does nothing but send and publish. */
  public boolean isOnlySends() {
    for (Operation operation : operations) {
      if (!(operation instanceof Operation.Outgoing)) {
        return false;
      }
    }
    return true;
  }

  /** About how many bytes the unit brings in memory. */
  public long size() {
    long size = 0;
    for (Operation operation : operations) {
      size += sizeOf(operation);
    }
    return size;
  }

  private static long sizeOf(Operation operation) {
    if (operation instanceof Operation.Outgoing outgoing) {
      return outgoing.message().sizeInMemory();
    }
    if (operation instanceof Operation.Prepare prepare) {
      return new Unit(prepare.operations()).size();
    }
    return 64;
  }
}
