package org.leasemq.selector;

import org.jspecify.annotations.Nullable;

/** An expression that is true, false or unknown by its form. Immutable. */
@FunctionalInterface
interface Condition extends Expression {

  @Override
  Truth test(PropertySource source);

  @Override
  default Type type() {
    return Type.BOOLEAN;
  }

  @Override
  default @Nullable Object value(PropertySource source) {
    return test(source).value();
  }
}
