package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;

/** Section 3.8: what a selector sees of a message. */
class HeaderViewTest {

  private final LeaseMQTextMessage message = new LeaseMQTextMessage("body");

  private Object seen(String name) throws JMSException {
    return new HeaderView(MessageCodec.encode(message).headers()).property(name);
  }

  @Test
  void theHeaderFieldsThatSelectorsMayUse() throws JMSException {
    message.setJMSMessageID("ID:1");
    message.setJMSCorrelationID("c");
    message.setJMSType("t");
    message.setJMSTimestamp(5);
    message.setJMSExpiration(6);
    message.setJMSDeliveryTime(7);
    message.setJMSPriority(8);
    assertEquals("PERSISTENT", seen("JMSDeliveryMode"));
    message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
    assertEquals("NON_PERSISTENT", seen("JMSDeliveryMode"));
    assertEquals(8, seen("JMSPriority"));
    assertEquals("ID:1", seen("JMSMessageID"));
    assertEquals(5L, seen("JMSTimestamp"));
    assertEquals("c", seen("JMSCorrelationID"));
    assertEquals("t", seen("JMSType"));
  }

  @Test
  void noOtherHeaderFields() throws JMSException {
    message.setJMSExpiration(6);
    message.setJMSDestination(new QueueDestination("q"));
    message.setJMSReplyTo(new QueueDestination("r"));
    assertNull(seen("JMSExpiration"));
    assertNull(seen("JMSDestination"));
    assertNull(seen("JMSReplyTo"));
  }

  @Test
  void whatIsMissingIsNull() throws JMSException {
    message.setJMSExpiration(6);
    assertNull(seen("JMSMessageID"));
    assertNull(seen("JMSCorrelationID"));
    assertNull(seen("JMSType"));
    assertEquals(0L, seen("JMSTimestamp"));
    assertNull(seen("a"));
  }

  @Test
  void propertiesWithTheTypesTheyWereSetWith() throws JMSException {
    message.setStringProperty("NumberOfOrders", "2");
    message.setBooleanProperty("b", true);
    message.setByteProperty("by", (byte) 1);
    message.setShortProperty("sh", (short) 2);
    message.setIntProperty("i", 3);
    message.setLongProperty("l", 4);
    message.setFloatProperty("f", 5);
    message.setDoubleProperty("d", 6);
    message.setStringProperty("nothing", null);
    message.setStringProperty("größe", "groß");
    message.setStringProperty("JMSXGroupID", "g");
    assertEquals("2", seen("NumberOfOrders"));
    assertEquals(true, seen("b"));
    assertEquals((byte) 1, seen("by"));
    assertEquals((short) 2, seen("sh"));
    assertEquals(3, seen("i"));
    assertEquals(4L, seen("l"));
    assertEquals(5f, seen("f"));
    assertEquals(6d, seen("d"));
    assertNull(seen("nothing"));
    assertEquals("groß", seen("größe"));
    assertEquals("g", seen("JMSXGroupID"));
    assertNull(seen("B"));
    assertNull(seen("bx"));
    assertNull(seen("größen"));
    assertNull(seen(""));
  }

  @Test
  void aCorrelationIdOfBytesIsItsText() throws JMSException {
    message.setJMSCorrelationIDAsBytes(new byte[] {'a', 'b'});
    assertEquals("ab", seen("JMSCorrelationID"));
  }
}
