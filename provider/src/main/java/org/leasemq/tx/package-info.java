/** What differs between no, local and XA transactions, as strategies; XA recovery. */
@NullMarked
package org.leasemq.tx;

import org.jspecify.annotations.NullMarked;
