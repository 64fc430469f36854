package org.leasemq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.InflowSettings.Subscription;

/** What a resource adapter does with a source on a topic. */
class TopicInflowTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final LeaseMQConnectionFactory factory =
      new LeaseMQConnectionFactory("jdbc:h2:mem:" + UUID.randomUUID());
  private JMSContext context;
  private Topic topic;

  @BeforeEach
  void open() {
    context = factory.createContext();
    topic = context.createTopic("prices");
  }

  @AfterEach
  void close() {
    context.close();
  }

  private InflowSource source(@Nullable Subscription subscription) throws JMSException {
    return factory.openInflow(InflowSettings.topic("prices").withSubscription(subscription));
  }

  private static String takeOne(InflowWorker worker) throws Exception {
    InflowDelivery delivery = worker.take(SOON);
    assertNotNull(delivery, "nothing came");
    Message message = delivery.start();
    delivery.acknowledge();
    return ((TextMessage) message).getText();
  }

  @Test
  void allWorkersShareTheActivationsSubscription() throws Exception {
    try (InflowSource source = source(null)) {
      InflowWorker one = source.openWorker();
      InflowWorker two = source.openWorker();
      context.createProducer().send(topic, "a").send(topic, "b");
      assertEquals(Set.of("a", "b"), new TreeSet<>(Set.of(takeOne(one), takeOne(two))));
      assertNull(one.take(Duration.ZERO));
    }
  }

  @Test
  void eachActivationHasItsOwnSubscription() throws Exception {
    try (InflowSource one = source(null);
        InflowSource two = source(null)) {
      context.createProducer().send(topic, "a");
      assertEquals("a", takeOne(one.openWorker()));
      assertEquals("a", takeOne(two.openWorker()));
    }
  }

  @Test
  void aDurableOneGoesOnWhereItWasLeft() throws Exception {
    Subscription durable = new Subscription("all", "me", true, false);
    source(durable).close();
    context.createProducer().send(topic, "a");
    try (InflowSource source = source(durable)) {
      assertEquals("a", takeOne(source.openWorker()));
      JMSException e = assertThrows(JMSException.class, () -> source(durable));
      assertTrue(e.getMessage().contains("me/all"), e.getMessage());
    }
    source(durable).close();
  }

  @Test
  void aFailedMessageIsRedelivered() throws Exception {
    try (InflowSource source = source(new Subscription("all", "me", true, false))) {
      InflowWorker worker = source.openWorker();
      context.createProducer().send(topic, "a");
      InflowDelivery delivery = worker.take(SOON);
      assertNotNull(delivery.start());
      delivery.fail(new IllegalStateException("not now"));
      InflowDelivery again = worker.take(SOON);
      assertTrue(again.start().getJMSRedelivered());
      again.acknowledge();
    }
  }

  @Test
  void sharedOnesShareWithOtherActivationsAndConsumers() throws Exception {
    Subscription shared = new Subscription("work", null, true, true);
    try (InflowSource one = source(shared);
        InflowSource two = source(shared);
        JMSConsumer consumer = context.createSharedDurableConsumer(topic, "work")) {
      context.createProducer().send(topic, "a").send(topic, "b").send(topic, "c");
      Set<String> received = new TreeSet<>();
      received.add(takeOne(one.openWorker()));
      received.add(takeOne(two.openWorker()));
      received.add(consumer.receiveBody(String.class, 20_000));
      assertEquals(Set.of("a", "b", "c"), received);
    }
  }

  @Test
  void theSelectorBelongsToTheSubscription() throws Exception {
    InflowSettings reds = InflowSettings.topic("prices").withSelector("colour = 'red'");
    try (InflowSource source = factory.openInflow(reds)) {
      context.createProducer().setProperty("colour", "blue").send(topic, "a");
      context.createProducer().setProperty("colour", "red").send(topic, "b");
      assertEquals("b", takeOne(source.openWorker()));
    }
    assertThrows(
        InvalidSelectorException.class,
        () -> factory.openInflow(InflowSettings.topic("prices").withSelector("=")));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Subscription("", "me", true, false));
    assertThrows(IllegalArgumentException.class, () -> new Subscription("s", null, true, false));
    assertThrows(IllegalArgumentException.class, () -> new Subscription("s", "me", false, false));
    Subscription shared = new Subscription("s", null, false, true);
    assertThrows(
        IllegalArgumentException.class,
        () -> InflowSettings.queue("orders").withSubscription(shared));
  }
}
