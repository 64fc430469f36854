package org.leasemq.ra.inflow;

import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.leasemq.InflowDelivery;
import org.leasemq.InflowSource;
import org.leasemq.InflowWorker;

/**
 * Takes messages and brings them to an endpoint, one after the other, until it is superfluous or
 * stopped. Nothing else ends it: whatever fails, it waits a while and goes on. Runs on one thread
 * of the container's.
 */
final class EndpointWorker implements Work {

  /** So long a worker that is not the only one waits for a message before it goes. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Activation activation;
  private final Crew crew;
  private final Crew.Call call;
  private final InflowSource source;
  private final MessageEndpointFactory factory;
  private volatile boolean released;
  private volatile @Nullable InflowWorker current;

  EndpointWorker(Activation activation, Crew.Call call) {
    this.activation = activation;
    this.call = call;
    this.crew = activation.crew();
    this.source = activation.source();
    this.factory = activation.factory();
  }

  @Override
  public void run() {
    if (!call.enters()) {
      return;
    }
    try {
      while (crew.isOpen() && !released && !workUntilSuperfluous()) {
        // A failure has been reported and waited out.
      }
    } finally {
      if (crew.leaves()) {
        source.close();
      }
    }
  }

  /** The container wants its thread back; a running delivery is finished first. */
  @Override
  public void release() {
    released = true;
    InflowWorker worker = current;
    if (worker != null) {
      worker.close();
    }
  }

  /** False if it failed before that. */
  private boolean workUntilSuperfluous() {
    try (InflowWorker worker = source.openWorker();
        Endpoint endpoint = new Endpoint(factory, worker.xaResource())) {
      current = worker;
      while (crew.isOpen() && !released) {
        InflowDelivery delivery = take(worker);
        activation.store().over();
        if (!crew.wakes(delivery != null)) {
          return true;
        }
        if (delivery != null) {
          deliver(endpoint, delivery);
        }
      }
    } catch (InterruptedException e) {
      // Not ours to obey: the container stops a worker through release() or a deactivation.
      return false;
    } catch (JMSException | RuntimeException | Error e) {
      if (crew.isOpen()) {
        crew.pause(activation.store().failed(e));
      }
      return false;
    } finally {
      current = null;
    }
    return true;
  }

  private @Nullable InflowDelivery take(InflowWorker worker)
      throws JMSException, InterruptedException {
    crew.waits();
    boolean ended = false;
    try {
      InflowDelivery delivery = worker.take(IDLE);
      ended = true;
      return delivery;
    } finally {
      if (!ended) {
        crew.wakes(false);
      }
    }
  }

  private void deliver(Endpoint endpoint, InflowDelivery delivery) throws JMSException {
    try {
      endpoint.begin();
    } catch (ResourceException | RuntimeException e) {
      // No endpoint, so no delivery: the message goes back uncounted.
      delivery.putBack();
      endpoint.close();
      crew.pause(activation.endpoints().failed(e));
      return;
    }
    activation.endpoints().over();
    endpoint.deliver(delivery);
  }
}
