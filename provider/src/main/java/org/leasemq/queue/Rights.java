package org.leasemq.queue;

/** What one user may do. Asked with each use, so an answer may change. Thread-safe. */
@FunctionalInterface
public interface Rights {

  /** Whether the user may do this with the queue or topic of this name. */
  boolean may(Permission permission, QueueName destination);
}
