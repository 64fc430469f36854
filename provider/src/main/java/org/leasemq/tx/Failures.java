package org.leasemq.tx;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.concurrent.CompletionException;
import org.leasemq.engine.MessageRefusedException;
import org.leasemq.engine.UnknownDestinationException;
import org.leasemq.queue.QueueId;
import org.leasemq.queue.TopicId;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.StoreException;

/**
 * The one place where failures of the engine and the store become messaging exceptions. Stateless.
 */
public final class Failures {

  private Failures() {}

  /**
   * What the application is told.
   *
   * @param attempt what was tried, to begin a sentence with: "The send", "The commit"
   */
  public static JMSException of(String attempt, Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof JMSException known) {
      return known;
    }
    if (cause instanceof UnknownDestinationException) {
      return caused(new InvalidDestinationException(text(cause)), cause);
    }
    if (cause instanceof OutcomeUnknownException) {
      return caused(
          new JMSException(
              attempt
                  + " was cut off, and it is not known whether it was done: check before you repeat"
                  + " it. "
                  + text(cause)),
          cause);
    }
    if (cause instanceof StoreException) {
      return caused(
          new JMSException(attempt + " failed, and nothing of it was done. " + text(cause)), cause);
    }
    if (cause instanceof MessageRefusedException || cause instanceof IllegalArgumentException) {
      return caused(new JMSException(text(cause)), cause);
    }
    return caused(new JMSException(attempt + " failed: " + text(cause)), cause);
  }

  /** Whether the failure leaves open what was done. */
  static boolean isOutcomeUnknown(Throwable failure) {
    return unwrap(failure) instanceof OutcomeUnknownException;
  }

  /** A send's queue has gone. */
  static InvalidDestinationException queueMissing(QueueId queue) {
    return new InvalidDestinationException(
        "Nothing was done: the queue with id " + queue + " has been deleted");
  }

  /** A publish's topic has gone. */
  static InvalidDestinationException topicMissing(TopicId topic) {
    return new InvalidDestinationException(
        "Nothing was done: the topic with id " + topic + " has been deleted");
  }

  /** The exception with its cause, as both the old and the new way to ask for it find it. */
  public static <E extends JMSException> E caused(E exception, Throwable cause) {
    exception.initCause(cause);
    if (cause instanceof Exception linked) {
      exception.setLinkedException(linked);
    }
    return exception;
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getName() : message;
  }
}
