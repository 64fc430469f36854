package org.leasemq.benchmarks;

import jakarta.jms.ConnectionFactory;

/** A running embedded broker. For one thread; its connection factory is for many. */
interface Broker extends AutoCloseable {

  /** The factory of connections to this broker, with the settings a user gets without asking. */
  ConnectionFactory connectionFactory();

  /** Stops the broker in good order; its store can then be opened again. */
  @Override
  void close();
}
