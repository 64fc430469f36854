package org.leasemq.store;

/**
 * What the consumers behind a reader can take now. Immutable.
 *
 * @param reader the reader
 * @param messages how many messages at most
 * @param bytes about how many bytes at most; one message is always within it
 */
public record Demand(Reader reader, int messages, long bytes) {}
