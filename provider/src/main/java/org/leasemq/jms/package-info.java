/**
 * The Jakarta Messaging façade: connections, sessions, contexts, producers, consumers, browsers.
 * Thin: it translates.
 */
@NullMarked
package org.leasemq.jms;

import org.jspecify.annotations.NullMarked;
