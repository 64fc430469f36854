package org.leasemq.ra;

import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.HintsContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leasemq.InflowSource;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.ra.inflow.Activation;

/** An adapter between its start and its stop. Thread-safe. */
final class Running {

  private static final Logger LOG = System.getLogger(LeaseMQResourceAdapter.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LeaseMQConnectionFactory connections;
  private final AutoCloseable hold;
  private final Activation.Threads threads;
  private final RecoveryResource recovery;

  /** By the container's factory, which is one activation's; compared by identity. */
  private final Map<MessageEndpointFactory, Activation> activations =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private Running(
      LeaseMQConnectionFactory connections, AutoCloseable hold, BootstrapContext context) {
    this.connections = connections;
    this.hold = hold;
    this.threads =
        new Activation.Threads(
            context.getWorkManager(), context.isContextSupported(HintsContext.class));
    this.recovery = new RecoveryResource(connections);
  }

  static Running start(LeaseMQConnectionFactory connections, BootstrapContext context)
      throws JMSException {
    return new Running(connections, connections.hold(), context);
  }

  void activate(MessageEndpointFactory factory, LeaseMQActivationSpec spec)
      throws ResourceException {
    spec.validate();
    Activation activation;
    try {
      ActivationTarget target = ActivationTarget.of(spec, connections);
      InflowSource source = target.open();
      activation =
          new Activation(target.toString(), source, factory, threads, spec.getMaxSessions());
    } catch (JMSException | IllegalArgumentException e) {
      throw new ResourceException(
          "LeaseMQ cannot deliver messages as " + spec + " says: " + e.getMessage(), e);
    }
    activation.start();
    activations.put(factory, activation);
  }

  void deactivate(MessageEndpointFactory factory, ActivationSpec spec) {
    Activation activation = activations.remove(factory);
    if (activation == null) {
      LOG.log(Level.DEBUG, "{0} was not active", spec);
      return;
    }
    activation.stop(PATIENCE);
  }

  XAResource recoveryResource() throws ResourceException {
    return recovery.get();
  }

  void stop() {
    Activation[] left = activations.values().toArray(Activation[]::new);
    activations.clear();
    for (Activation activation : left) {
      activation.retire();
    }
    for (Activation activation : left) {
      activation.stop(PATIENCE);
    }
    recovery.close();
    close(hold);
    forgetDrivers();
  }

  private static void close(@Nullable AutoCloseable hold) {
    try {
      if (hold != null) {
        hold.close();
      }
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The store was not closed cleanly; it recovers at the next start", e);
    }
  }

  /** The JVM would hold on to this deployment's classes through them. */
  private static void forgetDrivers() {
    ClassLoader own = LeaseMQConnectionFactory.class.getClassLoader();
    DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == own)
        .toList()
        .forEach(Running::forget);
  }

  private static void forget(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException | SecurityException e) {
      LOG.log(Level.DEBUG, "A JDBC driver stays registered", e);
    }
  }
}
