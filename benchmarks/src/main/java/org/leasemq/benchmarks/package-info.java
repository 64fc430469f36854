/**
 * LeaseMQ and Artemis embedded in one JVM, side by side, through the plain Jakarta Messaging API.
 */
@NullMarked
package org.leasemq.benchmarks;

import org.jspecify.annotations.NullMarked;
