package org.leasemq.cdi;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The contexts of one scope: one for each request, closed together. Thread-safe. */
final class Contexts<R> {

  private static final System.Logger LOG = System.getLogger(Contexts.class.getName());

  private final Map<R, JMSContext> open = new ConcurrentHashMap<>();

  /** The context of this request, opened if need be. */
  JMSContext get(R request, Function<R, JMSContext> opener) {
    return open.computeIfAbsent(request, opener);
  }

  /** Closes all; an error is logged. */
  void close() {
    open.forEach(Contexts::close);
    open.clear();
  }

  private static void close(Object request, JMSContext context) {
    try {
      context.close();
    } catch (JMSRuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "A context was not closed cleanly: " + request, e);
    }
  }
}
