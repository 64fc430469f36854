package org.leasemq.queue;

/**
 * A large body that the store keeps beside its messages, and that has to be read before a message
 * is delivered. Several messages may share it. Immutable.
 *
 * @param id its number in the store; never reused
 * @param length in bytes
 */
public record StoredBody(long id, int length) {

  /** How many bytes of a body are written or read at once at most, so that nobody waits long. */
  public static final int SLICE = 1 << 20;
}
