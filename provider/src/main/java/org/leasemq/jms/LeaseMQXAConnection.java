package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XASession;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicSession;
import org.leasemq.tx.XaTransaction;

/** A connection whose sessions can take part in XA transactions. Thread-safe. */
public final class LeaseMQXAConnection extends LeaseMQConnection
    implements XAQueueConnection, XATopicConnection {

  /**
   * A connection.
   *
   * @param hold the connection's hold on its node, let go on close
   * @throws jakarta.jms.InvalidClientIDException if the settings' client id is in use
   */
  public LeaseMQXAConnection(NodeHold hold, ConnectionSettings settings) throws JMSException {
    super(hold, settings);
  }

  @Override
  public XASession createXASession() throws JMSException {
    return xaSession(Domain.COMMON);
  }

  @Override
  public XAQueueSession createXAQueueSession() throws JMSException {
    return xaSession(Domain.QUEUES);
  }

  @Override
  public XATopicSession createXATopicSession() throws JMSException {
    return xaSession(Domain.TOPICS);
  }

  private LeaseMQXASession xaSession(Domain domain) throws JMSException {
    use();
    XaTransaction work = new XaTransaction(shared().branches());
    return new LeaseMQXASession(open(work, Session.SESSION_TRANSACTED), work.resource(), domain);
  }
}
