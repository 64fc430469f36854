package org.leasemq.ra.inflow;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leasemq.InflowDelivery;
import org.leasemq.ra.xa.AdapterXaResource;

/**
 * One worker's endpoint: made when first needed, kept between deliveries, given up after a failure
 * (Connectors 2.1, 13.5). For one thread.
 */
final class Endpoint implements AutoCloseable {

  /** The method that message-driven beans have. */
  static final Method ON_MESSAGE;

  private static final Logger LOG = System.getLogger(Activation.class.getName());

  static {
    try {
      ON_MESSAGE = MessageListener.class.getMethod("onMessage", Message.class);
    } catch (NoSuchMethodException e) {
      throw new LinkageError("jakarta.jms.MessageListener has no onMessage", e);
    }
  }

  private final MessageEndpointFactory factory;
  private final AdapterXaResource resource;
  private @Nullable MessageEndpoint endpoint;

  Endpoint(MessageEndpointFactory factory, XAResource resource) {
    this.factory = factory;
    this.resource = new AdapterXaResource(resource);
  }

  /**
   * Gets the bean ready for a message; the container begins its transaction now if it has one.
   *
   * @throws ResourceException if the container has no endpoint to give at the moment
   */
  void begin() throws ResourceException {
    try {
      if (endpoint == null) {
        boolean transacted = factory.isDeliveryTransacted(ON_MESSAGE);
        endpoint = factory.createEndpoint(transacted ? resource : null);
      }
      endpoint.beforeDelivery(ON_MESSAGE);
    } catch (NoSuchMethodException e) {
      throw new ResourceException("The endpoint has no method onMessage", e);
    }
  }

  /**
   * Hands the message to the bean and ends what {@link #begin} began. What the bean throws is the
   * delivery's failure, not an exception here.
   *
   * @throws JMSException if the provider failed
   */
  void deliver(InflowDelivery delivery) throws JMSException {
    boolean inBranch = resource.isActive();
    Throwable failure = null;
    Message message = null;
    try {
      message = delivery.start();
      if (message != null) {
        failure = hand(message);
        if (failure != null) {
          // Before the end of a branch, whose rollback then knows the reason.
          delivery.fail(failure);
        }
      }
    } finally {
      end(failure);
    }
    if (message != null && failure == null && !inBranch) {
      delivery.acknowledge();
    }
  }

  private @Nullable Throwable hand(Message message) {
    try {
      ((MessageListener) bean()).onMessage(message);
      return null;
    } catch (Throwable thrown) {
      LOG.log(Level.DEBUG, "A bean refused a message", thrown);
      return reason(thrown);
    }
  }

  /** What the bean itself threw, out of the container's wrapping. */
  private static Throwable reason(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wrapping = thrown.getClass().getName().startsWith("jakarta.ejb.");
    return wrapping && cause != null ? cause : thrown;
  }

  private void end(@Nullable Throwable failure) {
    try {
      bean().afterDelivery();
    } catch (ResourceException | RuntimeException e) {
      // The branch has been rolled back then, and that has given the message back.
      LOG.log(
          failure == null ? Level.WARNING : Level.DEBUG,
          "The transaction of a delivery was not committed; the message is delivered again",
          e);
      close();
      return;
    }
    if (failure != null) {
      close();
    }
  }

  private MessageEndpoint bean() {
    if (endpoint == null) {
      throw new IllegalStateException("begin() comes first");
    }
    return endpoint;
  }

  /** Gives the endpoint back to the container. The next {@link #begin} asks for a new one. */
  @Override
  public void close() {
    MessageEndpoint old = endpoint;
    endpoint = null;
    if (old != null) {
      try {
        old.release();
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "The container did not take an endpoint back", e);
      }
    }
  }
}
