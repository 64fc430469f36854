package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a serialised object (Jakarta Messaging 3.1, section 3.11). It is
 * serialised when it is set, so that later changes to it do not show, and deserialised each time it
 * is asked for.
 *
 * <p>Threads: not safe; used by one thread at a time, as its session is.
 */
public final class LeaseMQObjectMessage extends LeaseMQMessage implements ObjectMessage {

  private byte @Nullable [] serialised;
  private ObjectMessagePolicy policy;

  /** A new message without an object. */
  public LeaseMQObjectMessage() {
    policy = ObjectMessagePolicy.ALL;
  }

  /**
   * A new message with an object, or with none if it is null.
   *
   * @throws MessageFormatException if the object cannot be serialised
   */
  public LeaseMQObjectMessage(@Nullable Serializable object) throws JMSException {
    this();
    setObject(object);
  }

  LeaseMQObjectMessage(ReceivedContent content) {
    super(content);
    serialised = content.body();
    policy = content.objectMessages();
  }

  @Override
  public void setObject(@Nullable Serializable object) throws JMSException {
    requireWritableBody();
    serialised = object == null ? null : ObjectSerialisation.serialise(object);
  }

  /**
   * {@inheritDoc}
   *
   * @throws MessageFormatException if it cannot be deserialised, or is of a class that the policy
   *     for object messages refuses
   */
  @Override
  public @Nullable Serializable getObject() throws JMSException {
    return serialised == null ? null : ObjectSerialisation.deserialise(serialised, policy);
  }

  @Override
  public <T> @Nullable T getBody(Class<T> type) throws JMSException {
    Serializable object = getObject();
    if (object != null && !type.isInstance(object)) {
      throw notAssignable(type);
    }
    return type.cast(object);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public boolean isBodyAssignableTo(Class type) {
    try {
      Serializable object = getObject();
      return object == null || type.isInstance(object);
    } catch (JMSException e) {
      // Section 3.11 asks for false, not for a failure, when the object cannot be had.
      return false;
    }
  }

  @Override
  BodyType bodyType() {
    return BodyType.OBJECT;
  }

  @Override
  byte @Nullable [] encodeBody() {
    return serialised;
  }

  @Override
  void emptyBody() {
    serialised = null;
    // What is set from now on is this application's own object.
    policy = ObjectMessagePolicy.ALL;
  }
}
