/** Outbound connections: managed connections, and the handles that applications hold. */
@NullMarked
package org.leasemq.ra.outbound;

import org.jspecify.annotations.NullMarked;
