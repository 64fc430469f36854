package org.leasemq.jms;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.DeliveryId;
import org.leasemq.tx.Consumed;
import org.leasemq.tx.Failures;
import org.leasemq.tx.Settlements;

/**
 * The modes in which the application acknowledges: all that the session has consumed
 * (CLIENT_ACKNOWLEDGE), or one message alone (mode 100, as Amazon's library for SQS has it).
 * Thread-safe, as applications like to acknowledge from other threads.
 */
abstract class HeldAcknowledge implements AcknowledgeMode {

  private final Settlements settlements;

  @GuardedBy("held")
  private final Map<DeliveryId, Handover> held = new LinkedHashMap<>();

  HeldAcknowledge(Settlements settlements) {
    this.settlements = settlements;
  }

  /** What of the held is acknowledged with this message. */
  abstract List<Handover> scope(Handover handover, Map<DeliveryId, Handover> all);

  @Override
  public boolean isAutomatic() {
    return false;
  }

  @Override
  public void beforeReceive() {}

  @Override
  public void received(Handover handover) {
    synchronized (held) {
      held.put(handover.consumed().delivery().id(), handover);
    }
  }

  @Override
  public void beforeListener(Handover handover) {
    received(handover);
  }

  /** The next message follows; to have this one again is the application's to say (6.2.11). */
  @Override
  public void afterListener(Handover handover, @Nullable Throwable failure) {
    if (failure != null) {
      handover.consumed().failed(failure.toString());
    }
  }

  @Override
  public void acknowledge(Handover handover) throws JMSException {
    List<Handover> handovers;
    synchronized (held) {
      handovers = scope(handover, held);
    }
    settle(handovers);
  }

  @Override
  public void acknowledgeAll() throws JMSException {
    List<Handover> handovers;
    synchronized (held) {
      handovers = List.copyOf(held.values());
    }
    settle(handovers);
  }

  @Override
  public void release(Handover handover, Duration wait) throws JMSException {
    handover.consumed().releaseAfter(wait);
    settle(List.of(handover));
  }

  private void settle(List<Handover> handovers) throws JMSException {
    List<Consumed> late;
    try {
      late = settlements.acknowledge(handovers.stream().map(Handover::consumed).toList());
    } catch (RuntimeException e) {
      handovers.forEach(each -> each.consumed().doubt());
      throw Failures.of("The acknowledge", e);
    }
    synchronized (held) {
      handovers.forEach(this::letGo);
    }
    if (!late.isEmpty()) {
      throw late(late);
    }
  }

  /** The session may hold the message again meanwhile, under another receipt. */
  @GuardedBy("held")
  private void letGo(Handover handover) {
    Delivery settled = handover.consumed().delivery();
    Handover current = held.get(settled.id());
    if (current != null && current.consumed().delivery().receipt().equals(settled.receipt())) {
      held.remove(settled.id());
    }
  }

  static JMSException late(List<Consumed> late) {
    String ids =
        late.stream()
            .map(each -> each.delivery().id().toString())
            .collect(Collectors.joining(", "));
    return new JMSException(
        "The acknowledge came too late for the messages with the sequence numbers "
            + ids
            + ": their leases were over, and they are delivered again");
  }

  @Override
  public List<Handover> takeUnacknowledged() {
    synchronized (held) {
      List<Handover> unacknowledged = List.copyOf(held.values());
      held.clear();
      return unacknowledged;
    }
  }

  @Override
  public void flush() {}

  /** CLIENT_ACKNOWLEDGE. */
  static final class Client extends HeldAcknowledge {
    Client(Settlements settlements) {
      super(settlements);
    }

    @Override
    public int code() {
      return jakarta.jms.Session.CLIENT_ACKNOWLEDGE;
    }

    @Override
    List<Handover> scope(Handover handover, Map<DeliveryId, Handover> all) {
      return List.copyOf(all.values());
    }
  }

  /** Mode 100. */
  static final class Individual extends HeldAcknowledge {
    Individual(Settlements settlements) {
      super(settlements);
    }

    @Override
    public int code() {
      return SessionModes.INDIVIDUAL_ACKNOWLEDGE;
    }

    @Override
    List<Handover> scope(Handover handover, Map<DeliveryId, Handover> all) {
      return all.containsKey(handover.consumed().delivery().id()) ? List.of(handover) : List.of();
    }
  }
}
