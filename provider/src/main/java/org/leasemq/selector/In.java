package org.leasemq.selector;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** IN and NOT IN: equivalent to comparisons joined with OR, and to the NOT of these. Immutable. */
record In(Identifier tested, Set<String> values, boolean negated) implements Condition {

  @Override
  public Truth test(PropertySource source) {
    @Nullable Object value = tested.value(source);
    if (value == null) {
      return Truth.UNKNOWN;
    }
    return Truth.of((value instanceof String text && values.contains(text)) != negated);
  }
}
