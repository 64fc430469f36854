package org.leasemq.jms;

import org.leasemq.tx.Consumed;

/** A message that the application got, and the inlet through which. Immutable. */
record Handover(Inlet inlet, Consumed consumed) {}
