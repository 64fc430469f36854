package org.leasemq.ra.inflow;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.ra.LeaseMQActivationSpec;
import org.leasemq.ra.LeaseMQResourceAdapter;

/** From a sender to a bean, through the adapter and a store in memory. */
@Timeout(60)
class AdapterInflowTest {

  private static final int POISON = 13;

  private final List<Integer> seen = new CopyOnWriteArrayList<>();
  private final TestContainer container =
      new TestContainer(
          true,
          number -> {
            seen.add(number);
            if (number == POISON) {
              throw new IllegalArgumentException("thirteen");
            }
          });
  private final LeaseMQResourceAdapter adapter = new LeaseMQResourceAdapter();
  private final LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
  private final LeaseMQConnectionFactory connections = new LeaseMQConnectionFactory();

  @BeforeEach
  void start() throws Exception {
    adapter.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
    adapter.setNodeName("node1");
    adapter.start(new Bootstrap());
    connections.setUrl(adapter.getUrl());
    connections.setNodeName("node1");
    spec.setResourceAdapter(adapter);
    spec.setDestination("numbers");
  }

  @AfterEach
  void stop() {
    adapter.stop();
    container.close();
  }

  private void send(int... numbers) {
    try (JMSContext context = connections.createContext()) {
      for (int number : numbers) {
        context
            .createProducer()
            .setProperty("number", number)
            .send(context.createQueue("numbers"), "");
      }
    }
  }

  private Message receive(String queue, long millis) {
    try (JMSContext context = connections.createContext()) {
      return context.createConsumer(context.createQueue(queue)).receive(millis);
    }
  }

  @Test
  void aBeanGetsWhatIsSentBeforeAndAfterItsActivation() throws Exception {
    send(1, 2);
    adapter.endpointActivation(container, spec);
    send(3);
    await().until(() -> seen.size() == 3);
    adapter.endpointDeactivation(container, spec);

    send(4);
    assertEquals(4, receive("numbers", 10_000).getIntProperty("number"));
    assertNull(receive("numbers", 200), "consumed for good");
    assertEquals(0, container.liveEndpoints.get());
  }

  @Test
  void theSelectorOfTheSpecificationSelects() throws Exception {
    spec.setMessageSelector("number > 10");
    adapter.endpointActivation(container, spec);
    send(1, 11);
    await().until(() -> seen.equals(List.of(11)));
    assertEquals(1, receive("numbers", 10_000).getIntProperty("number"));
  }

  @Test
  void whatTheBeanRefusesTooOftenIsADeadLetterWithItsReason() throws Exception {
    spec.setMaxReceiveCount(2);
    adapter.endpointActivation(container, spec);
    send(POISON);
    await().until(() -> seen.size() == 2);
    Message dead = receive("DLQ", 10_000);
    assertTrue(
        dead.getStringProperty("JMS_LEASEMQ_DEAD_LETTER_REASON").contains("thirteen"),
        dead::toString);
  }

  private void publish(int... numbers) {
    try (JMSContext context = connections.createContext()) {
      for (int number : numbers) {
        context
            .createProducer()
            .setProperty("number", number)
            .send(context.createTopic("news"), "");
      }
    }
  }

  private void consumeTopic() {
    spec.setDestination("news");
    spec.setDestinationType("jakarta.jms.Topic");
  }

  @Test
  void aBeanGetsWhatIsPublishedWhileItIsActiveOnce() throws Exception {
    consumeTopic();
    spec.setMaxSessions(4);
    publish(1);
    adapter.endpointActivation(container, spec);
    publish(2, 3, 4, 5);
    await().until(() -> seen.size() == 4);
    adapter.endpointDeactivation(container, spec);
    publish(6);
    assertEquals(Set.of(2, 3, 4, 5), Set.copyOf(seen));
    assertEquals(4, seen.size());
  }

  @Test
  void aDurableSubscriptionKeepsWhatIsPublishedBetweenActivations() throws Exception {
    consumeTopic();
    spec.setSubscriptionDurability("Durable");
    spec.setSubscriptionName("all");
    spec.setClientId("bean");
    adapter.endpointActivation(container, spec);
    publish(1);
    await().until(() -> seen.equals(List.of(1)));
    adapter.endpointDeactivation(container, spec);
    publish(2);
    adapter.endpointActivation(container, spec);
    await().until(() -> seen.equals(List.of(1, 2)));
  }

  @Test
  void aDurableSubscriptionIsOneActivations() throws Exception {
    consumeTopic();
    spec.setSubscriptionDurability("Durable");
    spec.setSubscriptionName("all");
    spec.setClientId("bean");
    adapter.endpointActivation(container, spec);
    LeaseMQActivationSpec second = new LeaseMQActivationSpec();
    second.setResourceAdapter(adapter);
    second.setDestination("news");
    second.setDestinationType("jakarta.jms.Topic");
    second.setSubscriptionDurability("Durable");
    second.setSubscriptionName("all");
    second.setClientId("bean");
    ResourceException e =
        assertThrows(ResourceException.class, () -> adapter.endpointActivation(container, second));
    assertTrue(String.valueOf(e.getCause()).contains("bean/all"), e::toString);
  }

  @Test
  void whatABeanRefusesOfATopicIsRedeliveredAndThenADeadLetter() throws Exception {
    consumeTopic();
    spec.setMaxReceiveCount(2);
    adapter.endpointActivation(container, spec);
    publish(POISON);
    await().until(() -> seen.size() == 2);
    Message dead = receive("DLQ", 10_000);
    assertEquals("news", ((Topic) dead.getJMSDestination()).getTopicName());
  }

  @Test
  void aBeanMayReadLittleAhead() throws Exception {
    spec.setVisibilityTimeout("7s");
    spec.setReceiveBatchSize(1);
    adapter.endpointActivation(container, spec);
    send(1, 2, 3);
    await().until(() -> seen.size() == 3);
    adapter.endpointDeactivation(container, spec);
    send(4);
    assertEquals(4, receive("numbers", 10_000).getIntProperty("number"));
  }

  @Test
  void withoutAutoCreateAMissingQueueIsRefused() throws Exception {
    adapter.stop();
    adapter.setAutoCreate(false);
    adapter.start(new Bootstrap());
    ResourceException e =
        assertThrows(ResourceException.class, () -> adapter.endpointActivation(container, spec));
    assertTrue(e.getMessage().contains("numbers"), e.getMessage());
    assertTrue(e.getMessage().contains("autoCreate"), e.getMessage());
  }

  @Test
  void whatCannotBeConsumedIsRefusedAtTheActivation() {
    spec.setMessageSelector("number >");
    ResourceException e =
        assertThrows(ResourceException.class, () -> adapter.endpointActivation(container, spec));
    assertTrue(e.getMessage().contains("LeaseMQ cannot deliver messages"), e.getMessage());

    spec.setMessageSelector(null);
    spec.setDestination("java:/jms/queue/nobody");
    assertThrows(ResourceException.class, () -> adapter.endpointActivation(container, spec));
  }

  @Test
  void aStopEndsTheActivationsThatAreLeft() throws Exception {
    adapter.endpointActivation(container, spec);
    send(1);
    await().until(() -> seen.size() == 1);
    adapter.stop();
    assertEquals(0, container.liveEndpoints.get());
    adapter.endpointDeactivation(container, spec);
  }

  private final class Bootstrap implements BootstrapContext {

    @Override
    public WorkManager getWorkManager() {
      return container;
    }

    @Override
    public XATerminator getXATerminator() {
      return null;
    }

    @Override
    public Timer createTimer() throws UnavailableException {
      throw new UnavailableException();
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> type) {
      return true;
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
      return null;
    }
  }
}
