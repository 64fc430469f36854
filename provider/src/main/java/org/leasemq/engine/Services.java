package org.leasemq.engine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.leasemq.store.StoreException;

/** Runs the background services on one thread. Start and stop are idempotent. Thread-safe. */
final class Services implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Services.class.getName());

  private final ScheduledExecutorService executor;
  private final List<Service> services;

  Services(String node, List<Service> services) {
    this.services = List.copyOf(services);
    executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "leasemq-services-" + node);
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    for (Service service : services) {
      long period = service.period().toMillis();
      var unused =
          executor.scheduleWithFixedDelay(
              () -> runSafely(service), period, period, TimeUnit.MILLISECONDS);
    }
  }

  /** Runs every service once, now, on the caller's thread. */
  void runOnce() {
    services.forEach(this::runSafely);
  }

  /** Runs something once after a delay, unless the services have stopped by then. */
  void after(Duration delay, Service service) {
    try {
      var unused =
          executor.schedule(
              () -> runSafely(service), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "Stopped meanwhile", e);
    }
  }

  private void runSafely(Service service) {
    try {
      synchronized (service) {
        service.runOnce();
      }
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "The store is away; the service runs again later", e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, service.getClass().getSimpleName() + " failed and runs again later", e);
    }
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
