package org.leasemq;

import org.leasemq.queue.QueueCounts;
import org.leasemq.queue.QueueSettings;

/**
 * A queue as an administrator sees it, at the moment it was asked for. Immutable.
 *
 * @param name its name
 * @param fifo whether it keeps the order of each message group
 * @param temporary whether it goes with the connection that made it
 * @param settings its settings
 * @param counts how many messages it holds
 */
public record QueueDescription(
    String name, boolean fifo, boolean temporary, QueueSettings settings, QueueCounts counts) {}
