package org.leasemq.ra.inflow;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.leasemq.InflowSource;

/**
 * A message-driven bean's consumption of one destination, from the activation to the deactivation
 * (Connectors 2.1, 13.4). Thread-safe.
 */
public final class Activation {

  private static final Logger LOG = System.getLogger(Activation.class.getName());
  private static final long START_TIMEOUT_MILLIS = 30_000;

  private final String name;
  private final InflowSource source;
  private final MessageEndpointFactory factory;
  private final Threads threads;
  private final Crew crew;
  private final Trouble store;
  private final Trouble endpoints;

  /**
   * The container's threads.
   *
   * @param manager gives them
   * @param takesHints whether it understands that a worker runs for long
   */
  public record Threads(WorkManager manager, boolean takesHints) {

    Work fit(Work work) {
      return takesHints ? new LongRunningWork(work) : work;
    }
  }

  /**
   * An activation that does nothing yet.
   *
   * @param name of what it consumes, for the log
   * @param source where its messages come from; closed in the end
   * @param maxSessions how many messages it works on at a time at most
   */
  public Activation(
      String name,
      InflowSource source,
      MessageEndpointFactory factory,
      Threads threads,
      int maxSessions) {
    this.name = name;
    this.source = source;
    this.factory = factory;
    this.threads = threads;
    this.crew = new Crew(maxSessions, this::callWorker);
    this.store = new Trouble("Taking messages from " + name);
    this.endpoints = new Trouble("Bringing messages from " + name + " to their bean");
  }

  /**
   * Starts the first worker.
   *
   * @throws WorkException if the container has no thread for it; nothing is left behind then
   */
  public void start() throws WorkException {
    try {
      Work first = threads.fit(new EndpointWorker(this, crew.first()));
      threads.manager().startWork(first, START_TIMEOUT_MILLIS, null, null);
    } catch (WorkException | RuntimeException e) {
      crew.stop();
      source.close();
      throw e;
    }
  }

  /** Takes no more messages; waits for nothing. */
  public void retire() {
    crew.stop();
    source.stop();
  }

  /**
   * Takes no more messages, waits for those that are worked on, and gives back the others.
   * Idempotent.
   *
   * @param patience how long to wait at most; what still runs then is settled when it ends
   */
  public void stop(Duration patience) {
    retire();
    int busy = crew.awaitEnd(patience);
    if (busy == 0) {
      source.close();
    } else {
      LOG.log(
          Level.WARNING,
          "{0} messages from {1} are still worked on {2} after the deactivation; each is settled"
              + " when its bean returns",
          busy,
          name,
          patience);
    }
  }

  private void callWorker(Crew.Call call) {
    Rejection rejection = new Rejection(call);
    try {
      Work next = threads.fit(new EndpointWorker(this, call));
      threads.manager().scheduleWork(next, WorkManager.INDEFINITE, null, rejection);
    } catch (WorkException | RuntimeException e) {
      rejection.happened(e);
    }
  }

  /**
   * Hears of a worker that gets no thread; containers say so by an exception, an event, or both.
   */
  private final class Rejection extends WorkAdapter {

    private final Crew.Call call;

    Rejection(Crew.Call call) {
      this.call = call;
    }

    @Override
    public void workRejected(WorkEvent event) {
      happened(event.getException());
    }

    void happened(Exception cause) {
      call.isTurnedAway();
      LOG.log(Level.DEBUG, "The container has no thread for one more worker of " + name, cause);
    }
  }

  Crew crew() {
    return crew;
  }

  InflowSource source() {
    return source;
  }

  MessageEndpointFactory factory() {
    return factory;
  }

  /** Whether the store gives messages. */
  Trouble store() {
    return store;
  }

  /** Whether the container gives endpoints. */
  Trouble endpoints() {
    return endpoints;
  }
}
