/** JNDI without a directory server: connection factories and destinations from properties. */
@NullMarked
package org.leasemq.jndi;

import org.jspecify.annotations.NullMarked;
