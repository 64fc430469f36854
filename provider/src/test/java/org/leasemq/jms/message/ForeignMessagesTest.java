package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Section 3.12: messages whose implementation is another provider's. */
class ForeignMessagesTest {

  /** The message behind an implementation that is not ours; some answers may differ. */
  private static <M extends Message> M foreign(
      Class<M> type, LeaseMQMessage message, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              if (answers.containsKey(method.getName())) {
                Object answer = answers.get(method.getName());
                if (answer instanceof Throwable failure) {
                  throw failure;
                }
                return answer;
              }
              try {
                return method.invoke(message, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static <M extends Message> M foreign(Class<M> type, LeaseMQMessage message) {
    return foreign(type, message, Map.of());
  }

  @Test
  void ourOwnStaysWhatItIs() throws JMSException {
    LeaseMQTextMessage own = new LeaseMQTextMessage("a");
    assertSame(own, ForeignMessages.convert(own));
  }

  @Test
  void aText() throws JMSException {
    LeaseMQMessage copy =
        ForeignMessages.convert(foreign(TextMessage.class, new LeaseMQTextMessage("a")));
    assertEquals("a", assertInstanceOf(LeaseMQTextMessage.class, copy).getText());
  }

  @Test
  void noText() throws JMSException {
    LeaseMQMessage copy =
        ForeignMessages.convert(foreign(TextMessage.class, new LeaseMQTextMessage()));
    assertNull(assertInstanceOf(LeaseMQTextMessage.class, copy).getText());
  }

  @Test
  void bytesFromTheirBeginningWhateverTheModeAndPosition() throws JMSException {
    byte[] content = new byte[20_000];
    new Random(1).nextBytes(content);
    LeaseMQBytesMessage behind = new LeaseMQBytesMessage();
    behind.writeBytes(content);
    BytesMessage foreign = foreign(BytesMessage.class, behind);
    assertArrayEquals(content, ForeignMessages.convert(foreign).getBody(byte[].class));
    assertEquals(content[0], foreign.readByte());
    assertArrayEquals(content, ForeignMessages.convert(foreign).getBody(byte[].class));
  }

  @Test
  void aMap() throws JMSException {
    LeaseMQMapMessage behind = new LeaseMQMapMessage();
    behind.setInt("a", 1);
    behind.setString("b", null);
    behind.setChar("c", 'x');
    Map<String, Object> expected = new HashMap<>();
    expected.put("a", 1);
    expected.put("b", null);
    expected.put("c", 'x');
    LeaseMQMessage copy = ForeignMessages.convert(foreign(MapMessage.class, behind));
    assertEquals(expected, copy.getBody(Map.class));
  }

  @Test
  void aStreamWithItsTypes() throws JMSException {
    LeaseMQStreamMessage behind = new LeaseMQStreamMessage();
    behind.writeShort((short) 1);
    behind.writeObject(null);
    behind.writeString("s");
    StreamMessage foreign = foreign(StreamMessage.class, behind);
    LeaseMQStreamMessage copy =
        assertInstanceOf(LeaseMQStreamMessage.class, ForeignMessages.convert(foreign));
    copy.reset();
    assertEquals((short) 1, copy.readObject());
    assertNull(copy.readObject());
    assertEquals("s", copy.readObject());
    assertThrows(MessageEOFException.class, copy::readObject);
    assertEquals((short) 1, foreign.readObject());
  }

  @Test
  void anObject() throws JMSException {
    LeaseMQMessage copy =
        ForeignMessages.convert(foreign(ObjectMessage.class, new LeaseMQObjectMessage("o")));
    assertEquals("o", assertInstanceOf(LeaseMQObjectMessage.class, copy).getObject());
  }

  @Test
  void aPlainMessageWithTheHeadersAndPropertiesThatAClientSets() throws JMSException {
    LeaseMQMessage behind = new LeaseMQMessage();
    behind.setJMSCorrelationID("c");
    behind.setJMSType("t");
    behind.setJMSReplyTo(new QueueDestination("replies"));
    behind.setJMSMessageID("ID:theirs");
    behind.setJMSPriority(9);
    behind.setStringProperty("JMSXGroupID", "g");
    behind.setIntProperty("JMSXGroupSeq", 2);
    behind.setStringProperty("JMS_SQS_DeduplicationId", "d");
    behind.setFloatProperty("f", 1.5f);
    behind.setDeliveryCount(7);
    behind.setProviderProperty("JMSXTheirOwn", "x");
    LeaseMQMessage copy = ForeignMessages.convert(foreign(Message.class, behind));
    assertSame(LeaseMQMessage.class, copy.getClass());
    assertEquals("c", copy.getJMSCorrelationID());
    assertEquals("t", copy.getJMSType());
    assertEquals(new QueueDestination("replies"), copy.getJMSReplyTo());
    assertNull(copy.getJMSMessageID());
    assertEquals(4, copy.getJMSPriority());
    assertEquals(
        List.of("JMSXGroupID", "JMSXGroupSeq", "JMS_SQS_DeduplicationId", "f"),
        Collections.list(copy.getPropertyNames()));
    assertEquals(1.5f, copy.getObjectProperty("f"));
    copy.setIntProperty("more", 1);
  }

  @Test
  void correlationIdsOfBytes() throws JMSException {
    LeaseMQMessage behind = new LeaseMQMessage();
    Message bytes =
        foreign(
            Message.class,
            behind,
            Map.of("getJMSCorrelationIDAsBytes", new byte[] {1, (byte) 0xFF}));
    assertArrayEquals(
        new byte[] {1, (byte) 0xFF}, ForeignMessages.convert(bytes).getJMSCorrelationIDAsBytes());
    // Section 3.4.5: a provider need not support them.
    Message unsupported =
        foreign(
            Message.class,
            behind,
            Map.of("getJMSCorrelationIDAsBytes", new UnsupportedOperationException()));
    assertNull(ForeignMessages.convert(unsupported).getJMSCorrelationID());
  }

  @Test
  void aReplyDestinationOfAnotherProviderIsLeftOut() throws JMSException {
    // Javadoc of Message.
    Message foreign =
        foreign(Message.class, new LeaseMQMessage(), Map.of("getJMSReplyTo", new Destination() {}));
    assertNull(ForeignMessages.convert(foreign).getJMSReplyTo());
  }

  @Test
  void aPropertyThatNoMessageMayHaveIsRefused() {
    LeaseMQMessage behind = new LeaseMQMessage();
    behind.setProviderProperty("not-a-name", 1);
    assertThrows(
        MessageFormatException.class,
        () -> ForeignMessages.convert(foreign(Message.class, behind)));
  }

  @Test
  void afterTheSendTheHeadersAreSetOnIt() throws JMSException {
    // Section 3.4.11.
    LeaseMQMessage sent = new LeaseMQMessage();
    sent.setJMSDestination(new QueueDestination("q"));
    sent.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
    sent.setJMSExpiration(1);
    sent.setJMSDeliveryTime(2);
    sent.setJMSPriority(3);
    sent.setJMSMessageID("ID:4");
    sent.setJMSTimestamp(5);
    LeaseMQMessage behind = new LeaseMQMessage();
    ForeignMessages.setSentHeaders(sent, foreign(Message.class, behind));
    assertEquals(new QueueDestination("q"), behind.getJMSDestination());
    assertEquals(DeliveryMode.NON_PERSISTENT, behind.getJMSDeliveryMode());
    assertEquals(1, behind.getJMSExpiration());
    assertEquals(2, behind.getJMSDeliveryTime());
    assertEquals(3, behind.getJMSPriority());
    assertEquals("ID:4", behind.getJMSMessageID());
    assertEquals(5, behind.getJMSTimestamp());
    assertFalse(behind.getJMSRedelivered());
  }
}
