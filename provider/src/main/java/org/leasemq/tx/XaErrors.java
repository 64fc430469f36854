package org.leasemq.tx;

import javax.transaction.xa.XAException;

/** Makes XA exceptions that have a text besides their code. Stateless. */
final class XaErrors {

  private XaErrors() {}

  static XAException of(int code, String text) {
    XAException exception = new XAException(text);
    exception.errorCode = code;
    return exception;
  }

  static XAException of(int code, String text, Throwable cause) {
    XAException exception = of(code, text + ": " + cause.getMessage());
    exception.initCause(cause);
    return exception;
  }
}
