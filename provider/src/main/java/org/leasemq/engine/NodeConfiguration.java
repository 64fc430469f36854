package org.leasemq.engine;

import org.jspecify.annotations.Nullable;

/**
 * How a node behaves. Immutable.
 *
 * @param name the stable name of the node: what it prepared in XA transactions it recovers under it
 * @param autoCreate whether a queue that nobody has made is made on first use
 * @param authenticator the class that says who may connect; null: the store's users
 */
public record NodeConfiguration(String name, boolean autoCreate, @Nullable String authenticator) {

  /** A node of this name that makes queues on first use and asks the store's users. */
  public static NodeConfiguration named(String name) {
    return new NodeConfiguration(name, true, null);
  }
}
