package org.leasemq.jms.message;

import jakarta.jms.MessageFormatException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of properties: which ones the provider knows, and which a client may use (Jakarta
 * Messaging 3.1, sections 3.5.1, 3.5.9, 3.5.10 and 3.8.1.1).
 *
 * <p>Threads: no state.
 */
public final class PropertyNames {

  /** How often the message was delivered; an int, set on receive. */
  public static final String DELIVERY_COUNT = "JMSXDeliveryCount";

  /** The message group; a String, set by the client. */
  public static final String GROUP_ID = "JMSXGroupID";

  /** The place in the message group; an int, set by the client. */
  public static final String GROUP_SEQ = "JMSXGroupSeq";

  /** The deduplication id; a String, set by the client. */
  public static final String DEDUPLICATION_ID = "JMS_SQS_DeduplicationId";

  /** The sequence number on a FIFO queue; a String, set after the send and on receive. */
  public static final String SEQUENCE_NUMBER = "JMS_SQS_SequenceNumber";

  /** How the names of LeaseMQ's own properties begin; all of them are set on receive. */
  public static final String PROVIDER_PREFIX = "JMS_LEASEMQ_";

  private static final Set<String> SET_BY_PROVIDER =
      Set.of(
          DELIVERY_COUNT,
          SEQUENCE_NUMBER,
          "JMSXUserID",
          "JMSXAppID",
          "JMSXProducerTXID",
          "JMSXConsumerTXID",
          "JMSXRcvTimestamp",
          "JMSXState");

  private static final Set<String> RESERVED_WORDS =
      Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

  private PropertyNames() {}

  /** Whether only the provider sets it, so that what a client sets is ignored (table 3-3). */
  public static boolean isSetByProvider(String name) {
    return name.startsWith("JMS")
        && (SET_BY_PROVIDER.contains(name) || name.startsWith(PROVIDER_PREFIX));
  }

  /**
   * Checks the name of a property that is being set, and the type where the name implies one.
   *
   * @throws IllegalArgumentException if the name is null or empty
   * @throws MessageFormatException if it is no identifier of a selector, is reserved, or its value
   *     has another type
   */
  static void check(@Nullable String name, @Nullable Object value) throws MessageFormatException {
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException("A property needs a name");
    }
    checkIdentifier(name);
    if (name.startsWith("JMS")) {
      checkReserved(name);
      checkType(name, value);
    }
  }

  /** Whether it begins as names do that only Jakarta Messaging may define, and is none of these. */
  static boolean isReserved(String name) {
    return name.startsWith("JMS")
        && !name.startsWith("JMS_")
        && !name.equals(GROUP_ID)
        && !name.equals(GROUP_SEQ)
        && !isSetByProvider(name);
  }

  private static void checkIdentifier(String name) throws MessageFormatException {
    boolean identifier = Character.isJavaIdentifierStart(name.charAt(0));
    for (int i = 1; identifier && i < name.length(); i++) {
      identifier = Character.isJavaIdentifierPart(name.charAt(i));
    }
    if (!identifier) {
      throw new MessageFormatException(
          "The property name '" + name + "' is not an identifier: letters, digits, '_' and '$'");
    }
    if (RESERVED_WORDS.contains(name.toUpperCase(Locale.ROOT))) {
      throw new MessageFormatException(
          "The property name '" + name + "' is a reserved word of selectors");
    }
  }

  private static void checkReserved(String name) throws MessageFormatException {
    if (isReserved(name)) {
      throw new MessageFormatException(
          "The property name '"
              + name
              + "' is reserved: names that begin with JMS belong to Jakarta Messaging");
    }
  }

  private static void checkType(String name, @Nullable Object value) throws MessageFormatException {
    Class<?> type =
        switch (name) {
          case GROUP_ID, DEDUPLICATION_ID -> String.class;
          case GROUP_SEQ -> Integer.class;
          default -> Object.class;
        };
    if (value != null && !type.isInstance(value)) {
      throw new MessageFormatException(
          "The property " + name + " takes a value of type " + type.getSimpleName());
    }
  }
}
