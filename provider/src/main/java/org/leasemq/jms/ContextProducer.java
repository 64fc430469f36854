package org.leasemq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQBytesMessage;
import org.leasemq.jms.message.LeaseMQMapMessage;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.jms.message.LeaseMQObjectMessage;
import org.leasemq.jms.message.LeaseMQTextMessage;

/**
 * A producer of the simplified interface (Jakarta Messaging 3.1, 2.7): options, properties and
 * headers that go onto each message it sends. For its context's thread.
 */
final class ContextProducer implements JMSProducer {

  private final MessageProducer producer;

  /** Holds the headers and properties to set, with the checks that messages have. */
  private final LeaseMQMessage template = new LeaseMQMessage();

  private @Nullable CompletionListener async;
  private boolean correlationIsBytes;

  /** Sends through a producer of this context's own, which names no destination. */
  ContextProducer(MessageProducer producer) {
    this.producer = producer;
  }

  private JMSProducer with(Unchecked.Action action) {
    Unchecked.run(action);
    return this;
  }

  @Override
  public JMSProducer send(Destination destination, Message message) {
    return with(
        () -> {
          if (message != null) {
            dress(message);
          }
          CompletionListener listener = async;
          if (listener == null) {
            producer.send(destination, message);
          } else {
            producer.send(destination, message, listener);
          }
        });
  }

  private void dress(Message message) throws JMSException {
    for (String name : Collections.list(template.getPropertyNames())) {
      message.setObjectProperty(name, template.getObjectProperty(name));
    }
    if (template.getJMSType() != null) {
      message.setJMSType(template.getJMSType());
    }
    if (template.getJMSReplyTo() != null) {
      message.setJMSReplyTo(template.getJMSReplyTo());
    }
    if (correlationIsBytes) {
      message.setJMSCorrelationIDAsBytes(template.getJMSCorrelationIDAsBytes());
    } else if (template.getJMSCorrelationID() != null) {
      message.setJMSCorrelationID(template.getJMSCorrelationID());
    }
  }

  @Override
  public JMSProducer send(Destination destination, @Nullable String body) {
    return send(destination, new LeaseMQTextMessage(body));
  }

  @Override
  public JMSProducer send(Destination destination, @Nullable Map<String, Object> body) {
    LeaseMQMapMessage message = new LeaseMQMapMessage();
    if (body != null) {
      Unchecked.run(
          () -> {
            for (Map.Entry<String, Object> entry : body.entrySet()) {
              message.setObject(entry.getKey(), entry.getValue());
            }
          });
    }
    return send(destination, message);
  }

  @Override
  public JMSProducer send(Destination destination, byte @Nullable [] body) {
    LeaseMQBytesMessage message = new LeaseMQBytesMessage();
    if (body != null) {
      Unchecked.run(() -> message.writeBytes(body));
    }
    return send(destination, message);
  }

  @Override
  public JMSProducer send(Destination destination, @Nullable Serializable body) {
    return send(destination, Unchecked.get(() -> new LeaseMQObjectMessage(body)));
  }

  // Options.

  @Override
  public JMSProducer setDisableMessageID(boolean value) {
    return with(() -> producer.setDisableMessageID(value));
  }

  @Override
  public boolean getDisableMessageID() {
    return Unchecked.get(producer::getDisableMessageID);
  }

  @Override
  public JMSProducer setDisableMessageTimestamp(boolean value) {
    return with(() -> producer.setDisableMessageTimestamp(value));
  }

  @Override
  public boolean getDisableMessageTimestamp() {
    return Unchecked.get(producer::getDisableMessageTimestamp);
  }

  @Override
  public JMSProducer setDeliveryMode(int deliveryMode) {
    return with(() -> producer.setDeliveryMode(deliveryMode));
  }

  @Override
  public int getDeliveryMode() {
    return Unchecked.get(producer::getDeliveryMode);
  }

  @Override
  public JMSProducer setPriority(int priority) {
    return with(() -> producer.setPriority(priority));
  }

  @Override
  public int getPriority() {
    return Unchecked.get(producer::getPriority);
  }

  @Override
  public JMSProducer setTimeToLive(long timeToLive) {
    return with(() -> producer.setTimeToLive(timeToLive));
  }

  @Override
  public long getTimeToLive() {
    return Unchecked.get(producer::getTimeToLive);
  }

  @Override
  public JMSProducer setDeliveryDelay(long deliveryDelay) {
    return with(() -> producer.setDeliveryDelay(deliveryDelay));
  }

  @Override
  public long getDeliveryDelay() {
    return Unchecked.get(producer::getDeliveryDelay);
  }

  @Override
  public JMSProducer setAsync(@Nullable CompletionListener listener) {
    async = listener;
    return this;
  }

  @Override
  public @Nullable CompletionListener getAsync() {
    return async;
  }

  // Properties.

  @Override
  public JMSProducer setProperty(String name, boolean value) {
    return with(() -> template.setBooleanProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, byte value) {
    return with(() -> template.setByteProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, short value) {
    return with(() -> template.setShortProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, int value) {
    return with(() -> template.setIntProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, long value) {
    return with(() -> template.setLongProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, float value) {
    return with(() -> template.setFloatProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, double value) {
    return with(() -> template.setDoubleProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, @Nullable String value) {
    return with(() -> template.setStringProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, @Nullable Object value) {
    return with(() -> template.setObjectProperty(name, value));
  }

  @Override
  public JMSProducer clearProperties() {
    template.clearProperties();
    return this;
  }

  @Override
  public boolean propertyExists(String name) {
    return Unchecked.get(() -> template.propertyExists(name));
  }

  @Override
  public boolean getBooleanProperty(String name) {
    return Unchecked.get(() -> template.getBooleanProperty(name));
  }

  @Override
  public byte getByteProperty(String name) {
    return Unchecked.get(() -> template.getByteProperty(name));
  }

  @Override
  public short getShortProperty(String name) {
    return Unchecked.get(() -> template.getShortProperty(name));
  }

  @Override
  public int getIntProperty(String name) {
    return Unchecked.get(() -> template.getIntProperty(name));
  }

  @Override
  public long getLongProperty(String name) {
    return Unchecked.get(() -> template.getLongProperty(name));
  }

  @Override
  public float getFloatProperty(String name) {
    return Unchecked.get(() -> template.getFloatProperty(name));
  }

  @Override
  public double getDoubleProperty(String name) {
    return Unchecked.get(() -> template.getDoubleProperty(name));
  }

  @Override
  public @Nullable String getStringProperty(String name) {
    return Unchecked.find(() -> template.getStringProperty(name));
  }

  @Override
  public @Nullable Object getObjectProperty(String name) {
    return Unchecked.find(() -> template.getObjectProperty(name));
  }

  @Override
  public Set<String> getPropertyNames() {
    return Unchecked.get(() -> Set.copyOf(Collections.list(template.getPropertyNames())));
  }

  // Headers.

  @Override
  public JMSProducer setJMSCorrelationIDAsBytes(byte @Nullable [] correlationId) {
    template.setJMSCorrelationIDAsBytes(correlationId);
    correlationIsBytes = correlationId != null;
    return this;
  }

  @Override
  public byte @Nullable [] getJMSCorrelationIDAsBytes() {
    return template.getJMSCorrelationIDAsBytes();
  }

  @Override
  public JMSProducer setJMSCorrelationID(@Nullable String correlationId) {
    template.setJMSCorrelationID(correlationId);
    correlationIsBytes = false;
    return this;
  }

  @Override
  public @Nullable String getJMSCorrelationID() {
    return template.getJMSCorrelationID();
  }

  @Override
  public JMSProducer setJMSType(@Nullable String type) {
    template.setJMSType(type);
    return this;
  }

  @Override
  public @Nullable String getJMSType() {
    return template.getJMSType();
  }

  @Override
  public JMSProducer setJMSReplyTo(@Nullable Destination replyTo) {
    return with(() -> template.setJMSReplyTo(replyTo));
  }

  @Override
  public @Nullable Destination getJMSReplyTo() {
    return template.getJMSReplyTo();
  }
}
