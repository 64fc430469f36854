package org.leasemq.selector;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A header field or property: Jakarta Messaging 3.1, section 3.8.1.1, "Identifiers". Immutable. */
record Identifier(String name) implements Expression {
  private static final Set<String> HEADER_FIELDS =
      Set.of(
          "JMSDeliveryMode",
          "JMSPriority",
          "JMSMessageID",
          "JMSTimestamp",
          "JMSCorrelationID",
          "JMSType");

  /** Checks the name, which the grammar has found to be no keyword. */
  static Identifier of(Place place, String name) {
    if (!Character.isJavaIdentifierStart(name.codePointAt(0))
        || !name.codePoints().allMatch(Character::isJavaIdentifierPart)) {
      throw place.mistake("this is not a Java identifier");
    }
    if (isReserved(name)) {
      throw place.mistake("a selector cannot refer to this header field");
    }
    return new Identifier(name);
  }

  /** Whether the name is neither a property's nor that of a header field that may be named. */
  private static boolean isReserved(String name) {
    return name.startsWith("JMS")
        && !name.startsWith("JMSX")
        && !name.startsWith("JMS_")
        && !HEADER_FIELDS.contains(name);
  }

  @Override
  public Type type() {
    return Type.ANY;
  }

  @Override
  public @Nullable Object value(PropertySource source) {
    return source.get(name);
  }
}
