package org.leasemq.jms;

import org.leasemq.queue.QueueSettings;

/**
 * A queue object that brings settings with it: its first use makes them the queue's. As thread-safe
 * as a destination.
 */
public interface ConfiguredQueue {

  /** Settings over those that a queue has. Immutable; equal if the settings are. */
  interface Overrides {

    /** Whether there are none. */
    boolean isEmpty();

    /**
     * The queue's settings with these in their place.
     *
     * @throws IllegalArgumentException if they do not fit together
     */
    QueueSettings applyTo(QueueSettings settings);
  }

  /** The settings that it brings. */
  Overrides overrides();
}
