/** LeaseMQ in plain Java SE, without a server. */
@NullMarked
package org.leasemq.samples.se;

import org.jspecify.annotations.NullMarked;
