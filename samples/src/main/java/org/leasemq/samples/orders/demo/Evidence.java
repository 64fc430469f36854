package org.leasemq.samples.orders.demo;

import java.util.List;
import org.leasemq.samples.orders.Order;

/**
 * What is there after a clean stop. Immutable.
 *
 * @param lines the input file
 * @param booked the rows of the application's table, in the order of their positions
 * @param confirmations the bodies of the messages of the confirmation queue
 * @param deadLetters the messages of the dead-letter queue
 * @param waiting how many messages are left in the queue of orders
 * @param inDoubt how many XA branches are still in doubt, of the table and of the queues
 */
record Evidence(
    List<Order> lines,
    List<Order> booked,
    List<String> confirmations,
    List<DeadLetter> deadLetters,
    int waiting,
    int inDoubt) {}
