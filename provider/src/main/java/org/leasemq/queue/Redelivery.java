package org.leasemq.queue;

import java.time.Duration;

/** What happens to a message whose delivery failed. Immutable. */
public sealed interface Redelivery {

  /** It becomes available again after the back-off (zero: at once). */
  record After(Duration backOff) implements Redelivery {}

  /** It moves to the dead-letter queue of this name. */
  record DeadLetter(QueueName queue) implements Redelivery {}
}
