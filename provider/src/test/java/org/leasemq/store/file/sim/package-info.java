/**
 * A disk in memory whose power can be cut, as an H2 file system: the judge of everything that
 * claims to be durable.
 */
@NullMarked
package org.leasemq.store.file.sim;

import org.jspecify.annotations.NullMarked;
