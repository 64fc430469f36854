package org.leasemq.tck.server.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notes what it gets; the first message of each group waits for those of all others. Each instance
 * on one thread at a time.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = FifoBean.QUEUE),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSessions", propertyValue = "8")
    })
public class FifoBean implements MessageListener {

  /** What it consumes from. */
  public static final String QUEUE = "tck.fifo";

  /** How many groups are at work at once. */
  public static final int GROUPS = 8;

  private static final CountDownLatch ALL_AT_WORK = new CountDownLatch(GROUPS);
  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  @Override
  public void onMessage(Message message) {
    try {
      if (KNOWN.add(message.getStringProperty("JMSXGroupID"))) {
        ALL_AT_WORK.countDown();
      }
      if (!ALL_AT_WORK.await(30, TimeUnit.SECONDS)) {
        throw new EJBException("The groups are not worked on at the same time");
      }
      Deliveries.note(QUEUE, message);
    } catch (JMSException e) {
      throw new EJBException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EJBException(e);
    }
  }
}
