package org.leasemq.samples.orders.app;

/** The names under which the application finds its queues and its resources. */
public final class Names {

  /** The FIFO queue of the orders; a customer is a message group. */
  public static final String ORDERS = "orders.fifo";

  /** Where an order goes that the beans have refused too often: the default of a FIFO queue. */
  public static final String DEAD_LETTERS = "DLQ.fifo";

  /** The standard queue of the confirmations. */
  public static final String CONFIRMATIONS = "confirmations";

  /** How often an order is tried before it is a dead letter. */
  public static final String MAX_RECEIVE_COUNT = "3";

  static final String CONNECTION_FACTORY = "java:/LeaseMQConnectionFactory";
  static final String DATA_SOURCE = "java:/jdbc/orders";

  private Names() {}
}
