/**
 * Lets the JORAM conformance suite run on LeaseMQ. The suite itself comes from its artifact at
 * build time, moved to {@code jakarta.jms}.
 */
package org.leasemq.tck.joram;
