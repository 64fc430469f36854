package org.leasemq.tck.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Artemis does not do what the test expects. The specification's sentence decides. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Differs.OnArtemis.class)
@interface Differs {

  /** What Artemis does. */
  String artemis();

  /** The sentence that decides. */
  String decides();

  /** Leaves the test out when Artemis is asked. Stateless. */
  final class OnArtemis implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return ArtemisProvider.isWanted()
          ? ConditionEvaluationResult.disabled("Artemis differs")
          : ConditionEvaluationResult.enabled("LeaseMQ follows the specification");
    }
  }
}
