/** The resource adapter on managed WildFly servers, with applications deployed beside it. */
@NullMarked
package org.leasemq.tck.server;

import org.jspecify.annotations.NullMarked;
