package org.leasemq.samples.se;

import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import org.leasemq.LeaseMQConnectionFactory;

/**
 * Sends an order and receives it. The queue is made on first use, in a database file that is made
 * on first use, too.
 */
public final class HelloQueue {

  private static final long WAIT_MILLIS = 5_000;

  private HelloQueue() {}

  /** The argument is a JDBC URL; without one it is that of a file below the current directory. */
  public static void main(String... arguments) {
    String url = arguments.length > 0 ? arguments[0] : "jdbc:h2:file:./data/orders";
    try (JMSContext context = new LeaseMQConnectionFactory(url).createContext()) {
      Queue orders = context.createQueue("orders");
      context.createProducer().send(orders, "One coffee, please");
      String order = context.createConsumer(orders).receiveBody(String.class, WAIT_MILLIS);
      System.out.println("Received: " + order);
    }
  }
}
