/**
 * Drives the order application on a WildFly server of its own, kills the server halfway, and checks
 * afterwards what became of every order.
 */
@NullMarked
package org.leasemq.samples.orders.demo;

import org.jspecify.annotations.NullMarked;
