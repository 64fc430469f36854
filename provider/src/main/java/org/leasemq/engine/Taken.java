package org.leasemq.engine;

import org.leasemq.queue.Delivery;

/** A delivery that an owner took, and the receiver it came through. Immutable. */
public record Taken(Receiver receiver, Delivery delivery) {}
