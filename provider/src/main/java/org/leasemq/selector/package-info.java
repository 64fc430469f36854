/** Parses and evaluates message selectors over a property source. Knows nothing else. */
@NullMarked
package org.leasemq.selector;

import org.jspecify.annotations.NullMarked;
