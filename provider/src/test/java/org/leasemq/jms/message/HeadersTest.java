package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Section 3.4: header fields, and section 3.6: acknowledge. */
class HeadersTest {

  private final LeaseMQMessage message = new LeaseMQMessage();

  @Test
  void aNewMessageHasTheDefaults() {
    assertEquals(DeliveryMode.PERSISTENT, message.getJMSDeliveryMode());
    assertEquals(4, message.getJMSPriority());
    assertEquals(0, message.getJMSTimestamp());
    assertEquals(0, message.getJMSExpiration());
    assertEquals(0, message.getJMSDeliveryTime());
    assertFalse(message.getJMSRedelivered());
    assertNull(message.getJMSMessageID());
    assertNull(message.getJMSCorrelationID());
    assertNull(message.getJMSCorrelationIDAsBytes());
    assertNull(message.getJMSDestination());
    assertNull(message.getJMSReplyTo());
    assertNull(message.getJMSType());
  }

  @Test
  void allFieldsTravelButJmsRedelivered() throws JMSException {
    message.setJMSMessageID("ID:1");
    message.setJMSTimestamp(1_700_000_000_000L);
    message.setJMSCorrelationID("c");
    message.setJMSReplyTo(new QueueDestination("replies"));
    message.setJMSDestination(new TopicDestination("news"));
    message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
    message.setJMSRedelivered(true);
    message.setJMSType("order");
    message.setJMSExpiration(1_700_000_060_000L);
    message.setJMSDeliveryTime(-1);
    message.setJMSPriority(9);

    LeaseMQMessage received = Wire.received(message);

    assertEquals("ID:1", received.getJMSMessageID());
    assertEquals(1_700_000_000_000L, received.getJMSTimestamp());
    assertEquals("c", received.getJMSCorrelationID());
    assertEquals(new QueueDestination("replies"), received.getJMSReplyTo());
    assertEquals(new TopicDestination("news"), received.getJMSDestination());
    assertEquals(DeliveryMode.NON_PERSISTENT, received.getJMSDeliveryMode());
    assertFalse(received.getJMSRedelivered());
    assertEquals("order", received.getJMSType());
    assertEquals(1_700_000_060_000L, received.getJMSExpiration());
    assertEquals(-1, received.getJMSDeliveryTime());
    assertEquals(9, received.getJMSPriority());
  }

  @Test
  void headerFieldsOfAReceivedMessageCanBeChanged() throws JMSException {
    // Section 3.10.
    LeaseMQMessage received = Wire.received(message);
    received.setJMSCorrelationID("c");
    received.setJMSType("t");
    received.setJMSReplyTo(new QueueDestination("q"));
    assertEquals("c", received.getJMSCorrelationID());
    assertEquals("t", received.getJMSType());
    assertEquals(new QueueDestination("q"), received.getJMSReplyTo());
  }

  @Test
  void aCorrelationIdMayBeBytesWhichAreCopied() throws JMSException {
    // Section 3.4.5.
    byte[] id = {0, (byte) 0xFF, 7};
    message.setJMSCorrelationIDAsBytes(id);
    id[0] = 9;
    assertArrayEquals(new byte[] {0, (byte) 0xFF, 7}, message.getJMSCorrelationIDAsBytes());
    assertArrayEquals(
        new byte[] {0, (byte) 0xFF, 7}, Wire.received(message).getJMSCorrelationIDAsBytes());
    assertNotSame(message.getJMSCorrelationIDAsBytes(), message.getJMSCorrelationIDAsBytes());
  }

  @Test
  void aCorrelationIdCanBeReadInTheOtherForm() {
    message.setJMSCorrelationID("grün");
    assertArrayEquals(
        "grün".getBytes(StandardCharsets.UTF_8), message.getJMSCorrelationIDAsBytes());
    message.setJMSCorrelationIDAsBytes("blau".getBytes(StandardCharsets.UTF_8));
    assertEquals("blau", message.getJMSCorrelationID());
    message.setJMSCorrelationIDAsBytes(null);
    assertNull(message.getJMSCorrelationID());
  }

  @Test
  void aReplyToATemporaryQueueComesBackAsOneThatTheReceiverMayDelete() throws JMSException {
    // Sections 3.4.6 and 6.2.2.
    List<Destination> deleted = new ArrayList<>();
    ReceiveContext context = new ReceiveContext(ObjectMessagePolicy.CLOSED, deleted::add);
    message.setJMSReplyTo(new TemporaryQueueDestination("temp-1", d -> {}));
    EncodedContent content = MessageCodec.encode(message);
    LeaseMQMessage received = MessageCodec.decode(content.headers(), content.body(), context);

    TemporaryQueue replyTo = (TemporaryQueue) received.getJMSReplyTo();
    assertEquals("temp-1", replyTo.getQueueName());
    replyTo.delete();
    assertEquals(List.of(replyTo), deleted);
  }

  @Test
  void anotherProvidersDestinationIsRefusedForReplies() {
    Destination foreign = new Destination() {};
    assertThrows(InvalidDestinationException.class, () -> message.setJMSReplyTo(foreign));
  }

  @Test
  void anotherProviderMaySetItsDestinationOnOurMessageButWeDoNotEncodeIt() {
    // Section 3.4.11: the setters are public for other providers.
    Destination foreign = new Destination() {};
    message.setJMSDestination(foreign);
    assertEquals(foreign, message.getJMSDestination());
    assertThrows(InvalidDestinationException.class, () -> MessageCodec.encode(message));
  }

  @Test
  void deliveryModeAndPriorityHaveTheirRanges() {
    // Sections 3.4.2 and 3.4.10.
    assertThrows(JMSException.class, () -> message.setJMSDeliveryMode(0));
    assertThrows(JMSException.class, () -> message.setJMSDeliveryMode(3));
    assertThrows(JMSException.class, () -> message.setJMSPriority(-1));
    assertThrows(JMSException.class, () -> message.setJMSPriority(10));
  }

  @Test
  void acknowledgeDoesWhatTheSessionSaysAndNothingOtherwise() throws JMSException {
    // Section 3.6.
    message.acknowledge();
    List<String> calls = new ArrayList<>();
    message.setAcknowledgement(() -> calls.add("acknowledged"));
    message.acknowledge();
    assertEquals(List.of("acknowledged"), calls);

    message.setAcknowledgement(
        () -> {
          throw new jakarta.jms.IllegalStateException("closed");
        });
    assertThrows(jakarta.jms.IllegalStateException.class, message::acknowledge);
  }

  @Test
  void itsTextNamesIdAndDestinationOnly() throws JMSException {
    LeaseMQTextMessage text = new LeaseMQTextMessage("secret");
    text.setJMSMessageID("ID:1");
    text.setJMSDestination(new QueueDestination("orders"));
    assertEquals("LeaseMQTextMessage[ID:1, queue:orders]", text.toString());
    assertTrue(text.toString().indexOf("secret") < 0);
  }
}
