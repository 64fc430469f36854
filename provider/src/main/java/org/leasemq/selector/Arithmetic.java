package org.leasemq.selector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chain of operators of one precedence, from left to right. Immutable. */
record Arithmetic(Expression first, List<Step> steps) implements Expression {

  /** The result of arithmetic with what is not a number: neither unknown nor like anything. */
  static final Object ILL_TYPED = new Object();

  /** An operator and what stands to its right. */
  record Step(ArithmeticOperator operator, Expression operand) {}

  @Override
  public Type type() {
    return Type.NUMBER;
  }

  @Override
  public @Nullable Object value(PropertySource source) {
    @Nullable Object result = first.value(source);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      result = apply(step.operator, result, step.operand.value(source));
    }
    return result;
  }

  private static @Nullable Object apply(
      ArithmeticOperator operator, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return null;
    }
    return left instanceof Number first && right instanceof Number second
        ? operator.apply(first, second)
        : ILL_TYPED;
  }
}
