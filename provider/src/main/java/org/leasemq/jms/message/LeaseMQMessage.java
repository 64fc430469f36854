package org.leasemq.jms.message;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A message without a body, and what all messages have in common (Jakarta Messaging 3.1, sections
 * 3.4 to 3.7).
 *
 * <p>Threads: not safe; used by one thread at a time, as its session is.
 */
public class LeaseMQMessage implements Message {

  private static final int HIGHEST_PRIORITY = 9;

  private final Headers headers;
  private final MessageProperties properties;
  private boolean bodyReadOnly;
  private @Nullable Acknowledgement acknowledgement;
  private @Nullable LeaseControl leaseControl;

  /** A new message, to be filled and sent. */
  public LeaseMQMessage() {
    headers = new Headers();
    properties = new MessageProperties();
  }

  LeaseMQMessage(ReceivedContent content) {
    headers = content.headers();
    properties = content.properties();
    bodyReadOnly = true;
  }

  // What the provider does with a message.

  /** For the provider: what {@link #acknowledge} does from now on. */
  public final void setAcknowledgement(Acknowledgement acknowledgement) {
    this.acknowledgement = acknowledgement;
  }

  /** For the provider: whose lease it is from now on. */
  public final void setLeaseControl(LeaseControl leaseControl) {
    this.leaseControl = leaseControl;
  }

  /** What may be done with its lease; null if it was not received, or only looked at. */
  public final @Nullable LeaseControl leaseControl() {
    return leaseControl;
  }

  /**
   * For the provider: says how often the message was delivered, this time included. Sets
   * JMSXDeliveryCount and JMSRedelivered (sections 3.4.7 and 3.5.11).
   */
  public final void setDeliveryCount(int deliveryCount) {
    setProviderProperty(PropertyNames.DELIVERY_COUNT, deliveryCount);
    headers.redelivered = deliveryCount > 1;
  }

  /**
   * For the provider: sets a property even where clients may not. It shows on this object only, and
   * does not travel when the message is sent on.
   *
   * @throws IllegalArgumentException if the value is of no type that properties can have
   */
  public final void setProviderProperty(String name, Object value) {
    if (!Conversions.isPropertyValue(value)) {
      throw new IllegalArgumentException(name + " cannot be a " + value.getClass().getName());
    }
    properties.provide(name, value);
  }

  final Headers headers() {
    return headers;
  }

  final MessageProperties properties() {
    return properties;
  }

  BodyType bodyType() {
    return BodyType.PLAIN;
  }

  /** The body's bytes, which are not changed any more, or null if there is none. */
  byte @Nullable [] encodeBody() {
    return null;
  }

  // Header fields, section 3.4. They are never read-only.

  @Override
  public final @Nullable String getJMSMessageID() {
    return headers.messageId;
  }

  @Override
  public final void setJMSMessageID(@Nullable String id) {
    headers.messageId = id;
  }

  @Override
  public final long getJMSTimestamp() {
    return headers.timestamp;
  }

  @Override
  public final void setJMSTimestamp(long timestamp) {
    headers.timestamp = timestamp;
  }

  @Override
  public final byte @Nullable [] getJMSCorrelationIDAsBytes() {
    return headers.correlationBytes();
  }

  @Override
  public final void setJMSCorrelationIDAsBytes(byte @Nullable [] correlationId) {
    headers.correlationBytes = correlationId == null ? null : correlationId.clone();
    headers.correlationId = null;
  }

  @Override
  public final void setJMSCorrelationID(@Nullable String correlationId) {
    headers.correlationId = correlationId;
    headers.correlationBytes = null;
  }

  @Override
  public final @Nullable String getJMSCorrelationID() {
    return headers.correlationId();
  }

  @Override
  public final @Nullable Destination getJMSReplyTo() {
    return headers.replyTo;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidDestinationException if it is another provider's destination
   */
  @Override
  public final void setJMSReplyTo(@Nullable Destination replyTo) throws JMSException {
    if (replyTo != null && !(replyTo instanceof LeaseMQDestination)) {
      throw new InvalidDestinationException(
          "JMSReplyTo takes a destination of LeaseMQ, not " + replyTo);
    }
    headers.replyTo = (LeaseMQDestination) replyTo;
  }

  @Override
  public final @Nullable Destination getJMSDestination() {
    return headers.destination;
  }

  @Override
  public final void setJMSDestination(@Nullable Destination destination) {
    headers.destination = destination;
  }

  @Override
  public final int getJMSDeliveryMode() {
    return headers.deliveryMode;
  }

  @Override
  public final void setJMSDeliveryMode(int deliveryMode) throws JMSException {
    if (deliveryMode != DeliveryMode.PERSISTENT && deliveryMode != DeliveryMode.NON_PERSISTENT) {
      throw new JMSException("A delivery mode is 1 or 2, not " + deliveryMode);
    }
    headers.deliveryMode = deliveryMode;
  }

  @Override
  public final boolean getJMSRedelivered() {
    return headers.redelivered;
  }

  @Override
  public final void setJMSRedelivered(boolean redelivered) {
    headers.redelivered = redelivered;
  }

  @Override
  public final @Nullable String getJMSType() {
    return headers.type;
  }

  @Override
  public final void setJMSType(@Nullable String type) {
    headers.type = type;
  }

  @Override
  public final long getJMSExpiration() {
    return headers.expiration;
  }

  @Override
  public final void setJMSExpiration(long expiration) {
    headers.expiration = expiration;
  }

  @Override
  public final long getJMSDeliveryTime() {
    return headers.deliveryTime;
  }

  @Override
  public final void setJMSDeliveryTime(long deliveryTime) {
    headers.deliveryTime = deliveryTime;
  }

  @Override
  public final int getJMSPriority() {
    return headers.priority;
  }

  @Override
  public final void setJMSPriority(int priority) throws JMSException {
    if (priority < 0 || priority > HIGHEST_PRIORITY) {
      throw new JMSException("A priority is 0 to 9, not " + priority);
    }
    headers.priority = priority;
  }

  // Properties, section 3.5.

  @Override
  public final void clearProperties() {
    properties.clear();
  }

  @Override
  public final boolean propertyExists(@Nullable String name) throws JMSException {
    return properties.exists(name);
  }

  @Override
  public final boolean getBooleanProperty(@Nullable String name) throws JMSException {
    return Conversions.toBoolean(properties.get(name));
  }

  @Override
  public final byte getByteProperty(@Nullable String name) throws JMSException {
    return Conversions.toByte(properties.get(name));
  }

  @Override
  public final short getShortProperty(@Nullable String name) throws JMSException {
    return Conversions.toShort(properties.get(name));
  }

  @Override
  public final int getIntProperty(@Nullable String name) throws JMSException {
    return Conversions.toInt(properties.get(name));
  }

  @Override
  public final long getLongProperty(@Nullable String name) throws JMSException {
    return Conversions.toLong(properties.get(name));
  }

  @Override
  public final float getFloatProperty(@Nullable String name) throws JMSException {
    return Conversions.toFloat(properties.get(name));
  }

  @Override
  public final double getDoubleProperty(@Nullable String name) throws JMSException {
    return Conversions.toDouble(properties.get(name));
  }

  @Override
  public final @Nullable String getStringProperty(@Nullable String name) throws JMSException {
    return Conversions.toText(properties.get(name));
  }

  @Override
  public final @Nullable Object getObjectProperty(@Nullable String name) throws JMSException {
    return properties.get(name);
  }

  @Override
  public final Enumeration<String> getPropertyNames() throws JMSException {
    return properties.names();
  }

  @Override
  public final void setBooleanProperty(String name, boolean value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setByteProperty(String name, byte value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setShortProperty(String name, short value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setIntProperty(String name, int value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setLongProperty(String name, long value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setFloatProperty(String name, float value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setDoubleProperty(String name, double value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setStringProperty(String name, @Nullable String value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setObjectProperty(String name, @Nullable Object value) throws JMSException {
    if (!Conversions.isPropertyValue(value)) {
      throw new MessageFormatException(
          "A property cannot be a " + (value == null ? null : value.getClass().getName()));
    }
    properties.set(name, value);
  }

  // Acknowledgement and body, sections 3.6 and 3.11.

  @Override
  public final void acknowledge() throws JMSException {
    if (acknowledgement != null) {
      acknowledgement.acknowledge();
    }
  }

  @Override
  public final void clearBody() {
    bodyReadOnly = false;
    emptyBody();
  }

  @Override
  public <T> @Nullable T getBody(Class<T> type) throws JMSException {
    if (!hasBody()) {
      return null;
    }
    if (!isBodyAssignableTo(type)) {
      throw notAssignable(type);
    }
    return type.cast(body());
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public boolean isBodyAssignableTo(Class type) throws JMSException {
    return !hasBody() || isBodyType(type);
  }

  /** Makes the body what it is in a new message. */
  void emptyBody() {}

  /** Whether there is a body; an empty one is none. */
  boolean hasBody() throws JMSException {
    return false;
  }

  /** Whether {@code getBody} accepts the type for this kind of message. */
  boolean isBodyType(Class<?> type) {
    return true;
  }

  /** A copy of the body. */
  @Nullable Object body() throws JMSException {
    return null;
  }

  final MessageFormatException notAssignable(Class<?> type) {
    return new MessageFormatException(
        "The body of a " + getClass().getSimpleName() + " cannot be had as a " + type.getName());
  }

  final void requireWritableBody() throws MessageNotWriteableException {
    if (bodyReadOnly) {
      throw new MessageNotWriteableException(
          "The body of a received message is read-only: call clearBody first");
    }
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + headers.messageId + ", " + headers.destination + "]";
  }
}
