package org.leasemq.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Starts the listeners after what the application does at the container's start, and stops them
 * before what it does at its end. For the container's thread.
 */
@ApplicationScoped
class Listeners {

  private static final int LAST = Interceptor.Priority.LIBRARY_AFTER + 900;
  private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE;

  @Inject LeaseMQExtension extension;
  @Inject ConnectionFactories factories;
  @Inject RequestContexts requestContexts;
  @Inject Instance<RequestContextController> controllers;
  @Inject BeanManager beans;
  private final Deque<RunningListener> running = new ArrayDeque<>();

  void start(@Observes @Priority(LAST) Startup event) {
    boolean done = false;
    try {
      extension.listeners().forEach(this::start);
      done = true;
    } finally {
      if (!done) {
        // A container that does not start destroys nothing.
        stop();
        factories.close();
      }
    }
  }

  private void start(ListenerMethod<?> listener) {
    running.push(RunningListener.start(listener, factories, () -> call(listener)));
  }

  private <T> ListenerCall<T> call(ListenerMethod<T> listener) {
    return new ListenerCall<>(listener, beans, controllers.get(), requestContexts);
  }

  void stop(@Observes @Priority(FIRST) Shutdown event) {
    stop();
  }

  private void stop() {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
