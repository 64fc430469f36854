package org.leasemq.selector;

import java.util.List;

/** Any of some conditions, from left to right until one is true. Immutable. */
record Or(List<Expression> conditions) implements Condition {

  @Override
  public Truth test(PropertySource source) {
    Truth result = Truth.FALSE;
    for (int i = 0; i < conditions.size() && result != Truth.TRUE; i++) {
      result = result.or(conditions.get(i).test(source));
    }
    return result;
  }
}
