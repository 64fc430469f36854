package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.io.Serializable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.11 and the Javadoc of TextMessage, and messages without a body. */
class TextMessageTest {

  private final LeaseMQTextMessage message = new LeaseMQTextMessage();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "plain",
        "größer",
        "注文",
        "😀",
        "\uFFFD",
        "\u0000",
        "\uD800",
        "a\uDC00?",
        "\uDC00\uD800",
        "x\uD83D",
        "\uD83D\uD83D\uDE00\uDE00",
        "\uFFFF\u07FF\u0800"
      })
  void everyStringComesBackAsItWas(String text) throws JMSException {
    message.setText(text);
    assertEquals(text, message.getText());
    LeaseMQTextMessage received = Wire.received(message);
    assertEquals(text, Wire.received(received).getText());
    assertEquals(text, received.getText());
    assertEquals(text, Wire.received(received).getText());
  }

  @Test
  void noTextIsNotAnEmptyText() throws JMSException {
    assertNull(Wire.received(message).getText());
    message.setText("");
    assertEquals("", Wire.received(message).getText());
  }

  @Test
  void aReceivedMessageIsReadOnlyUntilItsBodyIsCleared() throws JMSException {
    message.setText("a");
    LeaseMQTextMessage received = Wire.received(message);
    assertThrows(MessageNotWriteableException.class, () -> received.setText("b"));
    assertThrows(MessageNotWriteableException.class, () -> received.setText(null));
    assertEquals("a", received.getText());
    received.clearBody();
    assertNull(received.getText());
    received.setText("c");
    assertEquals("c", received.getText());
  }

  @Test
  void aBodyThatIsClearedUnreadIsNone() throws JMSException {
    message.setText("a");
    LeaseMQTextMessage received = Wire.received(message);
    received.clearBody();
    assertNull(received.getText());
  }

  @Test
  void theBodyIsWhateverAStringIs() throws JMSException {
    // Javadoc of Message.getBody.
    message.setText("a");
    for (Class<?> type :
        new Class<?>[] {
          String.class, Object.class, CharSequence.class, Serializable.class, Comparable.class
        }) {
      assertTrue(message.isBodyAssignableTo(type));
      assertEquals("a", message.getBody(type));
    }
    assertFalse(message.isBodyAssignableTo(Integer.class));
    assertThrows(MessageFormatException.class, () -> message.getBody(Integer.class));
  }

  @Test
  void noBodyIsOfAnyType() throws JMSException {
    assertTrue(message.isBodyAssignableTo(Integer.class));
    assertNull(message.getBody(Integer.class));
    LeaseMQMessage plain = Wire.received(new LeaseMQMessage());
    assertTrue(plain.isBodyAssignableTo(Integer.class));
    assertNull(plain.getBody(Integer.class));
    plain.clearBody();
  }

  @Test
  void theSenderCanGoOnWriting() throws JMSException {
    // Section 3.9.
    message.setText("a");
    LeaseMQTextMessage received = Wire.received(message);
    message.setText("b");
    assertEquals("a", received.getText());
  }
}
