package org.leasemq.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Who sent and received what in one round, so that nothing is lost or doubled. Thread-safe. */
final class Ledger {

  private final int groups;
  private final List<Account> accounts;
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();

  /**
   * @param senders how many send
   * @param groups message groups per sender, whose order is checked; 0 if order does not matter
   */
  Ledger(int senders, int groups) {
    this.groups = groups;
    this.accounts = Stream.generate(Account::new).limit(senders).toList();
  }

  /** A send has returned. A sender's sequence numbers run from 0. */
  void sent(int sender) {
    accounts.get(sender).sent();
    sent.increment();
  }

  /** A message has arrived. Answers whether for the first time. */
  boolean received(int sender, int sequence) {
    boolean first = accounts.get(sender).received(sequence, groups);
    if (first) {
      received.increment();
    }
    return first;
  }

  /** The messages that went through whole so far. */
  long whole() {
    return Math.min(sent.sum(), received.sum());
  }

  /** What is wrong after all has been received, in words; empty if nothing is. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (int sender = 0; sender < accounts.size(); sender++) {
      String complaint = accounts.get(sender).complaint();
      if (!complaint.isEmpty()) {
        complaints.add("sender " + sender + ":" + complaint);
      }
    }
    return complaints;
  }
}
