package org.leasemq.jms;

import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;

/**
 * A delivery on its way to the application. Immutable.
 *
 * @param consumer for whom
 * @param delivery the delivery, not started
 * @param before the same message as it was handed out before, if the session recovered it
 */
record Incoming(LeaseMQConsumer consumer, Delivery delivery, @Nullable Handover before) {}
