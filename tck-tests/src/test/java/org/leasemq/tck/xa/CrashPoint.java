package org.leasemq.tck.xa;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import javax.transaction.xa.XAResource;

/** Where in a two-phase commit the process ends. Resources are prepared and committed in order. */
enum CrashPoint {
  /** The messages are prepared, the row is not; nothing is decided. */
  BETWEEN_PREPARES(false, (messages, row) -> List.of(messages, Bomb.AT_PREPARE, row)),
  /** Both are prepared; nothing is decided. */
  BEFORE_DECISION(false, (messages, row) -> List.of(messages, row, Bomb.AT_PREPARE)),
  /** The commit is decided, and neither knows yet. */
  AFTER_DECISION(true, (messages, row) -> List.of(Bomb.AT_COMMIT, messages, row)),
  /** The messages are committed, the row is not. */
  MESSAGES_COMMITTED(true, (messages, row) -> List.of(messages, Bomb.AT_COMMIT, row)),
  /** The row is committed, the messages are not. */
  ROW_COMMITTED(true, (messages, row) -> List.of(row, Bomb.AT_COMMIT, messages)),
  /** Both are committed, and the transaction manager has not noted it. */
  BEFORE_FORGETTING(true, (messages, row) -> List.of(messages, row, Bomb.AT_COMMIT));

  /** The order in which the resources take part. */
  @Immutable
  private interface Order {
    List<XAResource> of(XAResource messages, XAResource row);
  }

  private final boolean commits;
  private final Order order;

  CrashPoint(boolean commits, Order order) {
    this.commits = commits;
    this.order = order;
  }

  /** How the transaction must end after recovery. */
  boolean commits() {
    return commits;
  }

  /** Whether the messages' branch is still prepared after the crash. */
  boolean leavesMessagesInDoubt() {
    return this != MESSAGES_COMMITTED && this != BEFORE_FORGETTING;
  }

  List<XAResource> resources(XAResource messages, XAResource row) {
    return order.of(messages, row);
  }
}
