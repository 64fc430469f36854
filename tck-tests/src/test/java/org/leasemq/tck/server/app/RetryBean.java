package org.leasemq.tck.server.app;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Fails as the text says, at the first delivery or always. Each instance on one thread at a time.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = RetryBean.QUEUE),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxReceiveCount", propertyValue = "2")
    })
public class RetryBean implements MessageListener {

  /** What it consumes from. */
  public static final String QUEUE = "tck.retry";

  @Resource private MessageDrivenContext bean;

  @Override
  public void onMessage(Message message) {
    try {
      Deliveries.Seen seen = Deliveries.note(QUEUE, message);
      switch (seen.text()) {
        case "poison" -> throw new IllegalArgumentException("refused by the bean");
        case "fails once" -> failAt(seen, 1);
        default -> {
          if (seen.count() == 1) {
            bean.setRollbackOnly();
          }
        }
      }
    } catch (JMSException e) {
      throw new EJBException(e);
    }
  }

  private static void failAt(Deliveries.Seen seen, int count) {
    if (seen.count() == count) {
      throw new IllegalStateException("failed at delivery " + count);
    }
  }
}
