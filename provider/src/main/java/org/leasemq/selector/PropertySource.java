package org.leasemq.selector;

import org.jspecify.annotations.Nullable;

/**
 * Where a selector finds the values of its identifiers: the headers and properties of a message.
 */
@FunctionalInterface
public interface PropertySource {

  /**
   * Returns the value of the header field or property {@code name}, null if it has none.
   *
   * <p>The value has the type with which the property was set: String, Boolean, Byte, Short,
   * Integer, Long, Float or Double. A value of any other type is equal to nothing.
   *
   * <p>A selector asks for these header fields and no others: JMSDeliveryMode (the string
   * PERSISTENT or NON_PERSISTENT, section 3.8.1.3), JMSPriority (an Integer), JMSTimestamp (a Long,
   * milliseconds), and JMSMessageID, JMSCorrelationID and JMSType (a String or null).
   */
  @Nullable Object get(String name);
}
