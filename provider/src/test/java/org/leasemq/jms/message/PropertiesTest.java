package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.5: properties, but for their conversions. */
class PropertiesTest {

  private final LeaseMQMessage message = new LeaseMQMessage();

  @Test
  void aNullOrEmptyNameIsAnIllegalArgument() {
    // Javadoc of Message: each setter, null and empty.
    for (String name : new String[] {null, ""}) {
      List<Executable> setters =
          List.of(
              () -> message.setBooleanProperty(name, true),
              () -> message.setByteProperty(name, (byte) 1),
              () -> message.setShortProperty(name, (short) 1),
              () -> message.setIntProperty(name, 1),
              () -> message.setLongProperty(name, 1),
              () -> message.setFloatProperty(name, 1),
              () -> message.setDoubleProperty(name, 1),
              () -> message.setStringProperty(name, "1"),
              () -> message.setObjectProperty(name, 1));
      setters.forEach(setter -> assertThrows(IllegalArgumentException.class, setter));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Priority",
        "1st",
        "with space",
        "a.b",
        "dash-",
        "+",
        "NULL",
        "true",
        "False",
        "not",
        "AND",
        "Or",
        "between",
        "LIKE",
        "in",
        "Is",
        "escape"
      })
  void aNameThatIsNoIdentifierOfASelectorIsRefused(String name) {
    // Sections 3.5.1 and 3.8.1.1.
    assertThrows(MessageFormatException.class, () -> message.setIntProperty(name, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"_a", "$b", "größe", "a1", "nullable", "In_", "注文", "jms", "JMS_other_x"})
  void anyOtherIdentifierIsAccepted(String name) throws JMSException {
    message.setIntProperty(name, 1);
    assertEquals(1, Wire.received(message).getIntProperty(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JMSPriority", "JMSMessageID", "JMSAnything", "JMS", "JMSXUnknown"})
  void aNameThatOnlyTheSpecificationMayDefineIsRefused(String name) {
    // Sections 3.5.7 and 3.5.9.
    assertThrows(MessageFormatException.class, () -> message.setStringProperty(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JMSXDeliveryCount",
        "JMSXUserID",
        "JMSXAppID",
        "JMSXProducerTXID",
        "JMSXConsumerTXID",
        "JMSXRcvTimestamp",
        "JMSXState",
        "JMS_SQS_SequenceNumber",
        "JMS_LEASEMQ_Anything"
      })
  void whatOnlyTheProviderSetsIsIgnored(String name) throws JMSException {
    // Section 3.5.9, table 3-3; so that a client can copy all properties of a received message.
    message.setObjectProperty(name, 5);
    assertFalse(message.propertyExists(name));
  }

  @Test
  void groupPropertiesBelongToTheClientAndTravel() throws JMSException {
    // Section 3.5.9, table 3-3.
    message.setStringProperty("JMSXGroupID", "customer-7");
    message.setIntProperty("JMSXGroupSeq", 3);
    message.setStringProperty("JMS_SQS_DeduplicationId", "d-1");
    LeaseMQMessage received = Wire.received(message);
    assertEquals("customer-7", received.getStringProperty("JMSXGroupID"));
    assertEquals(3, received.getIntProperty("JMSXGroupSeq"));
    assertEquals("d-1", received.getStringProperty("JMS_SQS_DeduplicationId"));
  }

  @Test
  void groupPropertiesHaveTheTypesOfTheTable() {
    assertThrows(
        MessageFormatException.class, () -> message.setStringProperty("JMSXGroupSeq", "3"));
    assertThrows(MessageFormatException.class, () -> message.setIntProperty("JMSXGroupID", 3));
    assertThrows(
        MessageFormatException.class, () -> message.setLongProperty("JMS_SQS_DeduplicationId", 3));
  }

  @Test
  void anObjectOfAnotherClassIsRefused() {
    // Section 3.5.5.
    for (Object value : new Object[] {'c', new byte[1], new Object(), List.of()}) {
      assertThrows(MessageFormatException.class, () -> message.setObjectProperty("p", value));
    }
  }

  @Test
  void namesAreThoseOfPropertiesAndNotOfHeaderFields() throws JMSException {
    // Section 3.5.6.
    message.setJMSType("t");
    message.setJMSCorrelationID("c");
    message.setIntProperty("a", 1);
    message.setStringProperty("nothing", null);
    LeaseMQMessage received = Wire.received(message);
    received.setDeliveryCount(1);
    assertEquals(
        List.of("a", "nothing", "JMSXDeliveryCount"),
        Collections.list(received.getPropertyNames()));
    assertNull(received.getObjectProperty("JMSType"));
    assertTrue(received.propertyExists("nothing"));
  }

  @Test
  void namesCanBeIteratedWhilePropertiesAreSet() throws JMSException {
    message.setIntProperty("a", 1);
    message.setIntProperty("b", 2);
    for (var names = message.getPropertyNames(); names.hasMoreElements(); ) {
      message.setIntProperty(names.nextElement() + "2", 1);
    }
    assertEquals(List.of("a", "b", "a2", "b2"), Collections.list(message.getPropertyNames()));
  }

  @Test
  void theSenderCanGoOnSettingProperties() throws JMSException {
    // Section 3.9.
    message.setIntProperty("a", 1);
    LeaseMQMessage received = Wire.received(message);
    message.setIntProperty("a", 2);
    message.clearProperties();
    assertEquals(1, received.getIntProperty("a"));
  }

  @Test
  void propertiesOfAReceivedMessageAreReadOnlyUntilCleared() throws JMSException {
    // Sections 3.5.3 and 3.5.7, 3.10.
    message.setIntProperty("a", 1);
    LeaseMQMessage received = Wire.received(message);
    received.setDeliveryCount(1);
    List<Executable> setters =
        List.of(
            () -> received.setBooleanProperty("a", true),
            () -> received.setByteProperty("a", (byte) 1),
            () -> received.setShortProperty("a", (short) 1),
            () -> received.setIntProperty("a", 1),
            () -> received.setLongProperty("a", 1),
            () -> received.setFloatProperty("a", 1),
            () -> received.setDoubleProperty("a", 1),
            () -> received.setStringProperty("a", "1"),
            () -> received.setObjectProperty("a", 1));
    setters.forEach(setter -> assertThrows(MessageNotWriteableException.class, setter));

    received.clearProperties();
    assertFalse(received.getPropertyNames().hasMoreElements());
    assertNull(received.getObjectProperty("a"));
    assertThrows(NumberFormatException.class, () -> received.getShortProperty("a"));
    received.setIntProperty("b", 2);
    assertEquals(2, received.getIntProperty("b"));
  }

  @Test
  void clearingPropertiesKeepsBodyAndHeadersAndClearingTheBodyKeepsProperties()
      throws JMSException {
    // Sections 3.5.7 and 3.11.1.
    LeaseMQTextMessage text = new LeaseMQTextMessage("body");
    text.setJMSType("t");
    text.setIntProperty("a", 1);
    LeaseMQTextMessage received = Wire.received(text);
    received.clearProperties();
    assertEquals("body", received.getText());
    assertEquals("t", received.getJMSType());
    text.clearBody();
    assertEquals(1, text.getIntProperty("a"));
  }

  @Test
  void theProviderSetsPropertiesOnReadOnlyMessagesAndTheyDoNotTravelOn() throws JMSException {
    // Sections 3.4.7, 3.5.9 to 3.5.11.
    message.setIntProperty("a", 1);
    LeaseMQMessage received = Wire.received(message);
    received.setDeliveryCount(2);
    received.setProviderProperty("JMS_SQS_SequenceNumber", "17");
    assertEquals(2, received.getIntProperty("JMSXDeliveryCount"));
    assertTrue(received.getJMSRedelivered());
    assertEquals("17", received.getStringProperty("JMS_SQS_SequenceNumber"));

    LeaseMQMessage forwarded = Wire.received(received);
    assertEquals(List.of("a"), Collections.list(forwarded.getPropertyNames()));
    assertFalse(forwarded.getJMSRedelivered());
  }

  @Test
  void theFirstDeliveryIsNoRedelivery() throws JMSException {
    LeaseMQMessage received = Wire.received(message);
    received.setDeliveryCount(1);
    assertFalse(received.getJMSRedelivered());
    assertEquals(1, received.getIntProperty("JMSXDeliveryCount"));
  }

  @Test
  void aProviderPropertyHasATypeOfProperties() {
    assertThrows(
        IllegalArgumentException.class,
        () -> message.setProviderProperty("JMS_LEASEMQ_X", List.of()));
  }
}
