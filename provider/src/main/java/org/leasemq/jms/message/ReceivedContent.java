package org.leasemq.jms.message;

import org.jspecify.annotations.Nullable;

/**
 * What a received message is made of. The body's array is shared by all deliveries of a message:
 * nobody writes to it or hands it out.
 *
 * <p>Threads: the parts belong to one message.
 *
 * @param body the body's bytes, or null if the message has none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
record ReceivedContent(
    Headers headers,
    MessageProperties properties,
    byte @Nullable [] body,
    ObjectMessagePolicy objectMessages) {}
