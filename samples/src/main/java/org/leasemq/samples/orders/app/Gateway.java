package org.leasemq.samples.orders.app;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import java.util.List;
import org.leasemq.samples.orders.Order;

/**
 * Sends orders to their queue: the customer is the message group, the order's id the deduplication
 * id, so that an order may be handed in again at any time. Each instance on one thread at a time.
 */
@Stateless
public class Gateway {

  @Inject
  @JMSConnectionFactory(Names.CONNECTION_FACTORY)
  @SuppressWarnings("NullAway.Init")
  private JMSContext jms;

  /** Sends all these orders in one transaction; they are stored when this returns. */
  public void accept(List<Order> orders) {
    Queue queue = jms.createQueue(Names.ORDERS);
    JMSProducer producer = jms.createProducer();
    for (Order order : orders) {
      producer
          .setProperty("JMSXGroupID", order.customer())
          .setProperty("JMS_SQS_DeduplicationId", order.id())
          .send(queue, order.line());
    }
  }

  /** How many orders were refused too often. */
  public int deadLetters() throws JMSException {
    try (QueueBrowser browser = jms.createBrowser(jms.createQueue(Names.DEAD_LETTERS))) {
      int count = 0;
      for (Enumeration<?> letters = browser.getEnumeration(); letters.hasMoreElements(); count++) {
        letters.nextElement();
      }
      return count;
    }
  }
}
