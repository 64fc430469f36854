/**
 * The JavaBeans that the connector specification wants. They only parse into the provider's
 * configuration; the work is done in {@code outbound} and {@code inflow}.
 */
@NullMarked
package org.leasemq.ra;

import org.jspecify.annotations.NullMarked;
