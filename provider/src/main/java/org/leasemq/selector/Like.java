package org.leasemq.selector;

import org.jspecify.annotations.Nullable;

/** LIKE and NOT LIKE: a comparison, hence false for what is not a string. Immutable. */
record Like(Identifier tested, LikePattern pattern, boolean negated) implements Condition {

  @Override
  public Truth test(PropertySource source) {
    @Nullable Object value = tested.value(source);
    if (value == null) {
      return Truth.UNKNOWN;
    }
    return Truth.of(value instanceof String text && pattern.matches(text) != negated);
  }
}
