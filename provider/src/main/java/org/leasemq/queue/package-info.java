/**
 * Pure values and rules of queues: ids, settings, leases, receipts, redelivery. No threads, no
 * clock.
 */
@NullMarked
package org.leasemq.queue;

import org.jspecify.annotations.NullMarked;
