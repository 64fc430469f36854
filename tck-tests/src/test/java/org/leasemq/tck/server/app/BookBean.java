package org.leasemq.tck.server.app;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.sql.SQLException;

/**
 * Books and confirms in one transaction; undoes both at the first delivery of some. Each instance
 * on one thread at a time.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = BookBean.QUEUE),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSessions", propertyValue = "2")
    })
public class BookBean implements MessageListener {

  /** What it consumes from. */
  public static final String QUEUE = "tck.book";

  /** Where it confirms. */
  public static final String CONFIRMATIONS = "tck.booked";

  @Resource private MessageDrivenContext bean;
  @EJB private Database database;

  @Inject
  @JMSConnectionFactory("java:/LeaseMQConnectionFactory")
  private JMSContext jms;

  @Override
  public void onMessage(Message message) {
    try {
      Deliveries.Seen seen = Deliveries.note(QUEUE, message);
      database.insert(QUEUE, seen.text());
      jms.createProducer().send(jms.createQueue(CONFIRMATIONS), seen.text());
      if (seen.text().startsWith("undone") && seen.count() == 1) {
        bean.setRollbackOnly();
      }
    } catch (JMSException | SQLException e) {
      throw new EJBException(e);
    }
  }
}
