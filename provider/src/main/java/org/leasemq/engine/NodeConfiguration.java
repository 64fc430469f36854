package org.leasemq.engine;

/**
 * How a node behaves. Immutable.
 *
 * @param name the stable name of the node: what it prepared in XA transactions it recovers under it
 * @param autoCreate whether a queue that nobody has made is made on first use
 */
public record NodeConfiguration(String name, boolean autoCreate) {

  /** A node of this name that makes queues on first use. */
  public static NodeConfiguration named(String name) {
    return new NodeConfiguration(name, true);
  }
}
