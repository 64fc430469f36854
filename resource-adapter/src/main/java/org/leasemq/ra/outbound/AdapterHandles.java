package org.leasemq.ra.outbound;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import org.leasemq.Handles;

/** Leads from this package's handles to the provider's objects. Stateless. */
enum AdapterHandles implements Handles {
  INSTANCE;

  @Override
  public Session behind(Session held) throws JMSException {
    return ((SessionHandle) held).session();
  }

  @Override
  public MessageConsumer behind(MessageConsumer held) throws JMSException {
    return ((ConsumerHandle) held).current();
  }
}
