package org.leasemq.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueCounts;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.store.QueueStore;

/**
 * What administrators do with the queues of a node. Thread-safe. Its methods throw {@link
 * org.leasemq.store.StoreException} when the store fails, and {@link UnknownDestinationException}
 * where there is no queue of the name.
 */
public final class Administration {

  private final Node node;
  private final CommitPipeline pipeline;

  Administration(Node node, CommitPipeline pipeline) {
    this.node = node;
    this.pipeline = pipeline;
  }

  /** The queue of this name. */
  public Optional<Queue> find(QueueName name) {
    return pipeline.call(s -> s.findQueue(name));
  }

  /**
   * Makes a queue; one of the name that these changes leave as it is will do.
   *
   * @param changes what is to be different from the defaults
   * @throws QueueExistsException if there is one of the name with other settings
   * @throws IllegalArgumentException if the settings do not fit to the name or the other queues
   */
  public Queue create(QueueName name, UnaryOperator<QueueSettings> changes) {
    return pipeline.call(
        s -> {
          Queue found = s.findQueue(name).orElse(null);
          if (found == null) {
            return node.declare(name, changes.apply(QueueSettings.defaults(name)));
          }
          if (!changes.apply(found.settings()).equals(found.settings())) {
            throw new QueueExistsException(
                "There is a queue '"
                    + name
                    + "' with other settings; alter it, or create it with the settings it has: "
                    + found.settings());
          }
          return found;
        });
  }

  /**
   * Gives a queue other settings; what is in it stays.
   *
   * @throws IllegalArgumentException if the settings do not fit to the name or the other queues
   */
  public Queue alter(QueueName name, UnaryOperator<QueueSettings> changes) {
    return pipeline.call(s -> node.declare(name, changes.apply(require(s, name).settings())));
  }

  /**
   * Deletes a queue with all its messages.
   *
   * @throws QueueInUseException while it has consumers
   * @throws IllegalArgumentException if it is a connection's or a subscription's
   */
  public void delete(QueueName name) {
    pipeline.call(
        s -> {
          Queue queue = require(s, name);
          if (SettingsRules.isSubscription(s, name)) {
            throw new IllegalArgumentException(
                "The queue '" + name + "' goes with its subscription: unsubscribe to delete it");
          }
          if (queue.temporary()) {
            throw new IllegalArgumentException(
                "The queue '" + name + "' is temporary and goes with its connection");
          }
          node.deleteQueue(queue);
          return null;
        });
  }

  /** Deletes what nobody has started; says how many messages that were. */
  public long purge(QueueName name) {
    return pipeline.call(s -> node.purge(require(s, name)));
  }

  /** How many messages a queue holds. It takes the longer the more these are. */
  public QueueCounts counts(Queue queue) {
    return pipeline.call(s -> s.counts(queue.id()));
  }

  /** What is wrong in the store; empty if nothing is. The node does nothing else meanwhile. */
  public List<String> verify() {
    return pipeline.call(QueueStore::verify);
  }

  private static Queue require(QueueStore s, QueueName name) {
    return s.findQueue(name)
        .orElseThrow(() -> new UnknownDestinationException("There is no queue '" + name + "'"));
  }
}
