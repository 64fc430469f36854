package org.leasemq.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSPasswordCredential;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.JMSSessionMode;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.LeaseMQUsers;

/** Injected contexts outside of transactions (Jakarta Messaging 3.1, 12.4). */
class InjectedContextTest {

  @Dependent
  static class First {
    @Inject JMSContext context;
  }

  @Dependent
  static class Second {
    @Inject JMSContext context;

    @Inject
    @JMSSessionMode(JMSContext.DUPS_OK_ACKNOWLEDGE)
    JMSContext lazy;
  }

  @ApplicationScoped
  static class Requests {
    @Inject First first;
    @Inject Second second;

    @ActivateRequestContext
    <R> R call(Function<Requests, R> work) {
      return work.apply(this);
    }

    First first() {
      return first;
    }

    Second second() {
      return second;
    }
  }

  private static SeContainer start(LeaseMQConnectionFactory factory) {
    return Containers.start(factory, First.class, Second.class, Requests.class);
  }

  @Test
  void identicalAnnotationsShareAContextInARequest() {
    try (SeContainer container = start(Containers.freshFactory())) {
      boolean consumed =
          container
              .select(Requests.class)
              .get()
              .call(
                  r -> {
                    // Only the connection that made it consumes from it (6.2.2).
                    TemporaryQueue queue = r.first().context.createTemporaryQueue();
                    r.second().context.createConsumer(queue).close();
                    assertThrows(
                        InvalidDestinationRuntimeException.class,
                        () -> r.second().lazy.createConsumer(queue));
                    return true;
                  });
      assertTrue(consumed);
    }
  }

  @Test
  void sessionModeIsTheAnnotations() {
    try (SeContainer container = start(Containers.freshFactory())) {
      Requests requests = container.select(Requests.class).get();
      assertEquals(
          List.of(JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE),
          requests.<List<Integer>>call(
              r -> List.of(r.second().context.getSessionMode(), r.second().lazy.getSessionMode())));
    }
  }

  @Test
  void contextIsClosedWhenItsRequestEnds() {
    LeaseMQConnectionFactory factory = Containers.freshFactory();
    try (SeContainer container = start(factory);
        JMSContext outside = factory.createContext()) {
      TemporaryQueue queue =
          container
              .select(Requests.class)
              .get()
              .call(
                  r -> {
                    TemporaryQueue made = r.first().context.createTemporaryQueue();
                    outside.createProducer().send(made, "it is there");
                    return made;
                  });
      assertThrows(
          InvalidDestinationRuntimeException.class,
          () -> outside.createProducer().send(queue, "it has gone with its connection"));
    }
  }

  @Test
  void storeInMemoryLivesAsLongAsTheContainer() {
    try (SeContainer container = start(Containers.freshFactory())) {
      Requests requests = container.select(Requests.class).get();
      Queue queue =
          requests.call(
              r -> {
                Queue made = r.first().context.createQueue("orders");
                r.first().context.createProducer().send(made, "kept");
                return made;
              });
      String received =
          requests.call(
              r -> r.second().context.createConsumer(queue).receiveBody(String.class, 5000));
      assertEquals("kept", received);
    }
  }

  @Test
  void outsideOfARequestItBelongsToTheObjectAndGoesWithIt() {
    LeaseMQConnectionFactory factory = Containers.freshFactory();
    try (SeContainer container = start(factory);
        JMSContext outside = factory.createContext()) {
      Instance.Handle<First> first = container.select(First.class).getHandle();
      First other = container.select(First.class).get();
      TemporaryQueue queue = first.get().context.createTemporaryQueue();
      first.get().context.createConsumer(queue).close();
      assertThrows(
          InvalidDestinationRuntimeException.class, () -> other.context.createConsumer(queue));
      outside.createProducer().send(queue, "it is there");
      first.destroy();
      assertThrows(
          InvalidDestinationRuntimeException.class,
          () -> outside.createProducer().send(queue, "it has gone with its connection"));
    }
  }

  @TestFactory
  List<DynamicTest> methodsThatChangeItsStateAreRefused() {
    record Refused(String name, Consumer<JMSContext> call) {}
    return List.of(
            new Refused("setClientID", c -> c.setClientID("me")),
            new Refused("setExceptionListener", c -> c.setExceptionListener(null)),
            new Refused("stop", JMSContext::stop),
            new Refused("acknowledge", JMSContext::acknowledge),
            new Refused("commit", JMSContext::commit),
            new Refused("rollback", JMSContext::rollback),
            new Refused("recover", JMSContext::recover),
            new Refused("setAutoStart", c -> c.setAutoStart(false)),
            new Refused("start", JMSContext::start),
            new Refused("close", JMSContext::close))
        .stream()
        .map(
            refused ->
                DynamicTest.dynamicTest(
                    refused.name(),
                    () -> {
                      try (SeContainer container = start(Containers.freshFactory())) {
                        JMSContext context = container.select(First.class).get().context;
                        IllegalStateRuntimeException e =
                            assertThrows(
                                IllegalStateRuntimeException.class,
                                () -> refused.call().accept(context));
                        assertTrue(e.getMessage().startsWith(refused.name() + " is not allowed"));
                      }
                    }))
        .toList();
  }

  @Dependent
  static class Named {
    @Inject
    @JMSConnectionFactory("archive")
    JMSContext archive;

    @Inject
    @JMSConnectionFactory("jms/cdiTest")
    JMSContext fromJndi;

    @Inject
    @JMSConnectionFactory("nowhere")
    JMSContext unknown;

    @Inject JMSContext byDefault;
  }

  @Test
  void factoryIsANamedBean() {
    LeaseMQConnectionFactory archive = Containers.freshFactory();
    var factories =
        new Containers.Factories().with("", Containers.freshFactory()).with("archive", archive);
    try (SeContainer container = Containers.start(factories, Named.class);
        JMSContext outside = archive.createContext()) {
      Named named = container.select(Named.class).get();
      Queue queue = outside.createQueue("letters");
      named.byDefault.createProducer().send(queue, "to the default store");
      named.archive.createProducer().send(queue, "to the archive");
      assertEquals("to the archive", outside.createConsumer(queue).receiveBody(String.class, 5000));
    }
  }

  /** The names are in jndi.properties. */
  @Test
  void elseItIsWhatJndiHasUnderTheName() {
    try (SeContainer container = Containers.start(Containers.freshFactory(), Named.class);
        JMSContext outside = new LeaseMQConnectionFactory("jdbc:h2:mem:cdi-jndi").createContext()) {
      Named named = container.select(Named.class).get();
      Queue queue = outside.createQueue("letters");
      named.fromJndi.createProducer().send(queue, "through JNDI");
      assertEquals("through JNDI", outside.createConsumer(queue).receiveBody(String.class, 5000));
    }
  }

  @Test
  void unknownFactoryIsNamedInTheError() {
    try (SeContainer container = Containers.start(Containers.freshFactory(), Named.class)) {
      JMSContext unknown = container.select(Named.class).get().unknown;
      JMSRuntimeException e = assertThrows(JMSRuntimeException.class, unknown::createProducer);
      assertTrue(
          e.getMessage().contains("@Named(\"nowhere\")") && e.getMessage().contains("JNDI"),
          e.getMessage());
    }
  }

  @Test
  void passwordIsNotShown() {
    var user = new ContextRequest.User("orders", "ann", "secret");
    assertFalse(user.toString().contains("secret"), user.toString());
    assertFalse(
        new ContextRequest(user, JMSContext.AUTO_ACKNOWLEDGE).toString().contains("secret"));
    assertNull(new ContextRequest(user, JMSContext.CLIENT_ACKNOWLEDGE).obstacle());
  }

  @Dependent
  static class Credentials {
    @Inject
    @JMSPasswordCredential(userName = "root", password = "right")
    JMSContext right;

    @Inject
    @JMSPasswordCredential(userName = "root", password = "wrong")
    JMSContext wrong;

    @Inject JMSContext nobody;

    @LeaseMQListener(destination = "orders")
    @JMSPasswordCredential(userName = "root", password = "right")
    void on(String order) {
      right.createProducer().send(right.createQueue("answers"), "answer to " + order);
    }
  }

  @Test
  void credentialsAreChecked() throws Exception {
    LeaseMQConnectionFactory factory = Containers.freshFactory();
    try (AutoCloseable hold = factory.hold();
        LeaseMQUsers users = factory.users()) {
      users.add("root", "right");
      try (SeContainer container = Containers.start(factory, Credentials.class)) {
        Credentials credentials = container.select(Credentials.class).get();
        Queue orders = credentials.right.createQueue("orders");
        credentials.right.createProducer().send(orders, "order");
        Queue answers = credentials.right.createQueue("answers");
        assertEquals(
            "answer to order",
            credentials.right.createConsumer(answers).receiveBody(String.class, 20_000));
        assertThrows(JMSSecurityRuntimeException.class, () -> credentials.wrong.createProducer());
        assertThrows(JMSSecurityRuntimeException.class, () -> credentials.nobody.createProducer());
      }
      assertNotNull(hold);
    }
  }
}
