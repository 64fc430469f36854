package org.leasemq.store.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.DeliveryId;
import org.leasemq.queue.StoredBody;
import org.leasemq.store.Operation;

/** The prepared branches, as the table holds them. For the pipeline's thread only. */
final class Branches {

  private final Map<BranchId, List<Operation>> prepared = new LinkedHashMap<>();

  @Nullable List<Operation> find(BranchId branch) {
    return prepared.get(branch);
  }

  void put(BranchId branch, List<Operation> operations) {
    prepared.put(branch, operations);
  }

  void remove(BranchId branch) {
    prepared.remove(branch);
  }

  void replace(Map<BranchId, List<Operation>> all) {
    prepared.clear();
    prepared.putAll(all);
  }

  /** The deliveries that the branch has acknowledged. */
  List<DeliveryId> acknowledged(BranchId branch) {
    List<DeliveryId> ids = new ArrayList<>();
    for (Operation operation : prepared.getOrDefault(branch, List.of())) {
      if (operation instanceof Operation.Acknowledge acknowledge) {
        ids.add(acknowledge.delivery());
      }
    }
    return ids;
  }

  /** The bodies that prepared messages refer to. */
  List<StoredBody> bodies() {
    return prepared.values().stream()
        .flatMap(List::stream)
        .filter(Operation.Outgoing.class::isInstance)
        .map(operation -> ((Operation.Outgoing) operation).message().storedBody())
        .filter(Objects::nonNull)
        .toList();
  }

  List<BranchId> ids() {
    return List.copyOf(prepared.keySet());
  }
}
