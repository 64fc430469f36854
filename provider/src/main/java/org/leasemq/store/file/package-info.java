/** The journaled file under H2: nothing that was synced is lost at a power cut. */
@NullMarked
package org.leasemq.store.file;

import org.jspecify.annotations.NullMarked;
