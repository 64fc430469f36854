/**
 * The five message bodies, properties, conversions, foreign messages, and the wire form of a
 * message.
 */
@NullMarked
package org.leasemq.jms.message;

import org.jspecify.annotations.NullMarked;
