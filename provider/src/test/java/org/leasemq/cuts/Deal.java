package org.leasemq.cuts;

import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * All that is to be done wholly or not at all: one send, one acknowledge, a transaction, a branch.
 *
 * <p>Thread use: under the lock of its {@link Ledger}.
 */
final class Deal {

  final String worker;
  final @Nullable Xid xid;
  final List<Letter> sends = new ArrayList<>(1);
  final List<Letter> takes = new ArrayList<>(1);
  State state = State.OPEN;

  /** Whether the session acknowledges by itself. */
  boolean automatic;

  /** What the application was told when it failed. */
  String told = "";

  /** Whether it can be seen to be done, though the application was not told. */
  boolean seenDone;

  /** Whether it can be seen not to be done. */
  boolean seenNot;

  Deal(String worker, @Nullable Xid xid) {
    this.worker = worker;
    this.xid = xid;
  }

  @Override
  public String toString() {
    return worker + (xid == null ? "" : " " + xid) + ":" + state + told;
  }
}
