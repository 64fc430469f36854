/**
 * The order application, which runs on the server: a gateway takes lines over HTTP and sends them
 * to a FIFO queue, eight concurrent beans book each order in a table and confirm it on a second
 * queue.
 */
@NullMarked
package org.leasemq.samples.orders.app;

import org.jspecify.annotations.NullMarked;
