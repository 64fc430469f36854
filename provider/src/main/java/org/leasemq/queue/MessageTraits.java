package org.leasemq.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the engine and the store decide by when they handle a message. Immutable.
 *
 * @param priority 0 to 9
 * @param persistent whether an accepted send must survive a power cut
 * @param group the message group; on a FIFO queue its lane
 * @param deduplicationId the sender's token
 * @param dueAt not delivered before, by the store's clock; null: at once
 * @param expiresAt not delivered from then on, by the store's clock; null: never
 */
public record MessageTraits(
    int priority,
    boolean persistent,
    @Nullable MessageGroup group,
    @Nullable DeduplicationId deduplicationId,
    @Nullable Instant dueAt,
    @Nullable Instant expiresAt) {

  /** A persistent message of priority 4 and nothing else. */
  public static final MessageTraits PLAIN = new MessageTraits(4, true, null, null, null, null);

  public MessageTraits {
    Ranges.check("priority", priority, 0, 9);
  }
}
