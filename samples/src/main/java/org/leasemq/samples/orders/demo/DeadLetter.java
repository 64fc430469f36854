package org.leasemq.samples.orders.demo;

/**
 * A message of the dead-letter queue. Immutable.
 *
 * @param order the order's id
 * @param reason why it is there
 * @param source the queue that it comes from
 */
record DeadLetter(String order, String reason, String source) {}
