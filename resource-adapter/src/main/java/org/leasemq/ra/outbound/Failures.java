package org.leasemq.ra.outbound;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.EISSystemException;
import jakarta.resource.spi.SecurityException;
import org.jspecify.annotations.Nullable;

/** Carries failures over the border between messaging and connectors. Any thread may use it. */
public final class Failures {

  private Failures() {}

  /** A provider's failure as the container wants it. */
  public static ResourceException toResource(JMSException e) {
    return e instanceof JMSSecurityException
        ? new SecurityException(e.getMessage(), e)
        : new EISSystemException(e.getMessage(), e);
  }

  /** A container's failure as the application wants it: the provider's own one if it was that. */
  static JMSException toJms(ResourceException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof JMSException provider) {
        return provider;
      }
    }
    String message = "The container gave no connection: " + e.getMessage();
    return initiated(
        e instanceof SecurityException
            ? new JMSSecurityException(message)
            : new JMSException(message),
        e);
  }

  /** The exception, with its cause in both of the places where people look. */
  static <E extends JMSException> E initiated(E exception, @Nullable Exception cause) {
    if (cause != null) {
      exception.setLinkedException(cause);
      exception.initCause(cause);
    }
    return exception;
  }
}
