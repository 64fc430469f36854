package org.leasemq.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.LaneId;
import org.leasemq.queue.Redelivery;
import org.leasemq.tx.Consumed;

/** Which recovered messages the session redelivers itself, and which it gives back. */
final class RedeliveryPlan {

  private static final Redelivery AT_ONCE = new Redelivery.After(Duration.ZERO);

  private final Map<Inlet, List<Handover>> again = new LinkedHashMap<>();
  private final List<Consumed> back = new ArrayList<>();

  RedeliveryPlan(List<Handover> handovers) {
    Set<LaneId> goneLanes = new HashSet<>();
    for (Handover handover : handovers) {
      Delivery delivery = handover.consumed().delivery();
      LaneId lane = delivery.lane();
      if (isAtOnce(handover) && (lane == null || !goneLanes.contains(lane))) {
        again.computeIfAbsent(handover.inlet(), each -> new ArrayList<>()).add(handover);
      } else {
        back.add(handover.consumed());
        if (lane != null) {
          goneLanes.add(lane);
        }
      }
    }
  }

  private static boolean isAtOnce(Handover handover) {
    Consumed consumed = handover.consumed();
    Redelivery next =
        consumed.queue().settings().redelivery().after(consumed.delivery().deliveryCount());
    return !handover.inlet().isClosed()
        && !consumed.isInDoubt()
        && !consumed.isReleased()
        && next.equals(AT_ONCE);
  }

  /** What comes again, through which inlet and in order. */
  Map<Inlet, List<Handover>> again() {
    return again;
  }

  /** What is given back, in order. */
  List<Consumed> back() {
    return back;
  }
}
