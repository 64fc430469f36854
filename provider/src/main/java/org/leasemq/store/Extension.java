package org.leasemq.store;

import java.time.Instant;

/** What became of the wish to move a lease's end. Immutable. */
public sealed interface Extension {

  /** The lease ends then. */
  record Until(Instant end) implements Extension {}

  /** Nothing was done: the lease may last until then at most. */
  record TooLong(Instant latest) implements Extension {}

  /** Nothing was done: the lease is over, its receipt no longer current. */
  record Over() implements Extension {}
}
