package org.leasemq.jms;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Permission;

/** A browser (Jakarta Messaging 3.1, 4.1.6). For its session's thread. */
final class LeaseMQBrowser implements QueueBrowser {

  private final SessionCore session;
  private final LeaseMQDestination destination;
  private final @Nullable MessageFilter filter;
  private boolean closed;

  LeaseMQBrowser(
      SessionCore session, LeaseMQDestination destination, @Nullable MessageFilter filter) {
    this.session = session;
    this.destination = destination;
    this.filter = filter;
  }

  private void requireOpen() throws IllegalStateException {
    if (closed) {
      throw new IllegalStateException("The browser is closed");
    }
    session.requireOpen();
  }

  @Override
  public Queue getQueue() throws JMSException {
    requireOpen();
    return (Queue) destination;
  }

  @Override
  public @Nullable String getMessageSelector() throws JMSException {
    requireOpen();
    return filter == null ? null : filter.text();
  }

  /** What is in the queue as the enumeration goes on, not a snapshot. */
  @Override
  public Enumeration<LeaseMQMessage> getEnumeration() throws JMSException {
    requireOpen();
    LeaseMQConnection connection = session.connection();
    return new BrowserEnumeration(
        connection.shared().node(),
        connection.queue(Permission.BROWSE, destination),
        filter,
        connection.receivedMessages());
  }

  @Override
  public void close() {
    closed = true;
  }
}
