package org.leasemq.tck.server.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.sql.SQLException;

/** Books what it gets. Each instance on one thread at a time. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = LoadBean.QUEUE),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSessions", propertyValue = "8")
    })
public class LoadBean implements MessageListener {

  /** What it consumes from. */
  public static final String QUEUE = "load.fifo";

  @EJB private Database database;

  @Override
  public void onMessage(Message message) {
    try {
      database.insert(message.getStringProperty("JMSXGroupID"), message.getBody(String.class));
    } catch (JMSException | SQLException e) {
      throw new EJBException(e);
    }
  }
}
