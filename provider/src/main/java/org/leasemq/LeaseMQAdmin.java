package org.leasemq;

import jakarta.jms.JMSException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.Pause;

/**
 * Administration of the queues of a store: the way in for programs and tools. Got from {@link
 * LeaseMQConnectionFactory#admin}; it keeps its node running until it is closed. Thread-safe.
 *
 * <p>Every method throws a {@link JMSException} whose message says what to do: an {@link
 * jakarta.jms.InvalidDestinationException} where there is no queue of the name, a {@link
 * jakarta.jms.JMSSecurityException} where the user lacks the permission {@link
 * org.leasemq.queue.Permission#ADMINISTER} for the queue, and any other where the store fails or as
 * the method says.
 */
public interface LeaseMQAdmin extends AutoCloseable {

  /**
   * The queues that the user may administer, by name; those of subscriptions and temporary ones
   * too.
   */
  List<QueueDescription> queues() throws JMSException;

  /** The queue of this name, if there is one. */
  Optional<QueueDescription> queue(String name) throws JMSException;

  /**
   * Makes a queue with these settings and defaults for the rest. To make it again is no error if it
   * has these settings.
   *
   * @throws JMSException with the error code {@code QueueNameExists} if it has others, or if the
   *     settings do not fit
   */
  QueueDescription createQueue(String name, QueueOverrides settings) throws JMSException;

  /**
   * Changes these settings of a queue, which goes on working. A queue cannot be renamed, and it is
   * FIFO by its name.
   *
   * @throws JMSException if the settings do not fit
   */
  QueueDescription alterQueue(String name, QueueOverrides settings) throws JMSException;

  /** Stops the sides that are said, and lets the others go on: {@link Pause#NONE} resumes both. */
  QueueDescription pauseQueue(String name, Pause sides) throws JMSException;

  /**
   * Deletes a queue with all its messages, and what it remembers of deduplication ids.
   *
   * @throws JMSException while it has consumers, or if it goes with a subscription or a connection
   */
  void deleteQueue(String name) throws JMSException;

  /**
   * Deletes the messages of a queue that no consumer has been given. Deduplication ids stay
   * remembered.
   *
   * @return how many messages that were
   */
  long purgeQueue(String name) throws JMSException;

  /**
   * Looks at messages of a queue that are available, in their order, without receiving them. One
   * call looks at up to 10,000, and ends a page early when it has 16 MiB.
   *
   * @param selector which (Jakarta Messaging 3.1, 3.8); null: all
   * @param from where the page before said that this one begins; null: the first
   * @param most how many messages at most, 1 to 1000
   * @throws JMSException if the selector is none
   */
  MessagePage browse(String name, @Nullable String selector, @Nullable Long from, int most)
      throws JMSException;

  /**
   * Checks the store from end to end; its node does nothing else meanwhile. That needs the
   * permission for all queues: the pattern {@code *}.
   *
   * @return what is wrong; empty if nothing is
   */
  List<String> verify() throws JMSException;

  /** Lets go of the node. Idempotent. */
  @Override
  void close();
}
