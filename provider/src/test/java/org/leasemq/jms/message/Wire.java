package org.leasemq.jms.message;

import jakarta.jms.JMSException;

/** Sends messages through their wire form. */
final class Wire {

  static final ReceiveContext CONTEXT =
      new ReceiveContext(
          ObjectMessagePolicy.CLOSED,
          destination -> {
            throw new JMSException("not here: " + destination);
          });

  private Wire() {}

  /** The message as a consumer receives it. */
  @SuppressWarnings("unchecked") // the kind of a message survives
  static <M extends LeaseMQMessage> M received(M message) throws JMSException {
    EncodedContent content = MessageCodec.encode(message);
    return (M) MessageCodec.decode(content.headers(), content.body(), CONTEXT);
  }
}
