package org.leasemq.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.XAJMSContext;
import javax.transaction.xa.XAResource;

/** A context for XA transactions (Jakarta Messaging 3.1, 6.2.9). For one thread at a time. */
public final class LeaseMQXAContext extends LeaseMQContext implements XAJMSContext {

  private LeaseMQXAContext(LeaseMQXAConnection connection) throws JMSException {
    super(connection, SESSION_TRANSACTED);
  }

  /**
   * The first context of a new connection, which is closed with the last.
   *
   * @throws JMSException if the connection cannot be made
   */
  public static LeaseMQXAContext open(NodeHold hold, ConnectionSettings settings)
      throws JMSException {
    return new LeaseMQXAContext(new LeaseMQXAConnection(hold, settings));
  }

  @Override
  Session newSession(Connection from, int sessionMode) throws JMSException {
    return ((LeaseMQXAConnection) from).createXASession();
  }

  @Override
  public JMSContext getContext() {
    return this;
  }

  @Override
  public XAResource getXAResource() {
    return Unchecked.get(() -> ((LeaseMQXASession) session()).getXAResource());
  }
}
