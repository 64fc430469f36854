package org.leasemq.engine;

import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;
import org.leasemq.store.QueueStore;

/**
 * What the settings of a queue must not say, seen with its name and the other queues. Stateless.
 */
final class SettingsRules {

  private SettingsRules() {}

  /**
   * Checks settings.
   *
   * @throws IllegalArgumentException if a rule is broken; it says which
   */
  static void check(QueueStore store, QueueName name, QueueSettings settings) {
    if (settings.pause().sends() && isSubscription(store, name)) {
      throw new IllegalArgumentException(
          "sendPaused is not for '"
              + name
              + "': what a subscription gets is published to its topic");
    }
    QueueName deadLetters = settings.redelivery().deadLetterQueue();
    if (deadLetters == null) {
      return;
    }
    if (name.isFifo() && !deadLetters.isFifo()) {
      throw new IllegalArgumentException(
          "deadLetterQueue of the FIFO queue '"
              + name
              + "' must be a FIFO queue, whose name ends in .fifo, not '"
              + deadLetters
              + "'");
    }
    Queue target = store.findQueue(deadLetters).orElse(null);
    if (target != null && !target.settings().redriveAllow().allows(name)) {
      throw new IllegalArgumentException(
          "deadLetterQueue of '"
              + name
              + "' cannot be '"
              + deadLetters
              + "', whose redriveAllow is "
              + target.settings().redriveAllow());
    }
  }

  /** Whether the queue of this name is a subscription's. */
  static boolean isSubscription(QueueStore store, QueueName name) {
    return store.topics().stream()
        .flatMap(topic -> store.subscriptions(topic.id()).stream())
        .anyMatch(subscription -> subscription.queue().name().equals(name));
  }
}
