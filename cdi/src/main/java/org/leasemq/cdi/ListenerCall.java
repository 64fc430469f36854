package org.leasemq.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Calls a listener with one message, in a request of its own. For its session's thread. */
final class ListenerCall<T> {

  private final ListenerMethod<T> listener;
  private final BeanManager beans;
  private final RequestContextController request;
  private final RequestContexts requestContexts;

  ListenerCall(
      ListenerMethod<T> listener,
      BeanManager beans,
      RequestContextController request,
      RequestContexts requestContexts) {
    this.listener = listener;
    this.beans = beans;
    this.request = request;
    this.requestContexts = requestContexts;
    listener.method().setAccessible(true);
  }

  /**
   * Calls the method.
   *
   * @param context the session's own context
   * @throws JMSException if the message is none for the method
   * @throws InvocationTargetException with what the method throws
   */
  void run(JMSContext context, Message message)
      throws JMSException, InvocationTargetException, IllegalAccessException {
    Object argument = listener.argument(message);
    boolean begun = request.activate();
    try {
      requestContexts.listen(listener.user(), context);
      invoke(argument);
    } finally {
      if (begun) {
        request.deactivate();
      }
    }
  }

  private void invoke(@Nullable Object argument)
      throws InvocationTargetException, IllegalAccessException {
    CreationalContext<T> creation = beans.createCreationalContext(listener.bean());
    try {
      Object bean = beans.getReference(listener.bean(), listener.bean().getBeanClass(), creation);
      Object unused = listener.method().invoke(bean, argument);
    } finally {
      // Ends the bean if it is a dependent one.
      creation.release();
    }
  }
}
