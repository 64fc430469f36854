/**
 * XA transactions of the provider and a second resource, run by Narayana in a plain JVM, crashes
 * and recovery included.
 */
@NullMarked
package org.leasemq.tck.xa;

import org.jspecify.annotations.NullMarked;
