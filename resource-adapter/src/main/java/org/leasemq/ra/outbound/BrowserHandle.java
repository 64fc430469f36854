package org.leasemq.ra.outbound;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;

/** The queue browser that an application holds. For one thread at a time. */
final class BrowserHandle implements QueueBrowser, Movable {

  private final SessionHandle session;
  private final Bound<QueueBrowser> bound;

  BrowserHandle(SessionHandle session, Bound.Maker<QueueBrowser> maker) throws JMSException {
    this.session = session;
    this.bound = new Bound<>(session, Bound.Change.CLOSE_FIRST, maker);
  }

  @Override
  public void leave() {
    bound.release();
  }

  @Override
  public void close() {
    bound.close();
    session.closed(this);
  }

  @Override
  public Queue getQueue() throws JMSException {
    return bound.get().getQueue();
  }

  @Override
  public String getMessageSelector() throws JMSException {
    return bound.get().getMessageSelector();
  }

  @Override
  public Enumeration<?> getEnumeration() throws JMSException {
    return bound.get().getEnumeration();
  }
}
