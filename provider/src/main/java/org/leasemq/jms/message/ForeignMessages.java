package org.leasemq.jms.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Messages of other providers, which a client may send through this one (Jakarta Messaging 3.1,
 * section 3.12).
 *
 * <p>Threads: no state; a message is handled by the thread that sends it.
 */
public final class ForeignMessages {

  private static final int CHUNK = 8192;

  private ForeignMessages() {}

  /**
   * The message as one of ours: itself if it is one already, else a copy of its body, its
   * properties, and the header fields that a client sets. A JMSReplyTo of another provider means
   * nothing here and is left out. So are properties that only a provider sets.
   *
   * @throws JMSException if the message cannot be read, or holds what no message may hold
   */
  public static LeaseMQMessage convert(Message message) throws JMSException {
    if (message instanceof LeaseMQMessage own) {
      return own;
    }
    LeaseMQMessage copy = copyBody(message);
    copyHeaders(message, copy);
    for (String name : names(message.getPropertyNames())) {
      if (!PropertyNames.isReserved(name)) {
        copy.setObjectProperty(name, message.getObjectProperty(name));
      }
    }
    return copy;
  }

  /**
   * Sets the header fields that a send sets (table 3-1), for a message that was converted to be
   * sent.
   *
   * @throws JMSException if the message refuses one
   */
  public static void setSentHeaders(LeaseMQMessage sent, Message message) throws JMSException {
    message.setJMSDestination(sent.getJMSDestination());
    message.setJMSDeliveryMode(sent.getJMSDeliveryMode());
    message.setJMSExpiration(sent.getJMSExpiration());
    message.setJMSDeliveryTime(sent.getJMSDeliveryTime());
    message.setJMSPriority(sent.getJMSPriority());
    message.setJMSMessageID(sent.getJMSMessageID());
    message.setJMSTimestamp(sent.getJMSTimestamp());
  }

  private static LeaseMQMessage copyBody(Message message) throws JMSException {
    if (message instanceof TextMessage text) {
      return new LeaseMQTextMessage(text.getText());
    }
    if (message instanceof BytesMessage bytes) {
      return copyBytes(bytes);
    }
    if (message instanceof MapMessage map) {
      return copyMap(map);
    }
    if (message instanceof StreamMessage stream) {
      return copyStream(stream);
    }
    if (message instanceof ObjectMessage object) {
      return new LeaseMQObjectMessage(object.getObject());
    }
    return new LeaseMQMessage();
  }

  private static LeaseMQMessage copyBytes(BytesMessage message) throws JMSException {
    LeaseMQBytesMessage copy = new LeaseMQBytesMessage();
    byte[] chunk = new byte[CHUNK];
    message.reset();
    for (int count = message.readBytes(chunk); count > 0; count = message.readBytes(chunk)) {
      copy.writeBytes(chunk, 0, count);
    }
    message.reset();
    return copy;
  }

  private static LeaseMQMessage copyMap(MapMessage message) throws JMSException {
    LeaseMQMapMessage copy = new LeaseMQMapMessage();
    for (String name : names(message.getMapNames())) {
      copy.setObject(name, message.getObject(name));
    }
    return copy;
  }

  private static LeaseMQMessage copyStream(StreamMessage message) throws JMSException {
    LeaseMQStreamMessage copy = new LeaseMQStreamMessage();
    message.reset();
    try {
      while (true) {
        copy.writeObject(message.readObject());
      }
    } catch (MessageEOFException e) {
      // The only way a stream has to say that this was all.
      message.reset();
    }
    return copy;
  }

  private static void copyHeaders(Message message, LeaseMQMessage copy) throws JMSException {
    String correlationId = message.getJMSCorrelationID();
    if (correlationId != null) {
      copy.setJMSCorrelationID(correlationId);
    } else {
      copyCorrelationBytes(message, copy);
    }
    copy.setJMSType(message.getJMSType());
    if (message.getJMSReplyTo() instanceof LeaseMQDestination replyTo) {
      copy.setJMSReplyTo(replyTo);
    }
  }

  private static void copyCorrelationBytes(Message message, LeaseMQMessage copy)
      throws JMSException {
    try {
      copy.setJMSCorrelationIDAsBytes(message.getJMSCorrelationIDAsBytes());
    } catch (UnsupportedOperationException e) {
      // Section 3.4.5: a provider need not support it.
      copy.setJMSCorrelationID(null);
    }
  }

  private static Iterable<String> names(Enumeration<?> names) {
    return Collections.list(names).stream().map(String.class::cast).toList();
  }
}
