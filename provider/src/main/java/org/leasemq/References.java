package org.leasemq;

import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.leasemq.jms.message.LeaseMQDestination;

/**
 * What naming services keep of destinations. Without it some servers bind a proxy in place of the
 * object, which has neither its class nor its settings. Stateless.
 */
final class References {

  private static final String FACTORY = "org.leasemq.jndi.DestinationFactory";

  private References() {}

  /** Its class and its name. */
  static Reference of(LeaseMQDestination destination) {
    Reference reference = new Reference(destination.getClass().getName(), FACTORY, null);
    String name = destination.getName();
    if (name != null) {
      reference.add(new StringRefAddr("name", name));
    }
    return reference;
  }
}
