package org.leasemq.samples.orders.app;

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
import org.leasemq.samples.orders.Order;

/**
 * Takes an order, books it and confirms it: the receive, the row and the confirmation are one XA
 * transaction. An order that is not valid is refused, which undoes all three; after the third time
 * it is a dead letter. Up to eight run at once, each instance on one thread at a time.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = Names.ORDERS),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSessions", propertyValue = "8"),
      @ActivationConfigProperty(
          propertyName = "maxReceiveCount",
          propertyValue = Names.MAX_RECEIVE_COUNT)
    })
public class OrderBean implements MessageListener {

  @Resource
  @SuppressWarnings("NullAway.Init")
  private MessageDrivenContext bean;

  @EJB
  @SuppressWarnings("NullAway.Init")
  private OrderBook book;

  @Inject
  @JMSConnectionFactory(Names.CONNECTION_FACTORY)
  @SuppressWarnings("NullAway.Init")
  private JMSContext jms;

  @Override
  public void onMessage(Message message) {
    try {
      Order order = Order.parse(message.getBody(String.class));
      book.book(order);
      jms.createProducer().send(jms.createQueue(Names.CONFIRMATIONS), order.id());
      if (!order.isValid()) {
        bean.setRollbackOnly();
      }
    } catch (JMSException | SQLException e) {
      throw new EJBException(e);
    }
  }
}
