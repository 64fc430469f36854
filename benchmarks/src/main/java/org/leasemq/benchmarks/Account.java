package org.leasemq.benchmarks;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.BitSet;

/** One sender's messages in a {@link Ledger}. Thread-safe. */
final class Account {

  @GuardedBy("this")
  private final BitSet received = new BitSet();

  @GuardedBy("this")
  private int sent;

  @GuardedBy("this")
  private int doubles;

  @GuardedBy("this")
  private int disorders;

  synchronized void sent() {
    sent++;
  }

  synchronized boolean received(int sequence, int groups) {
    // Round robin over the groups: the same group's message before this one is `groups` earlier.
    if (groups > 0 && sequence >= groups && !received.get(sequence - groups)) {
      disorders++;
    }
    if (received.get(sequence)) {
      doubles++;
      return false;
    }
    received.set(sequence);
    return true;
  }

  synchronized String complaint() {
    int arrived = received.cardinality();
    StringBuilder complaint = new StringBuilder();
    if (arrived != sent || received.length() != sent) {
      complaint.append(" sent ").append(sent).append(", received ").append(arrived);
    }
    if (doubles > 0) {
      complaint.append(" received twice ").append(doubles);
    }
    if (disorders > 0) {
      complaint.append(" out of order ").append(disorders);
    }
    return complaint.toString();
  }
}
