package org.leasemq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.DeliveryId;
import org.leasemq.tx.Failures;

/**
 * A session's asynchronous sends: their CompletionListeners are called in the order of the sends,
 * one at a time, on a thread of their own (Jakarta Messaging 3.1, 7.3). Thread-safe.
 */
final class AsyncSends {

  private static final Logger LOG = System.getLogger(AsyncSends.class.getName());

  /** How many KiB of messages may wait for their callbacks; one message counts as one at least. */
  private static final int MOST_WAITING = 16 << 10;

  private static final int UNIT = 1 << 10;

  /** A send under way: whose it is, and what to tell. */
  record Send(LeaseMQProducer producer, Message message, CompletionListener listener, int room) {}

  /** Sets on a message what is known of it after the send. */
  @FunctionalInterface
  interface AfterSend {
    void accept(@Nullable DeliveryId sequenceNumber) throws JMSException;
  }

  private final ThreadPoolExecutor callbacks = Threads.serial("leasemq-completion-listener");
  private final Occupancy occupancy = new Occupancy();
  private final Semaphore room = new Semaphore(MOST_WAITING, true);
  private volatile @Nullable Thread callbackThread;
  private volatile @Nullable LeaseMQProducer current;

  /**
   * Takes room for a message of this size; waits while too much waits for callbacks that are slow.
   * A callback itself waits for nobody: what it sends may go over the limit.
   *
   * @return what the {@link Send} is to hold
   */
  int takeRoom(long bytes) {
    int wanted = (int) Math.min(MOST_WAITING, 1 + bytes / UNIT);
    if (isCallbackThread()) {
      return room.tryAcquire(wanted) ? wanted : 0;
    }
    room.acquireUninterruptibly(wanted);
    return wanted;
  }

  /** Gives back the room of a send that could not be handed in. */
  void leaveRoom(int taken) {
    room.release(taken);
  }

  void add(Send send, CompletableFuture<@Nullable DeliveryId> done, AfterSend after) {
    occupancy.enter();
    send.producer().occupancy().enter();
    callbacks.execute(() -> complete(send, done, after));
  }

  private void complete(Send send, CompletableFuture<@Nullable DeliveryId> done, AfterSend after) {
    callbackThread = Thread.currentThread();
    current = send.producer();
    try {
      tell(send, done, after);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A CompletionListener failed", e);
    } finally {
      current = null;
      callbackThread = null;
      leaveRoom(send.room());
      send.producer().occupancy().leave();
      occupancy.leave();
    }
  }

  private static void tell(
      Send send, CompletableFuture<@Nullable DeliveryId> done, AfterSend after) {
    try {
      after.accept(done.join());
    } catch (JMSException | RuntimeException e) {
      send.listener().onException(send.message(), Failures.of("The asynchronous send", e));
      return;
    }
    send.listener().onCompletion(send.message());
  }

  /**
   * Waits until all callbacks have returned.
   *
   * @throws IllegalStateException from within a callback of this session (7.3.5)
   */
  void await(String method) throws IllegalStateException {
    refuseInCallback(method);
    occupancy.awaitIdle();
  }

  /** The same for the callbacks of one producer; those of others may close it. */
  void await(LeaseMQProducer producer, String method) throws IllegalStateException {
    if (!isCallbackThread()) {
      producer.occupancy().awaitIdle();
    } else if (current == producer) {
      refuseInCallback(method);
    }
  }

  void refuseInCallback(String method) throws IllegalStateException {
    if (isCallbackThread()) {
      throw new IllegalStateException(
          "A CompletionListener must not call " + method + " on what its own send belongs to");
    }
  }

  private boolean isCallbackThread() {
    return Thread.currentThread() == callbackThread;
  }

  void close() {
    callbacks.shutdown();
  }
}
