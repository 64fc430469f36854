package org.leasemq.jms;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.leasemq.tx.Failures;
import org.leasemq.tx.Settlements;

/**
 * AUTO_ACKNOWLEDGE and DUPS_OK_ACKNOWLEDGE: the session hands in acknowledges and may run behind by
 * one, or by a window of them. A refused or failed one goes to the ExceptionListener.
 */
final class LazyAcknowledge implements AcknowledgeMode {

  private record Pending(Handover handover, CompletableFuture<Boolean> done) {}

  private final int code;
  private final boolean automatic;
  private final int behind;
  private final Settlements settlements;
  private final Problems problems;

  @GuardedBy("pending")
  private final Deque<Pending> pending = new ArrayDeque<>();

  private volatile @Nullable Handover current;

  /**
   * A mode of this kind.
   *
   * @param code the session mode that is shown
   * @param behind how many acknowledges may be under way
   */
  LazyAcknowledge(int code, int behind, Settlements settlements, Problems problems) {
    this.code = code;
    this.automatic = code != jakarta.jms.Session.SESSION_TRANSACTED;
    this.behind = behind;
    this.settlements = settlements;
    this.problems = problems;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public boolean isAutomatic() {
    return automatic;
  }

  @Override
  public void beforeReceive() {
    await(behind - 1);
  }

  @Override
  public void received(Handover handover) {
    handIn(handover);
  }

  @Override
  public void beforeListener(Handover handover) {
    current = handover;
  }

  @Override
  public void afterListener(Handover handover, @Nullable Throwable failure) {
    boolean recovered = current == null;
    current = null;
    if (recovered) {
      return;
    }
    if (failure == null) {
      handIn(handover);
    } else {
      settlements.giveBack(List.of(handover.consumed()), failure.toString());
    }
  }

  private void handIn(Handover handover) {
    try {
      CompletableFuture<Boolean> done = settlements.acknowledge(handover.consumed());
      synchronized (pending) {
        pending.add(new Pending(handover, done));
      }
    } catch (RuntimeException e) {
      failed(handover, e);
    }
    // After it is handed in: so it joins the group that is being collected, not the next one.
    await(behind);
  }

  /** Waits until at most this many are under way. */
  private void await(int most) {
    for (Pending next = next(most); next != null; next = next(most)) {
      try {
        if (!next.done().join()) {
          problems.report(HeldAcknowledge.late(List.of(next.handover().consumed())));
        }
      } catch (RuntimeException e) {
        failed(next.handover(), e);
      }
    }
  }

  private @Nullable Pending next(int most) {
    synchronized (pending) {
      return pending.size() > most ? pending.poll() : null;
    }
  }

  private void failed(Handover handover, RuntimeException e) {
    settlements.giveBack(List.of(handover.consumed()), "The acknowledge failed");
    problems.report(Failures.of("The acknowledge", e));
  }

  /** These modes ignore it (6.2.10). */
  @Override
  public void acknowledge(Handover handover) {}

  @Override
  public void acknowledgeAll() {}

  /** A listener's message is given back once the listener has returned. */
  @Override
  public void release(Handover handover, Duration wait) throws JMSException {
    if (!handover.equals(current)) {
      throw new JMSException(
          "The session has acknowledged the message, so it cannot be given back: use"
              + " CLIENT_ACKNOWLEDGE, a transaction or a listener for that",
          "LeaseOver");
    }
    handover.consumed().releaseAfter(wait);
  }

  /** Only the message that a listener works on can be unacknowledged. */
  @Override
  public List<Handover> takeUnacknowledged() {
    Handover handover = current;
    current = null;
    return handover == null ? List.of() : List.of(handover);
  }

  @Override
  public void flush() {
    await(0);
  }
}
