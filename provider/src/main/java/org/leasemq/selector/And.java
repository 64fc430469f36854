package org.leasemq.selector;

import java.util.List;

/** All of some conditions, from left to right until one is false. Immutable. */
record And(List<Expression> conditions) implements Condition {

  @Override
  public Truth test(PropertySource source) {
    Truth result = Truth.TRUE;
    for (int i = 0; i < conditions.size() && result != Truth.FALSE; i++) {
      result = result.and(conditions.get(i).test(source));
    }
    return result;
  }
}
