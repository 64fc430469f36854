/** Weld SE and the extension together, with real stores in memory. */
@NullMarked
package org.leasemq.cdi;

import org.jspecify.annotations.NullMarked;
