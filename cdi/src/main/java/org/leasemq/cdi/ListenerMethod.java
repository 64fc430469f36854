package org.leasemq.cdi;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSessionMode;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leasemq.DestinationKind;

/**
 * A method of a bean that listens. Immutable.
 *
 * @param settings what its annotation says
 * @param user as whom it listens, and where
 */
record ListenerMethod<T>(
    Bean<T> bean, Method method, LeaseMQListener settings, ContextRequest.User user) {

  static <T> ListenerMethod<T> of(Bean<T> bean, AnnotatedMethod<? super T> method) {
    return new ListenerMethod<>(
        bean,
        method.getJavaMember(),
        method.getAnnotation(LeaseMQListener.class),
        ContextRequest.of(method).user());
  }

  /** Why it cannot listen, and what to do; null if it can. */
  @Nullable String obstacle() {
    String signature = signatureObstacle();
    return signature == null ? settingsObstacle() : signature;
  }

  private @Nullable String signatureObstacle() {
    int modifiers = method.getModifiers();
    if (Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers)) {
      return "a listener is neither static nor private";
    }
    if (method.getReturnType() != void.class) {
      return "a listener returns nothing: make it void";
    }
    if (!bean.getTypes().contains(bean.getBeanClass())) {
      return "the class is not among the bean's types: it may not be generic or leave itself out in"
          + " @Typed";
    }
    return method.getParameterCount() == 1 && (takesMessage() || takesBody())
        ? null
        : "a listener takes one parameter: a Message type, or a body type (String, byte[], Map or a"
            + " Serializable class)";
  }

  private @Nullable String settingsObstacle() {
    boolean topic = settings.kind() == DestinationKind.TOPIC;
    if (settings.destination().isEmpty()) {
      return "destination is empty: give the name of a queue or topic";
    }
    if (settings.sessions() < 1) {
      return "sessions is 1 or more, not " + settings.sessions();
    }
    if (!topic && !settings.subscription().isEmpty()) {
      return "a queue has no subscription: remove it, or say kind = TOPIC";
    }
    if (topic && settings.sessions() > 1 && settings.subscription().isEmpty()) {
      return "several sessions share a subscription: name it, or each would get all messages";
    }
    return method.isAnnotationPresent(JMSSessionMode.class)
        ? "a listener's session is transacted: remove @JMSSessionMode"
        : null;
  }

  private Class<?> parameter() {
    return method.getParameterTypes()[0];
  }

  private boolean takesMessage() {
    return parameter().isInterface() && Message.class.isAssignableFrom(parameter());
  }

  private boolean takesBody() {
    return parameter() == Map.class || Serializable.class.isAssignableFrom(parameter());
  }

  /**
   * What the method is called with for this message.
   *
   * @throws MessageFormatException if the message is none for this method
   */
  @Nullable Object argument(Message message) throws JMSException {
    if (!takesMessage()) {
      return message.getBody(parameter());
    }
    if (!parameter().isInstance(message)) {
      throw new MessageFormatException(
          this + " takes a " + parameter().getSimpleName() + ", and gets a " + message.getClass());
    }
    return message;
  }

  @Override
  public String toString() {
    return "@LeaseMQListener " + bean.getBeanClass().getName() + "." + method.getName();
  }
}
