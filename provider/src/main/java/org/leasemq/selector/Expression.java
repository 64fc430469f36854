package org.leasemq.selector;

import org.jspecify.annotations.Nullable;

/** A node of a selector's tree. Implementations are immutable, for any number of threads. */
interface Expression {

  /** What is known of a value's type before there is a message. */
  enum Type {
    NUMBER,
    STRING,
    BOOLEAN,
    /** An identifier's: each message decides. */
    ANY
  }

  Type type();

  /** Returns the value for these properties; null is unknown. */
  @Nullable Object value(PropertySource source);

  /** Returns the value as a condition's. */
  default Truth test(PropertySource source) {
    return Truth.of(value(source));
  }
}
