package org.leasemq.jms;

import org.leasemq.tx.Consumed;

/** A message that the application got, and the consumer through which. Immutable. */
record Handover(LeaseMQConsumer consumer, Consumed consumed) {}
