package org.leasemq.jndi;

import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * JNDI from properties, with the names that users of other providers know:
 *
 * <pre>
 * java.naming.factory.initial = org.leasemq.jndi.LeaseMQInitialContextFactory
 * connectionfactory.orderStore = jdbc:h2:file:./data/orders
 * property.connectionfactory.orderStore.nodeName = orders-1
 * queue.jms/orders = orders.fifo
 * topic.prices = prices
 * </pre>
 *
 * <p>{@code dynamicQueues/NAME} and {@code dynamicTopics/NAME} need no property. Thread-safe.
 */
public final class LeaseMQInitialContextFactory implements InitialContextFactory {

  /** Made by JNDI. */
  public LeaseMQInitialContextFactory() {}

  @Override
  @SuppressWarnings("JdkObsolete") // as JNDI has it
  public Context getInitialContext(@Nullable Hashtable<?, ?> environment) throws NamingException {
    Map<String, Object> known = new HashMap<>();
    if (environment != null) {
      environment.forEach((name, value) -> known.put(String.valueOf(name), value));
    }
    return new PropertiesContext(Collections.unmodifiableMap(known), new Bindings(known).objects());
  }
}
