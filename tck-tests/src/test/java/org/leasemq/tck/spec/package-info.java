/**
 * What the Jakarta Messaging 3.1 specification promises, one class per chapter or part of one. Each
 * test names its promise and the section, or the interface whose Javadoc makes it.
 */
package org.leasemq.tck.spec;
