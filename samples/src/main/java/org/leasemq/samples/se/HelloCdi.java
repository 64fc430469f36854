package org.leasemq.samples.se;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.cdi.LeaseMQListener;

/** A guest orders, and a bean that listens answers: CDI in a plain JVM, here with Weld SE. */
public final class HelloCdi {

  private static final long WAIT_MILLIS = 20_000;

  private HelloCdi() {}

  /** Where the messages are. */
  @ApplicationScoped
  public static class Store {
    @Produces
    @ApplicationScoped
    ConnectionFactory factory() {
      return new LeaseMQConnectionFactory("jdbc:h2:mem:hello-cdi");
    }
  }

  /** Answers each order; order and answer are one transaction. */
  @ApplicationScoped
  public static class Bar {
    @Inject JMSContext context;

    @LeaseMQListener(destination = "orders")
    void serve(String order) {
      context.createProducer().send(context.createQueue("answers"), order + ": coming");
    }
  }

  /** Orders and waits for the answer. */
  @ApplicationScoped
  public static class Guest {
    @Inject JMSContext context;

    @ActivateRequestContext
    String order(String what) {
      context.createProducer().send(context.createQueue("orders"), what);
      return context
          .createConsumer(context.createQueue("answers"))
          .receiveBody(String.class, WAIT_MILLIS);
    }
  }

  /** Takes no arguments. */
  public static void main(String... arguments) {
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .addBeanClasses(Store.class, Bar.class, Guest.class)
            .initialize()) {
      System.out.println(
          "Received: " + container.select(Guest.class).get().order("One cocoa, please"));
    }
  }
}
