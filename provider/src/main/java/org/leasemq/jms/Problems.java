package org.leasemq.jms;

import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Tells a connection's ExceptionListener of what no caller can be told, one problem at a time and
 * on a thread of its own (Jakarta Messaging 3.1, 6.1.7); without a listener it is logged.
 * Thread-safe.
 */
final class Problems {

  private static final Logger LOG = System.getLogger(Problems.class.getName());

  private final ThreadPoolExecutor executor = Threads.serial("leasemq-exception-listener");
  private volatile @Nullable ExceptionListener listener;

  @Nullable ExceptionListener listener() {
    return listener;
  }

  void setListener(@Nullable ExceptionListener listener) {
    this.listener = listener;
  }

  void report(JMSException problem) {
    ExceptionListener known = listener;
    if (known == null) {
      LOG.log(Level.WARNING, "No ExceptionListener is set to hear of this", problem);
      return;
    }
    try {
      executor.execute(() -> tell(known, problem));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.WARNING, "The connection is closed, this comes too late", problem);
    }
  }

  private static void tell(ExceptionListener listener, JMSException problem) {
    try {
      listener.onException(problem);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The ExceptionListener failed", e);
    }
  }

  /** Tells what is known so far and no more; does not wait. */
  void close() {
    executor.shutdown();
  }
}
