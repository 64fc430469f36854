package org.leasemq;

import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message as an administrator looks at it; it stays where it is. Immutable, but for the message.
 *
 * @param sequenceNumber its number in the store
 * @param deliveries how often it has been delivered
 * @param group its message group, if any
 * @param size its bytes, headers and properties included
 * @param message the message; null if it cannot be read
 */
public record BrowsedMessage(
    long sequenceNumber,
    int deliveries,
    @Nullable String group,
    long size,
    @Nullable Message message) {}
