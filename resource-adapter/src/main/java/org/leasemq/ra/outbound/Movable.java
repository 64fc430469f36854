package org.leasemq.ra.outbound;

/** A handle whose object of the provider's is made anew where it is needed next. */
interface Movable extends AutoCloseable {

  /** Gives the object up. */
  void leave();

  /** Closes the handle and the object. */
  @Override
  void close();
}
