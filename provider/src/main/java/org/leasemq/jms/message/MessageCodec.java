package org.leasemq.jms.message;

import jakarta.jms.JMSException;

/**
 * Turns messages into their wire form and back.
 *
 * <p>Threads: no state; a message is encoded by the thread that works with it.
 */
public final class MessageCodec {

  private static final byte[] NO_BYTES = {};
  private static final int HEADERS_CAPACITY = 256;

  private MessageCodec() {}

  /**
   * Encodes what travels of a message: the header fields as they are now, the properties that a
   * client set, and the body. The message stays as it is, and later changes to it do not show.
   * JMSRedelivered and what the provider sets on receive do not travel.
   *
   * @throws JMSException if JMSDestination is another provider's
   */
  public static EncodedContent encode(LeaseMQMessage message) throws JMSException {
    byte[] body = message.encodeBody();
    ByteSink headers = new ByteSink(HEADERS_CAPACITY);
    message.headers().write(headers, message.bodyType(), body == null);
    message.properties().write(headers);
    return new EncodedContent(headers.toByteArray(), body == null ? NO_BYTES : body);
  }

  /**
   * Decodes a message as a consumer receives it: body and properties are read-only, and are decoded
   * when they are asked for. Each call makes a message of its own; the arrays are shared and must
   * not change any more.
   *
   * @throws JMSException if the headers are damaged, or of a newer version of LeaseMQ
   */
  public static LeaseMQMessage decode(byte[] headers, byte[] body, ReceiveContext context)
      throws JMSException {
    HeaderView view = new HeaderView(headers);
    return view.bodyType()
        .receive(
            new ReceivedContent(
                view.headers(context.temporaryDestinations()),
                new MessageProperties(view.properties()),
                view.hasBody() ? body : null,
                context.objectMessages()));
  }
}
