/**
 * CDI in Java SE: injected contexts (Jakarta Messaging 3.1, 12.4), and beans that listen. Sees only
 * the provider's public face.
 */
@NullMarked
package org.leasemq.cdi;

import org.jspecify.annotations.NullMarked;
