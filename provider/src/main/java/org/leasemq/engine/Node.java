package org.leasemq.engine;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.BranchId;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.queue.StoredMessage;
import org.leasemq.store.Operation;
import org.leasemq.store.Outcome;
import org.leasemq.store.QueueStore;
import org.leasemq.store.Unit;

/**
 * One running provider on one store: the use cases on queues. Thread-safe. Its methods throw {@link
 * org.leasemq.store.StoreException} when the store fails.
 */
public final class Node implements AutoCloseable {

  /** Starts a node on an open store, which it closes in the end. */
  public static Node start(NodeConfiguration configuration, QueueStore store) {
    throw new UnsupportedOperationException();
  }

  /** The configuration. */
  public NodeConfiguration configuration() {
    throw new UnsupportedOperationException();
  }

  /** What time it is, by the store's clock. */
  public Instant now() {
    throw new UnsupportedOperationException();
  }

  /**
   * The queue of this name, made if need be and allowed.
   *
   * @throws UnknownQueueException if there is none and none may be made
   */
  public Queue queue(QueueName name) {
    throw new UnsupportedOperationException();
  }

  /** The queue of this name with these settings, made or altered if need be. */
  public Queue declare(QueueName name, QueueSettings settings) {
    throw new UnsupportedOperationException();
  }

  /** Makes a queue that lives until it is deleted or the node ends. */
  public Queue createTemporaryQueue(QueueName name) {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes a queue and its messages.
   *
   * @throws QueueInUseException while receivers are open on it
   */
  public void deleteQueue(Queue queue) {
    throw new UnsupportedOperationException();
  }

  /**
   * The operation that sends this message, checked against the queue's rules: a FIFO queue needs a
   * group (the default group steps in) and refuses a delay of its own, the size has a limit; the
   * queue's delay and content-based deduplication are applied.
   *
   * @throws MessageRefusedException if a rule is broken; it says which and what to do
   */
  public Operation.Send send(Queue queue, StoredMessage message) {
    throw new UnsupportedOperationException();
  }

  /**
   * The operation that gives a started delivery back after a failure, as the queue's redelivery
   * policy wants: a release at once, a release after a wait, or a move to the dead-letter queue.
   *
   * @param reason why it failed; kept with a dead letter
   */
  public Operation afterFailure(Delivery delivery, String reason) {
    throw new UnsupportedOperationException();
  }

  /**
   * Hands a unit to the commit pipeline. The future completes when its outcome is durable (for a
   * unit that need not be durable: accepted), on a thread of the node's, and exceptionally with a
   * {@link org.leasemq.store.StoreException}. Units of one thread are decided in the order in which
   * they were handed in. Blocks only while too much waits in the pipeline.
   */
  public CompletableFuture<Outcome> submit(Unit unit) {
    throw new UnsupportedOperationException();
  }

  /**
   * {@link #submit} and wait. An interrupt does not end the wait: the thread's flag is set again
   * after it.
   */
  public Outcome commit(Unit unit) {
    throw new UnsupportedOperationException();
  }

  /**
   * Messages of a queue that no consumer has started, by rank, behind the one given (null: from the
   * first).
   */
  public List<Delivery> browse(Queue queue, @Nullable Long afterRank, int most) {
    throw new UnsupportedOperationException();
  }

  /** How many messages the queue holds, in whatever state. */
  public long count(Queue queue) {
    throw new UnsupportedOperationException();
  }

  /** The prepared XA branches of this node's name. */
  public List<BranchId> preparedBranches() {
    throw new UnsupportedOperationException();
  }

  /** How many deliveries are started and not settled. */
  public int startedLeases() {
    throw new UnsupportedOperationException();
  }

  /** Starts a session's part in the engine. */
  public Owner openOwner() {
    throw new UnsupportedOperationException();
  }

  /**
   * Stops: finishes what is in the pipeline, gives back what is buffered, closes the store.
   * Idempotent.
   */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
