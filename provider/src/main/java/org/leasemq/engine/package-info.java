/**
 * The use cases on queues, the commit pipeline, delivery buffers, wake-ups and the background
 * services.
 */
@NullMarked
package org.leasemq.engine;

import org.jspecify.annotations.NullMarked;
