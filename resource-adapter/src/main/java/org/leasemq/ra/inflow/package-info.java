/** Message inflow: an activation and the workers that bring messages to its endpoints. */
@NullMarked
package org.leasemq.ra.inflow;

import org.jspecify.annotations.NullMarked;
