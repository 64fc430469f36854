package org.leasemq.cdi;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.leasemq.DestinationKind;

/**
 * A listener at work: its connection with one transacted session for each message at a time. {@link
 * #start} and {@link #close} are for one thread; calls come on the sessions' threads.
 */
final class RunningListener implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RunningListener.class.getName());

  private final ListenerMethod<?> listener;
  private final Deque<JMSContext> contexts = new ArrayDeque<>();

  private RunningListener(ListenerMethod<?> listener) {
    this.listener = listener;
  }

  /**
   * Starts it.
   *
   * @throws JMSRuntimeException if the connection factory, user, destination or selector is wrong
   */
  static RunningListener start(
      ListenerMethod<?> listener, ConnectionFactories factories, Supplier<ListenerCall<?>> calls) {
    RunningListener running = new RunningListener(listener);
    boolean done = false;
    try {
      running.open(factories, calls);
      done = true;
      return running;
    } catch (JMSRuntimeException e) {
      throw new JMSRuntimeException(
          listener + " cannot start: " + e.getMessage(), e.getErrorCode(), e);
    } finally {
      if (!done) {
        running.close();
      }
    }
  }

  private void open(ConnectionFactories factories, Supplier<ListenerCall<?>> calls) {
    JMSContext first = factories.open(listener.user(), JMSContext.SESSION_TRANSACTED);
    contexts.add(first);
    first.setExceptionListener(
        e -> LOG.log(Level.WARNING, listener + ": the connection failed", e));
    while (contexts.size() < listener.settings().sessions()) {
      contexts.add(first.createContext(JMSContext.SESSION_TRANSACTED));
    }
    for (JMSContext context : contexts) {
      context.setAutoStart(false);
      ListenerCall<?> call = calls.get();
      consumer(context).setMessageListener(message -> deliver(context, call, message));
    }
    first.start();
  }

  private JMSConsumer consumer(JMSContext context) {
    LeaseMQListener settings = listener.settings();
    String selector = settings.selector().isEmpty() ? null : settings.selector();
    if (settings.kind() == DestinationKind.QUEUE) {
      return context.createConsumer(context.createQueue(settings.destination()), selector);
    }
    Topic topic = context.createTopic(settings.destination());
    return settings.subscription().isEmpty()
        ? context.createConsumer(topic, selector)
        : context.createSharedDurableConsumer(topic, settings.subscription(), selector);
  }

  private void deliver(JMSContext context, ListenerCall<?> call, Message message) {
    try {
      call.run(context, message);
      context.commit();
    } catch (InvocationTargetException e) {
      failed(context, message, e.getCause() == null ? e : e.getCause());
    } catch (JMSException | IllegalAccessException | RuntimeException e) {
      failed(context, message, e);
    }
  }

  private void failed(JMSContext context, Message message, Throwable reason) {
    LOG.log(Level.WARNING, listener + " failed and is rolled back, with " + id(message), reason);
    context.rollback();
  }

  private static String id(Message message) {
    try {
      return "message " + message.getJMSMessageID();
    } catch (JMSException e) {
      return "a message without a readable id";
    }
  }

  /** Waits for the calls that go on, and ends. */
  @Override
  public void close() {
    // The first context's connection closes with the last one.
    for (JMSContext context : contexts) {
      try {
        context.close();
      } catch (JMSRuntimeException e) {
        LOG.log(Level.WARNING, listener + " was not closed cleanly", e);
      }
    }
    contexts.clear();
  }
}
