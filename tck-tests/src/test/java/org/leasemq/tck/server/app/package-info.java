/** What runs on the server: beans, their database and a door for clients. */
@NullMarked
package org.leasemq.tck.server.app;

import org.jspecify.annotations.NullMarked;
