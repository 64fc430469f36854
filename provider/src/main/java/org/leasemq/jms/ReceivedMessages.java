package org.leasemq.jms;

import jakarta.jms.JMSException;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.jms.message.MessageCodec;
import org.leasemq.jms.message.PropertyNames;
import org.leasemq.jms.message.ReceiveContext;
import org.leasemq.queue.DeadLetterMark;
import org.leasemq.queue.Delivery;

/** Makes messages of deliveries, with what the provider sets on receive. Immutable. */
public final class ReceivedMessages {

  private static final String DEAD_LETTER_REASON =
      PropertyNames.PROVIDER_PREFIX + "DEAD_LETTER_REASON";
  private static final String SOURCE_QUEUE = PropertyNames.PROVIDER_PREFIX + "SOURCE_QUEUE";
  private static final String SOURCE_DELIVERY_COUNT =
      PropertyNames.PROVIDER_PREFIX + "SOURCE_DELIVERY_COUNT";

  private final ReceiveContext context;

  /** Makes messages that use what the context lends them. */
  public ReceivedMessages(ReceiveContext context) {
    this.context = context;
  }

  /**
   * The message of a delivery.
   *
   * @throws JMSException if its headers are damaged
   */
  public LeaseMQMessage of(Delivery delivery) throws JMSException {
    LeaseMQMessage message =
        MessageCodec.decode(delivery.message().headers(), delivery.message().body(), context);
    message.setDeliveryCount(delivery.deliveryCount());
    message.setProviderProperty(PropertyNames.SEQUENCE_NUMBER, delivery.id().toString());
    DeadLetterMark mark = delivery.mark();
    if (mark != null) {
      message.setProviderProperty(DEAD_LETTER_REASON, mark.reason());
      message.setProviderProperty(SOURCE_QUEUE, mark.source().value());
      message.setProviderProperty(SOURCE_DELIVERY_COUNT, mark.deliveryCount());
    }
    return message;
  }
}
