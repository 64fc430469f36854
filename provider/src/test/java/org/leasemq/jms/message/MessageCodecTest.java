package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The wire form: what is stored today must be read by every later version. */
class MessageCodecTest {

  @Test
  void theHeadersOfVersion1AreThese() throws JMSException {
    LeaseMQTextMessage message = new LeaseMQTextMessage("hé");
    message.setJMSDestination(new QueueDestination("q"));
    message.setJMSReplyTo(new TemporaryTopicDestination("r", d -> {}));
    message.setJMSMessageID("ID:1");
    message.setJMSCorrelationID("c");
    message.setJMSType("t");
    message.setJMSTimestamp(0x0102);
    message.setJMSExpiration(0x0304);
    message.setJMSDeliveryTime(0x0506);
    message.setJMSPriority(7);
    message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
    message.setIntProperty("i", -2);
    message.setBooleanProperty("b", true);
    message.setStringProperty("s", "v");
    EncodedContent content = MessageCodec.encode(message);
    assertEquals(
        "01"
            + "01"
            + "077d"
            + "07"
            + "0000000000000102"
            + "0000000000000304"
            + "0000000000000506"
            + "0449443a31"
            + "0163"
            + "0174"
            + "010171"
            + "040172"
            + "03"
            + "0169"
            + "0603"
            + "0162"
            + "02"
            + "0173"
            + "0a0176",
        HexFormat.of().formatHex(content.headers()));
    assertArrayEquals("hé".getBytes(StandardCharsets.UTF_8), content.body());
    assertEquals(content.headers().length + 3, content.size());
  }

  @Test
  void aMessageWithNothingTakesSixBytes() throws JMSException {
    EncodedContent content = MessageCodec.encode(new LeaseMQMessage());
    assertEquals("010000020400", HexFormat.of().formatHex(content.headers()));
    assertEquals(0, content.body().length);
  }

  @Test
  void theBodyOfAStreamIsItsTypedValues() throws JMSException {
    LeaseMQStreamMessage message = new LeaseMQStreamMessage();
    message.writeObject(null);
    message.writeBoolean(false);
    message.writeBoolean(true);
    message.writeByte((byte) -1);
    message.writeShort((short) 0x0102);
    message.writeChar('A');
    message.writeInt(-64);
    message.writeLong(64);
    message.writeFloat(1);
    message.writeDouble(1);
    message.writeString("s");
    message.writeBytes(new byte[] {5});
    assertEquals(
        "00"
            + "01"
            + "02"
            + "03ff"
            + "040102"
            + "050041"
            + "067f"
            + "078001"
            + "083f800000"
            + "093ff0000000000000"
            + "0a0173"
            + "0b0105",
        HexFormat.of().formatHex(MessageCodec.encode(message).body()));
  }

  @Test
  void theBodyOfAMapIsItsEntries() throws JMSException {
    LeaseMQMapMessage message = new LeaseMQMapMessage();
    message.setInt("a", 1);
    assertEquals(
        "01" + "0161" + "0602", HexFormat.of().formatHex(MessageCodec.encode(message).body()));
  }

  @Test
  void aNewerFormIsRefusedWithAClearMessage() throws JMSException {
    byte[] headers = MessageCodec.encode(new LeaseMQMessage()).headers();
    headers[0] = 2;
    MessageFormatException refused =
        assertThrows(
            MessageFormatException.class,
            () -> MessageCodec.decode(headers, new byte[0], Wire.CONTEXT));
    assertTrue(refused.getMessage().contains("the form 2"), refused.getMessage());
    assertTrue(refused.getMessage().contains("up to 1"), refused.getMessage());
  }

  @Test
  void aReceivedMessageThatIsSentOnUnreadSharesItsBytes() throws JMSException {
    LeaseMQBytesMessage bytes = new LeaseMQBytesMessage();
    bytes.writeLong(1);
    LeaseMQMapMessage map = new LeaseMQMapMessage();
    map.setInt("a", 1);
    LeaseMQStreamMessage stream = new LeaseMQStreamMessage();
    stream.writeInt(1);
    for (LeaseMQMessage message :
        new LeaseMQMessage[] {
          new LeaseMQTextMessage("a"), bytes, map, stream, new LeaseMQObjectMessage("o")
        }) {
      message.setIntProperty("p", 1);
      EncodedContent content = MessageCodec.encode(message);
      LeaseMQMessage received =
          MessageCodec.decode(content.headers(), content.body(), Wire.CONTEXT);
      EncodedContent forwarded = MessageCodec.encode(received);
      assertSame(content.body(), forwarded.body());
      assertArrayEquals(content.headers(), forwarded.headers());
    }
  }

  @Test
  void receiversShareNothingThatChanges() throws JMSException {
    // Section 3.10: what is redelivered is the original.
    LeaseMQMapMessage message = new LeaseMQMapMessage();
    message.setBytes("a", new byte[] {1});
    message.setIntProperty("p", 1);
    EncodedContent content = MessageCodec.encode(message);
    LeaseMQMapMessage first =
        (LeaseMQMapMessage) MessageCodec.decode(content.headers(), content.body(), Wire.CONTEXT);
    LeaseMQMapMessage second =
        (LeaseMQMapMessage) MessageCodec.decode(content.headers(), content.body(), Wire.CONTEXT);
    first.clearBody();
    first.clearProperties();
    first.setBytes("a", new byte[] {2});
    first.setIntProperty("p", 2);
    first.setJMSType("changed");
    assertArrayEquals(new byte[] {1}, second.getBytes("a"));
    assertEquals(1, second.getIntProperty("p"));
    assertNull(second.getJMSType());
  }
}
