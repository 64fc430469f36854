package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A text message that is not one of the provider's own classes. */
interface ForeignText extends TextMessage {

  static ForeignText of(String text, Session session) throws JMSException {
    TextMessage state = session.createTextMessage(text);
    return (ForeignText)
        Proxy.newProxyInstance(
            ForeignText.class.getClassLoader(),
            new Class<?>[] {ForeignText.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(state, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
