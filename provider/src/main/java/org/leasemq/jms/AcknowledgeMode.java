package org.leasemq.jms;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How messages that were received outside a transaction are acknowledged (Jakarta Messaging 3.1,
 * 6.2.10). Used by the session's thread; {@link #flush} by any.
 */
interface AcknowledgeMode {

  /** The session mode's number. */
  int code();

  /** Whether the session acknowledges by itself, AUTO or DUPS_OK. */
  boolean isAutomatic();

  /** The application asks for the next message. */
  void beforeReceive();

  /** A receive returns this message. */
  void received(Handover handover);

  /** A listener is about to get this message. */
  void beforeListener(Handover handover);

  /** The listener has returned, or thrown. */
  void afterListener(Handover handover, @Nullable Throwable failure);

  /**
   * The application has called {@code acknowledge} on this message.
   *
   * @throws JMSException if a lease was over before, or the store failed
   */
  void acknowledge(Handover handover) throws JMSException;

  /**
   * The application gives this message back, to be delivered again after the wait.
   *
   * @throws JMSException if the lease was over before, or the store failed
   */
  void release(Handover handover, Duration wait) throws JMSException;

  /**
   * The application acknowledges everything.
   *
   * @throws JMSException if a lease was over before, or the store failed
   */
  void acknowledgeAll() throws JMSException;

  /** Lets go of what is not acknowledged, in order; the caller sees to its redelivery. */
  List<Handover> takeUnacknowledged();

  /** Waits for the acknowledges that are under way. */
  void flush();
}
