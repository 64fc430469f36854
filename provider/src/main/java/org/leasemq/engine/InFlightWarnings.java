package org.leasemq.engine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueId;

/**
 * Says in the log when a queue hands out nothing more since too much of it is in flight, once a
 * minute at most. For the pipeline's thread only.
 */
final class InFlightWarnings {

  private static final System.Logger LOG = System.getLogger(InFlightWarnings.class.getName());
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Map<QueueId, Instant> said = new HashMap<>();

  void reached(Queue queue, Instant now) {
    Instant before = said.get(queue.id());
    if (before != null && now.isBefore(before.plus(PAUSE))) {
      return;
    }
    said.put(queue.id(), now);
    LOG.log(
        Level.WARNING,
        "The queue ''{0}'' hands out nothing more until a lease of it ends: maxInFlight = {1} of"
            + " its messages are in flight. Acknowledge messages, or raise the setting.",
        queue.name(),
        queue.settings().limits().maxInFlight());
  }
}
