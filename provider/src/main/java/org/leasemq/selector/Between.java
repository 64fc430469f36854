package org.leasemq.selector;

import org.jspecify.annotations.Nullable;

/**
 * BETWEEN and NOT BETWEEN, each as the two comparisons to which the specification says it is
 * equivalent. Immutable.
 */
record Between(Expression tested, Expression low, Expression high, boolean negated)
    implements Condition {

  @Override
  public Truth test(PropertySource source) {
    @Nullable Object value = tested.value(source);
    @Nullable Object least = low.value(source);
    @Nullable Object most = high.value(source);
    return negated
        ? ComparisonOperator.LESS
            .compare(value, least)
            .or(ComparisonOperator.GREATER.compare(value, most))
        : ComparisonOperator.GREATER_OR_EQUAL
            .compare(value, least)
            .and(ComparisonOperator.LESS_OR_EQUAL.compare(value, most));
  }
}
