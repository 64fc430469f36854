package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.Arrays;
import java.util.Collections;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the stored bytes are, reading them ends in a value or a JMSException. */
class DamagedContentPropertiesTest {

  @Provide
  Arbitrary<LeaseMQMessage> messages() {
    return Arbitraries.of(BodyType.values()).map(DamagedContentPropertiesTest::message);
  }

  private static LeaseMQMessage message(BodyType type) {
    try {
      LeaseMQMessage message =
          switch (type) {
            case PLAIN -> new LeaseMQMessage();
            case TEXT -> new LeaseMQTextMessage("größe");
            case BYTES -> bytes();
            case MAP -> map();
            case STREAM -> stream();
            case OBJECT -> new LeaseMQObjectMessage(new int[][] {{1, 2}, {3}});
          };
      message.setJMSMessageID("ID:1");
      message.setJMSCorrelationIDAsBytes(new byte[] {1, 2});
      message.setJMSType("type");
      message.setJMSTimestamp(1);
      message.setJMSDestination(new QueueDestination("queue"));
      message.setJMSReplyTo(new TopicDestination("topic"));
      message.setStringProperty("string", "vält");
      message.setIntProperty("int", 70_000);
      message.setDoubleProperty("double", 1);
      return message;
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  private static LeaseMQMessage bytes() throws JMSException {
    LeaseMQBytesMessage message = new LeaseMQBytesMessage();
    message.writeUTF("text");
    return message;
  }

  private static LeaseMQMessage map() throws JMSException {
    LeaseMQMapMessage message = new LeaseMQMapMessage();
    message.setString("a", "b");
    message.setBytes("c", new byte[20]);
    return message;
  }

  private static LeaseMQMessage stream() throws JMSException {
    LeaseMQStreamMessage message = new LeaseMQStreamMessage();
    message.writeString("a");
    message.writeBytes(new byte[20]);
    message.writeDouble(1);
    return message;
  }

  @Property
  void randomHeaders(@ForAll byte[] headers, @ForAll byte[] body) {
    readAll(headers, body);
  }

  @Property
  void randomHeadersOfTheRightVersion(
      @ForAll byte[] headers, @ForAll @IntRange(max = 6) int type, @ForAll byte[] body) {
    if (headers.length > 4) {
      headers[0] = Headers.VERSION;
      headers[1] = (byte) type;
      headers[2] &= 7;
    }
    readAll(headers, body);
  }

  @Property(tries = 3000)
  void aByteThatWasChanged(
      @ForAll("messages") LeaseMQMessage message,
      @ForAll @IntRange(max = 500) int at,
      @ForAll byte value)
      throws JMSException {
    EncodedContent content = MessageCodec.encode(message);
    byte[] headers = content.headers().clone();
    byte[] body = content.body().clone();
    int place = at % (headers.length + body.length);
    if (place < headers.length) {
      headers[place] = value;
    } else {
      body[place - headers.length] = value;
    }
    readAll(headers, body);
  }

  @Property
  void headersThatWereCutOff(
      @ForAll("messages") LeaseMQMessage message, @ForAll @IntRange(max = 500) int length)
      throws JMSException {
    EncodedContent content = MessageCodec.encode(message);
    byte[] headers = Arrays.copyOf(content.headers(), length % content.headers().length);
    assertThrows(
        MessageFormatException.class,
        () -> MessageCodec.decode(headers, content.body(), Wire.CONTEXT).getPropertyNames());
    readAll(headers, content.body());
  }

  @Property
  void aBodyThatWasCutOff(
      @ForAll("messages") LeaseMQMessage message, @ForAll @IntRange(max = 500) int length)
      throws JMSException {
    EncodedContent content = MessageCodec.encode(message);
    readAll(content.headers(), Arrays.copyOf(content.body(), length % (content.body().length + 1)));
  }

  @Property
  void aRandomBody(@ForAll("messages") LeaseMQMessage message, @ForAll byte[] body)
      throws JMSException {
    readAll(MessageCodec.encode(message).headers(), body);
  }

  @FunctionalInterface
  private interface Reading {
    void read() throws JMSException;
  }

  /** Reads all there is; anything but a JMSException fails the property. */
  private static void readAll(byte[] headers, byte[] body) {
    attempt(
        () -> {
          HeaderView view = new HeaderView(headers);
          attempt(() -> view.property("int"));
          attempt(() -> view.property("größe"));
          attempt(() -> view.property("JMSCorrelationID"));
          attempt(() -> view.property("JMSTimestamp"));
        });
    attempt(
        () -> {
          LeaseMQMessage message = MessageCodec.decode(headers, body, Wire.CONTEXT);
          attempt(() -> Collections.list(message.getPropertyNames()));
          attempt(() -> message.getStringProperty("string"));
          attempt(() -> message.getBody(Object.class));
          attempt(() -> message.isBodyAssignableTo(Object.class));
          if (message instanceof LeaseMQStreamMessage stream) {
            readStream(stream);
          }
          if (message instanceof LeaseMQBytesMessage bytes) {
            attempt(bytes::readUTF);
          }
          attempt(() -> MessageCodec.encode(message));
        });
  }

  private static void readStream(LeaseMQStreamMessage stream) {
    attempt(() -> stream.readBytes(new byte[5]));
    stream.reset();
    attempt(
        () -> {
          while (true) {
            stream.readObject();
          }
        });
  }

  private static void attempt(Reading reading) {
    try {
      reading.read();
    } catch (JMSException expected) {
      // What damaged content may end in.
    }
  }
}
