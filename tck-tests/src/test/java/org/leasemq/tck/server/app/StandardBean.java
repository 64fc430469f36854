package org.leasemq.tck.server.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Notes what it gets. Each instance on one thread at a time. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = StandardBean.QUEUE),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSessions", propertyValue = "4")
    })
public class StandardBean implements MessageListener {

  /** What it consumes from. */
  public static final String QUEUE = "tck.standard";

  @Override
  public void onMessage(Message message) {
    try {
      Deliveries.note(QUEUE, message);
    } catch (JMSException e) {
      throw new EJBException(e);
    }
  }
}
