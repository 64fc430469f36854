package org.leasemq.jms;

import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicSession;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XATopicSession;
import javax.transaction.xa.XAResource;

/**
 * A session for XA transactions; outside of one, it acknowledges by itself and sends at once. For
 * one thread at a time; its resource for any.
 */
final class LeaseMQXASession extends LeaseMQSession implements XAQueueSession, XATopicSession {

  private final XAResource resource;

  LeaseMQXASession(SessionCore core, XAResource resource, Domain domain) {
    super(core, domain);
    this.resource = resource;
  }

  @Override
  public Session getSession() {
    return this;
  }

  @Override
  public QueueSession getQueueSession() {
    return this;
  }

  @Override
  public TopicSession getTopicSession() {
    return this;
  }

  @Override
  public XAResource getXAResource() {
    return resource;
  }
}
