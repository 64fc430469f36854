package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

/**
 * Leads from what an application holds to the provider's own objects, where the two may differ.
 * Implementations are as thread-safe as a session.
 */
public interface ProviderObjects {

  /** The provider's session behind this one. */
  Session behind(Session held) throws JMSException;

  /** The provider's consumer behind this one. */
  MessageConsumer behind(MessageConsumer held) throws JMSException;
}
