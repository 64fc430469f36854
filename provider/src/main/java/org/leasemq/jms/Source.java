package org.leasemq.jms;

import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Queue;

/**
 * What a consumer consumes: a queue, or a subscription, which is a queue too. Immutable.
 *
 * @param destination what the application has named
 * @param queue where the messages are
 * @param filter which of them; null: all
 * @param leave run once when the consumer is closed
 */
record Source(
    LeaseMQDestination destination, Queue queue, @Nullable MessageFilter filter, Runnable leave) {}
