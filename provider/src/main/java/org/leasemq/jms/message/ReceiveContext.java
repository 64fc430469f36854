package org.leasemq.jms.message;

/**
 * What a connection lends to the messages it receives.
 *
 * <p>Threads: immutable.
 *
 * @param objectMessages which classes an ObjectMessage may hold
 * @param temporaryDestinations who deletes a temporary destination that came as JMSReplyTo
 */
public record ReceiveContext(
    ObjectMessagePolicy objectMessages, TemporaryDestinations temporaryDestinations) {}
