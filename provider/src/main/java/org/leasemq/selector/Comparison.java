package org.leasemq.selector;

/** A comparison of two values. Immutable. */
record Comparison(Expression left, ComparisonOperator operator, Expression right)
    implements Condition {

  @Override
  public Truth test(PropertySource source) {
    return operator.compare(left.value(source), right.value(source));
  }
}
