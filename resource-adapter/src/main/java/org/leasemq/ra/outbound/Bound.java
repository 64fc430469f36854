package org.leasemq.ra.outbound;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/**
 * A producer, consumer or browser of the provider's behind a handle. The session in which a handle
 * works changes with the transaction; this follows, by making the object anew in the session that
 * counts now. For one thread at a time, but for {@link #close}.
 */
final class Bound<T extends AutoCloseable> {

  /** How the object is made in a session. */
  interface Maker<T> {
    T make(Session session) throws JMSException;
  }

  private final SessionHandle handle;
  private final Maker<T> maker;
  private @Nullable Session session;
  private @Nullable T object;
  private volatile boolean closed;

  /**
   * Makes the object at once.
   *
   * @throws JMSException if the provider refuses
   */
  Bound(SessionHandle handle, Maker<T> maker) throws JMSException {
    this.handle = handle;
    this.maker = maker;
    get();
  }

  /**
   * The object in the session that counts now.
   *
   * @throws IllegalStateException if the handle is closed
   * @throws JMSException if the provider refuses
   */
  synchronized T get() throws JMSException {
    if (closed) {
      throw new IllegalStateException("It is closed");
    }
    Session now = handle.session();
    T current = object;
    if (current == null || session != now) {
      release();
      current = maker.make(now);
      object = current;
      session = now;
    }
    return current;
  }

  /** Closes the object; the next {@link #get} makes a new one. */
  synchronized void release() {
    T old = object;
    object = null;
    session = null;
    if (old != null) {
      Quietly.close(old);
    }
  }

  /** Closes the object for good. */
  void close() {
    closed = true;
    release();
  }
}
