package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jakarta Messaging 3.1, 2.10: each checked exception has its unchecked counterpart. */
class UncheckedTest {

  static Stream<JMSException> exceptions() {
    return Stream.of(
        new JMSException("r", "c"),
        new jakarta.jms.IllegalStateException("r", "c"),
        new jakarta.jms.InvalidClientIDException("r", "c"),
        new jakarta.jms.InvalidDestinationException("r", "c"),
        new jakarta.jms.InvalidSelectorException("r", "c"),
        new jakarta.jms.JMSSecurityException("r", "c"),
        new jakarta.jms.MessageFormatException("r", "c"),
        new jakarta.jms.MessageNotWriteableException("r", "c"),
        new jakarta.jms.ResourceAllocationException("r", "c"),
        new jakarta.jms.TransactionInProgressException("r", "c"),
        new jakarta.jms.TransactionRolledBackException("r", "c"));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void theCounterpartHasTheSameNameTextAndCode(JMSException checked) {
    JMSRuntimeException unchecked = Unchecked.of(checked);
    assertEquals(
        checked.getClass().getName().replace("Exception", "RuntimeException"),
        unchecked.getClass().getName());
    assertEquals("r", unchecked.getMessage());
    assertEquals("c", unchecked.getErrorCode());
    assertSame(checked, unchecked.getCause());
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void aSubclassCountsAsItsParent(JMSException parent) {
    JMSException own = new jakarta.jms.IllegalStateException("x") {};
    assertEquals(jakarta.jms.IllegalStateRuntimeException.class, Unchecked.of(own).getClass());
    assertEquals("r", parent.getMessage());
  }
}
