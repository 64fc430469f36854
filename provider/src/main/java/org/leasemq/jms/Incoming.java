package org.leasemq.jms;

import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Delivery;

/**
 * A delivery on its way to the application. Immutable.
 *
 * @param inlet through what it came
 * @param delivery the delivery, not started
 * @param before the same message as it was handed out before, if the session recovered it
 */
record Incoming(Inlet inlet, Delivery delivery, @Nullable Handover before) {

  /** The same message once more. */
  static Incoming again(Handover before) {
    return new Incoming(before.inlet(), before.consumed().again(), before);
  }
}
