package org.leasemq.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.LeaseMQConnectionFactory;

/** Beans that listen. */
@Timeout(60)
class ListenerTest {

  /** What the beans tell. */
  private static final BlockingQueue<Object> TOLD = new LinkedBlockingQueue<>();

  private final LeaseMQConnectionFactory factory = Containers.freshFactory();
  private JMSContext outside;

  @BeforeEach
  void open() {
    TOLD.clear();
    outside = factory.createContext();
  }

  @AfterEach
  void close() {
    outside.close();
  }

  private void send(String queue, Object body) {
    var producer = outside.createProducer();
    if (body instanceof String text) {
      producer.send(outside.createQueue(queue), text);
    } else if (body instanceof byte[] bytes) {
      producer.send(outside.createQueue(queue), bytes);
    } else {
      producer.send(outside.createQueue(queue), (UUID) body);
    }
  }

  private String received(String queue) {
    return outside.createConsumer(outside.createQueue(queue)).receiveBody(String.class, 10_000);
  }

  private static Object told() throws InterruptedException {
    Object told = TOLD.poll(20, TimeUnit.SECONDS);
    assertNotNull(told, "The listener was not called");
    return told;
  }

  @ApplicationScoped
  static class Bodies {
    @LeaseMQListener(destination = "strings")
    void string(String body) {
      TOLD.add(body);
    }

    @LeaseMQListener(destination = "bytes")
    void bytes(byte[] body) {
      TOLD.add(body.length);
    }

    @LeaseMQListener(destination = "maps")
    void map(Map<String, Object> body) {
      TOLD.add(body);
    }

    @LeaseMQListener(destination = "objects")
    public void object(UUID body) {
      TOLD.add(body);
    }

    @LeaseMQListener(destination = "texts")
    protected void text(TextMessage message) throws JMSException {
      TOLD.add(message.getText());
    }

    @LeaseMQListener(destination = "chosen", selector = "colour = 'red'")
    void chosen(Message message) throws JMSException {
      TOLD.add(message.getStringProperty("colour"));
    }
  }

  @Test
  void takesMessagesAndBodies() throws Exception {
    try (SeContainer container = Containers.start(factory, Bodies.class)) {
      assertTrue(container.isRunning());
      send("strings", "a string");
      assertEquals("a string", told());
      send("bytes", new byte[7]);
      assertEquals(7, told());
      outside.createProducer().send(outside.createQueue("maps"), Map.of("a", 1));
      assertEquals(Map.of("a", 1), told());
      UUID object = UUID.randomUUID();
      send("objects", object);
      assertEquals(object, told());
      send("texts", "a text");
      assertEquals("a text", told());
    }
  }

  @Test
  void selectorChooses() throws Exception {
    try (SeContainer container = Containers.start(factory, Bodies.class)) {
      assertTrue(container.isRunning());
      for (String colour : List.of("blue", "red")) {
        outside
            .createProducer()
            .setProperty("colour", colour)
            .send(outside.createQueue("chosen"), colour);
      }
      assertEquals("red", told());
      assertEquals("blue", received("chosen"));
    }
  }

  @ApplicationScoped
  static class Shaky {
    @Inject JMSContext context;

    @LeaseMQListener(destination = "orders")
    void on(Message message) throws JMSException {
      int count = message.getIntProperty("JMSXDeliveryCount");
      context.createProducer().send(context.createQueue("answers"), "answer " + count);
      TOLD.add(count);
      if (count < 2) {
        throw new IllegalStateException("the first time it fails, on purpose");
      }
    }
  }

  @Test
  void exceptionRollsBackTheMessageAndWhatWasSent() throws Exception {
    try (SeContainer container = Containers.start(factory, Shaky.class)) {
      assertTrue(container.isRunning());
      send("orders", "order");
      assertEquals(1, told());
      assertEquals(2, told());
      assertEquals("answer 2", received("answers"));
    }
    assertNull(
        outside.createConsumer(outside.createQueue("answers")).receiveNoWait(),
        "The first answer was rolled back");
    assertNull(
        outside.createConsumer(outside.createQueue("orders")).receiveNoWait(),
        "The message was acknowledged");
  }

  @Test
  void aMessageOfAnotherTypeIsAFailure() throws Exception {
    factory.setUrl(factory.getUrl());
    outside.createConsumer(oneAttempt("strings")).close();
    try (SeContainer container = Containers.start(factory, Bodies.class)) {
      assertTrue(container.isRunning());
      outside.createProducer().send(outside.createQueue("strings"), new byte[] {1});
      Message dead = outside.createConsumer(outside.createQueue("DLQ")).receive(10_000);
      assertNotNull(dead, "It goes to the dead-letter queue");
    }
  }

  private static org.leasemq.LeaseMQQueue oneAttempt(String name) {
    org.leasemq.LeaseMQQueue queue = new org.leasemq.LeaseMQQueue(name);
    queue.setMaxReceiveCount(1);
    return queue;
  }

  @ApplicationScoped
  static class Crowd {
    static final CountDownLatch ALL = new CountDownLatch(3);

    @LeaseMQListener(destination = "crowd", sessions = 3)
    void on(String body) throws InterruptedException {
      ALL.countDown();
      TOLD.add(ALL.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void sessionsWorkAtTheSameTime() throws Exception {
    try (SeContainer container = Containers.start(factory, Crowd.class)) {
      assertTrue(container.isRunning());
      for (int i = 0; i < 3; i++) {
        send("crowd", "message " + i);
      }
      assertEquals(List.of(true, true, true), List.of(told(), told(), told()));
    }
  }

  @ApplicationScoped
  static class Slow {
    static final CountDownLatch GO = new CountDownLatch(1);

    @LeaseMQListener(destination = "slow")
    void on(String body) throws InterruptedException {
      TOLD.add("begun");
      TOLD.add(GO.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void theContainersEndWaitsForTheCallThatGoesOn() throws Exception {
    SeContainer container = Containers.start(factory, Slow.class);
    send("slow", "message");
    assertEquals("begun", told());
    Thread end = new Thread(container::close);
    end.start();
    Slow.GO.countDown();
    end.join();
    assertEquals(true, told());
    assertNull(
        outside.createConsumer(outside.createQueue("slow")).receiveNoWait(),
        "The call was committed");
  }

  @RequestScoped
  static class PerRequest {
    private final UUID id = UUID.randomUUID();

    UUID id() {
      return id;
    }
  }

  @Dependent
  static class Brief {
    @Inject PerRequest request;

    @LeaseMQListener(destination = "short")
    void on(String body) {
      TOLD.add(request.id());
    }

    @PreDestroy
    void end() {
      TOLD.add("gone");
    }
  }

  @Test
  void eachCallIsARequestAndEndsADependentBean() throws Exception {
    try (SeContainer container = Containers.start(factory, Brief.class, PerRequest.class)) {
      assertTrue(container.isRunning());
      send("short", "one");
      Object first = told();
      assertEquals("gone", told());
      send("short", "two");
      assertNotEquals(first, told());
      assertEquals("gone", told());
    }
  }
}
