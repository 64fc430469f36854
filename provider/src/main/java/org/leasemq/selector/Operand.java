package org.leasemq.selector;

import java.util.List;
import java.util.Set;

/**
 * An expression that the parser has read and where it began; here it is joined to others. Checks
 * what the specification says of the operands of each operator, as far as it is known without a
 * message: Jakarta Messaging 3.1, section 3.8.1.1, "Expressions" and the operators after it.
 * Immutable.
 */
record Operand(Place place, Expression expression) {

  static Operand or(List<Operand> operands) {
    Operand first = operands.get(0);
    return operands.size() == 1 ? first : first.with(new Or(conditions(operands)));
  }

  static Operand and(List<Operand> operands) {
    Operand first = operands.get(0);
    return operands.size() == 1 ? first : first.with(new And(conditions(operands)));
  }

  private static List<Expression> conditions(List<Operand> operands) {
    return operands.stream().map(Operand::asCondition).toList();
  }

  /** Applies {@code count} NOTs, at least one. */
  Operand not(int count) {
    Expression condition = asCondition();
    Condition straight = condition::test;
    Condition negated = source -> condition.test(source).not();
    return with(count % 2 == 0 ? straight : negated);
  }

  Operand compare(ComparisonOperator operator, Operand right) {
    return operator.orders()
        ? with(new Comparison(asNumber(), operator, right.asNumber()))
        : with(new Comparison(expression, operator, right.expression));
  }

  Operand between(Operand low, Operand high, boolean negated) {
    return with(new Between(asNumber(), low.asNumber(), high.asNumber(), negated));
  }

  Operand in(List<String> values, boolean negated) {
    return with(new In(asIdentifier("IN"), Set.copyOf(values), negated));
  }

  Operand like(LikePattern pattern, boolean negated) {
    return with(new Like(asIdentifier("LIKE"), pattern, negated));
  }

  Operand isNull(boolean negated) {
    Identifier identifier = asIdentifier("IS");
    Condition test = source -> Truth.of((identifier.value(source) == null) != negated);
    return with(test);
  }

  Arithmetic.Step step(ArithmeticOperator operator) {
    return new Arithmetic.Step(operator, asNumber());
  }

  Operand arithmetic(List<Arithmetic.Step> steps) {
    return steps.isEmpty() ? this : with(new Arithmetic(asNumber(), List.copyOf(steps)));
  }

  Operand signed(boolean negative) {
    return with(
        expression instanceof Literal literal && literal.value() instanceof Number number
            ? new Literal(Sign.apply(negative, number))
            : new Sign(negative, asNumber()));
  }

  Expression asCondition() {
    return as(Expression.Type.BOOLEAN, "a condition");
  }

  private Expression asNumber() {
    return as(Expression.Type.NUMBER, "a number");
  }

  private Expression as(Expression.Type type, String name) {
    if (expression.type() == type || expression.type() == Expression.Type.ANY) {
      return expression;
    }
    throw place.mistake("this is not " + name + ", which must stand here");
  }

  private Identifier asIdentifier(String operator) {
    if (expression instanceof Identifier identifier) {
      return identifier;
    }
    throw place.mistake("only an identifier can stand before " + operator);
  }

  private Operand with(Expression joined) {
    return new Operand(place, joined);
  }
}
