/** The order sample: what the application on the server and the demo that drives it both know. */
@NullMarked
package org.leasemq.samples.orders;

import org.jspecify.annotations.NullMarked;
