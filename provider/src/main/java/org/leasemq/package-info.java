/** The public face of LeaseMQ: connection factories, configuration, queue and topic settings. */
@NullMarked
package org.leasemq;

import org.jspecify.annotations.NullMarked;
