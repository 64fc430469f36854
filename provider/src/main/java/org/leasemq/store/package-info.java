/** The port: what the engine needs of a store, and the store's exceptions. */
@NullMarked
package org.leasemq.store;

import org.jspecify.annotations.NullMarked;
