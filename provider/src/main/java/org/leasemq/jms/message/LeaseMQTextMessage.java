package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a String (Jakarta Messaging 3.1, section 3.11).
 *
 * <p>Threads: not safe; used by one thread at a time, as its session is.
 */
public final class LeaseMQTextMessage extends LeaseMQMessage implements TextMessage {

  private @Nullable String text;
  private byte @Nullable [] encoded;

  /** A new message without a text. */
  public LeaseMQTextMessage() {}

  /** A new message with a text, or with none if it is null. */
  public LeaseMQTextMessage(@Nullable String text) {
    this.text = text;
  }

  LeaseMQTextMessage(ReceivedContent content) {
    super(content);
    encoded = content.body();
  }

  @Override
  public void setText(@Nullable String text) throws JMSException {
    requireWritableBody();
    this.text = text;
  }

  @Override
  public @Nullable String getText() throws JMSException {
    if (encoded != null) {
      text = Utf8.decode(encoded, 0, encoded.length);
      encoded = null;
    }
    return text;
  }

  @Override
  BodyType bodyType() {
    return BodyType.TEXT;
  }

  @Override
  byte @Nullable [] encodeBody() {
    if (encoded != null) {
      return encoded;
    }
    return text == null ? null : Utf8.encode(text);
  }

  @Override
  void emptyBody() {
    text = null;
    encoded = null;
  }

  @Override
  boolean hasBody() {
    return encoded != null || text != null;
  }

  @Override
  boolean isBodyType(Class<?> type) {
    return type.isAssignableFrom(String.class);
  }

  @Override
  @Nullable Object body() throws JMSException {
    return getText();
  }
}
