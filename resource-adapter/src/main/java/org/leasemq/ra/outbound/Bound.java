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

  /** What happens to the old object when the session changes. */
  enum Change {
    /** It is closed before the new one is made: there may be one at a time. */
    CLOSE_FIRST,
    /** It is closed when the new one is there: so what both stand for lives on. */
    MAKE_FIRST
  }

  private final SessionHandle handle;
  private final Change change;
  private final Maker<T> maker;
  private @Nullable Session session;
  private @Nullable T object;
  private volatile boolean closed;

  /**
   * Makes the object at once.
   *
   * @throws JMSException if the provider refuses
   */
  Bound(SessionHandle handle, Change change, Maker<T> maker) throws JMSException {
    this.handle = handle;
    this.change = change;
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
      if (change == Change.CLOSE_FIRST) {
        release();
      }
      T old = object;
      current = maker.make(now);
      object = current;
      session = now;
      if (old != null) {
        Quietly.close(old);
      }
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
