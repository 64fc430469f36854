/** The provider's XA resource as the container sees it. */
@NullMarked
package org.leasemq.ra.xa;

import org.jspecify.annotations.NullMarked;
