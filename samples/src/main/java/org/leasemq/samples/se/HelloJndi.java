package org.leasemq.samples.se;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The same as {@link HelloQueue} for a program that knows Jakarta Messaging only: {@code
 * jndi.properties} says what its names mean.
 */
public final class HelloJndi {

  private static final long WAIT_MILLIS = 5_000;

  private HelloJndi() {}

  /** Takes no arguments. */
  public static void main(String... arguments) throws NamingException {
    InitialContext names = new InitialContext();
    ConnectionFactory factory = (ConnectionFactory) names.lookup("factory");
    Queue orders = (Queue) names.lookup("orders");
    try (JMSContext context = factory.createContext()) {
      context.createProducer().send(orders, "One tea, please");
      String order = context.createConsumer(orders).receiveBody(String.class, WAIT_MILLIS);
      System.out.println("Received: " + order);
    }
  }
}
