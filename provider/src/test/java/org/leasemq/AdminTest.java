package org.leasemq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.queue.Pause;
import org.leasemq.queue.QueueCounts;

/** Administration by the public interface. */
class AdminTest {

  private static final long SOON = 20_000;

  private final LeaseMQConnectionFactory factory =
      new LeaseMQConnectionFactory("jdbc:h2:mem:" + UUID.randomUUID());
  private LeaseMQAdmin admin;
  private JMSContext context;

  @BeforeEach
  void open() throws JMSException {
    admin = factory.admin();
    context = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
  }

  @AfterEach
  void close() throws JMSException {
    assertEquals(List.of(), admin.verify());
    context.close();
    admin.close();
    admin.close();
  }

  private static QueueOverrides with(QueueSetting setting, String text) {
    return QueueOverrides.NONE.with(setting, text);
  }

  private void send(String name, String... texts) {
    JMSProducer producer = context.createProducer().setProperty("JMSXGroupID", "g");
    for (String text : texts) {
      producer.setProperty("n", text).send(context.createQueue(name), text);
    }
  }

  private static void refused(String code, String text, JMSException e) {
    assertEquals(code, e.getErrorCode(), e.getMessage());
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }

  // Life of a queue.

  @Test
  void aQueueIsMadeAgainWithTheSettingsThatItHas() throws JMSException {
    QueueOverrides settings = with(QueueSetting.DELAY, "5s").with(QueueSetting.TAGS, "team=a");
    QueueDescription made = admin.createQueue("orders.fifo", settings);
    assertEquals(Duration.ofSeconds(5), made.settings().delay());
    assertTrue(made.fifo());
    assertFalse(made.temporary());
    assertEquals(made, admin.createQueue("orders.fifo", settings));
    assertEquals(made, admin.createQueue("orders.fifo", QueueOverrides.NONE));
    assertEquals(Optional.of(made), admin.queue("orders.fifo"));
    assertEquals(List.of(made), admin.queues());
  }

  @Test
  void aQueueIsNotMadeAgainWithOtherSettings() throws JMSException {
    QueueDescription made = admin.createQueue("orders", QueueOverrides.NONE);
    refused(
        "QueueNameExists",
        "alter it",
        assertThrows(
            JMSException.class, () -> admin.createQueue("orders", with(QueueSetting.DELAY, "5s"))));
    assertEquals(List.of(made), admin.queues());
  }

  @Test
  void settingsThatDoNotFitAreRefusedAndNothingIsMade() throws JMSException {
    JMSException e =
        assertThrows(
            JMSException.class,
            () -> admin.createQueue("a.fifo", with(QueueSetting.DEAD_LETTER_QUEUE, "dead")));
    assertTrue(e.getMessage().contains("must be a FIFO queue"), e.getMessage());
    assertThrows(
        JMSException.class,
        () -> admin.createQueue("a", with(QueueSetting.MAX_LEASE, "10s")),
        "shorter than the visibility timeout");
    assertThrows(JMSException.class, () -> admin.createQueue("", QueueOverrides.NONE));
    assertEquals(List.of(), admin.queues());
  }

  @Test
  void alteringIsLiveAndLeavesWhatIsNotNamed() throws JMSException {
    admin.createQueue("orders", with(QueueSetting.TAGS, "team=a"));
    send("orders", "before");
    QueueDescription altered =
        admin.alterQueue("orders", with(QueueSetting.MAX_MESSAGE_SIZE, "1KiB"));
    assertEquals("team=a", altered.settings().tags().toString());
    assertEquals(1, altered.counts().total());
    assertThrows(JMSRuntimeException.class, () -> send("orders", "x".repeat(1024)));
    admin.alterQueue("orders", with(QueueSetting.MAX_MESSAGE_SIZE, "1MiB"));
    send("orders", "x".repeat(1024));
    assertEquals(2, admin.queue("orders").orElseThrow().counts().available());
  }

  @Test
  void whatIsNotThereIsSaidToBe() throws JMSException {
    assertEquals(Optional.empty(), admin.queue("none"));
    assertThrows(
        InvalidDestinationException.class, () -> admin.alterQueue("none", QueueOverrides.NONE));
    assertThrows(InvalidDestinationException.class, () -> admin.deleteQueue("none"));
    assertThrows(InvalidDestinationException.class, () -> admin.purgeQueue("none"));
    assertThrows(InvalidDestinationException.class, () -> admin.browse("none", null, null, 1));
    assertThrows(InvalidDestinationException.class, () -> admin.pauseQueue("none", Pause.NONE));
    assertEquals(List.of(), admin.queues(), "asking makes no queue");
  }

  @Test
  void aQueueIsDeletedWithItsMessagesOnceItHasNoConsumers() throws JMSException {
    send("orders", "a");
    JMSConsumer consumer = context.createConsumer(context.createQueue("orders"));
    JMSException e = assertThrows(JMSException.class, () -> admin.deleteQueue("orders"));
    assertTrue(e.getMessage().contains("has consumers"), e.getMessage());
    consumer.close();
    admin.deleteQueue("orders");
    assertEquals(List.of(), admin.queues());
    admin.createQueue("orders", QueueOverrides.NONE);
    assertEquals(0, admin.queue("orders").orElseThrow().counts().total());
  }

  @Test
  void aTemporaryQueueGoesWithItsConnectionOnly() throws JMSException {
    Queue temporary = context.createTemporaryQueue();
    String name = admin.queues().get(0).name();
    assertTrue(admin.queues().get(0).temporary());
    JMSException e = assertThrows(JMSException.class, () -> admin.deleteQueue(name));
    assertTrue(e.getMessage().contains("goes with its connection"), e.getMessage());
    context.createProducer().send(temporary, "still there");
  }

  /** A subscription's queue has settings, too, but its sends are the topic's. */
  @Test
  void aSubscriptionIsAlteredLikeAQueueAndNotDeleted() throws JMSException {
    Topic topic = context.createTopic("news");
    JMSConsumer consumer = context.createSharedDurableConsumer(topic, "sub");
    String name = admin.queues().get(0).name();
    admin.alterQueue(name, with(QueueSetting.MAX_IN_FLIGHT, "1"));
    context.createProducer().send(topic, "a");
    context.createProducer().send(topic, "b");
    Message first = consumer.receive(SOON);
    JMSRuntimeException over = assertThrows(JMSRuntimeException.class, consumer::receiveNoWait);
    assertEquals("OverLimit", over.getErrorCode());
    first.acknowledge();
    assertEquals("b", consumer.receive(SOON).getBody(String.class));
    context.recover();
    admin.pauseQueue(name, new Pause(false, true));
    consumer.close();
    JMSException sends =
        assertThrows(JMSException.class, () -> admin.pauseQueue(name, new Pause(true, false)));
    assertTrue(sends.getMessage().contains("sendPaused"), sends.getMessage());
    JMSException deletion = assertThrows(JMSException.class, () -> admin.deleteQueue(name));
    assertTrue(deletion.getMessage().contains("goes with its subscription"), deletion.getMessage());
    context.unsubscribe("sub");
    assertEquals(List.of(), admin.queues());
  }

  /** Purge leaves the deduplication history, and deletion clears it. */
  @Test
  void aPurgeKeepsDeduplicationIdsAndARecreationForgetsThem() throws JMSException {
    sendWithToken("a");
    assertEquals(1, admin.purgeQueue("orders.fifo"));
    sendWithToken("b");
    assertEquals(0, admin.queue("orders.fifo").orElseThrow().counts().total());
    admin.deleteQueue("orders.fifo");
    sendWithToken("c");
    assertEquals(1, admin.queue("orders.fifo").orElseThrow().counts().total());
  }

  private void sendWithToken(String text) {
    context
        .createProducer()
        .setProperty("JMSXGroupID", "g")
        .setProperty("JMS_SQS_DeduplicationId", "token")
        .send(context.createQueue("orders.fifo"), text);
  }

  // Counts, pauses.

  @Test
  void countsTellWhatIsAvailableInFlightAndDelayed() throws JMSException {
    for (String name : new String[] {"orders", "orders.fifo"}) {
      send(name, "a", "b", "c");
      if (!name.endsWith(".fifo")) {
        context.createProducer().setDeliveryDelay(100_000).send(context.createQueue(name), "later");
      }
      long delayed = name.endsWith(".fifo") ? 0 : 1;
      assertEquals(new QueueCounts(3, 0, delayed), admin.queue(name).orElseThrow().counts());
      Message received = receiveAndLeave(name);
      assertEquals(new QueueCounts(2, 1, delayed), admin.queue(name).orElseThrow().counts());
      received.acknowledge();
      assertEquals(new QueueCounts(2, 0, delayed), admin.queue(name).orElseThrow().counts());
      assertEquals(2 + delayed, admin.purgeQueue(name));
      assertEquals(new QueueCounts(0, 0, 0), admin.queue(name).orElseThrow().counts());
    }
  }

  private Message receiveAndLeave(String name) {
    try (JMSConsumer consumer = context.createConsumer(context.createQueue(name))) {
      Message message = consumer.receive(SOON);
      assertNotNull(message);
      return message;
    }
  }

  @Test
  void bothSidesPauseAndResume() throws JMSException {
    send("orders", "a");
    assertEquals(
        new Pause(true, true),
        admin.pauseQueue("orders", new Pause(true, true)).settings().pause());
    assertThrows(JMSRuntimeException.class, () -> send("orders", "b"));
    try (JMSConsumer consumer = context.createConsumer(context.createQueue("orders"))) {
      assertNull(consumer.receiveNoWait());
      admin.pauseQueue("orders", new Pause(true, false));
      assertEquals("a", consumer.receiveBody(String.class, SOON));
      assertThrows(JMSRuntimeException.class, () -> send("orders", "b"));
      admin.pauseQueue("orders", Pause.NONE);
      send("orders", "b");
      assertEquals("b", consumer.receiveBody(String.class, SOON));
    }
  }

  // Browsing.

  @Test
  void browsesByPagesAndSelectorWithoutTakingAnything() throws JMSException {
    for (String name : new String[] {"orders", "orders.fifo"}) {
      send(name, "a", "b", "c", "d");
      List<String> seen = new ArrayList<>();
      Long from = null;
      do {
        MessagePage page = admin.browse(name, "n <> 'b'", from, 2);
        for (BrowsedMessage each : page.messages()) {
          seen.add(((TextMessage) each.message()).getText());
          assertEquals("g", each.group());
          assertEquals(0, each.deliveries());
          assertTrue(each.size() > 0);
          assertEquals(
              "" + each.sequenceNumber(),
              each.message().getStringProperty("JMS_SQS_SequenceNumber"));
        }
        from = page.next();
      } while (from != null);
      assertEquals(List.of("a", "c", "d"), seen);
      assertEquals(4, admin.queue(name).orElseThrow().counts().available());
    }
  }

  @Test
  void aDeadLetterShowsWhereItComesFrom() throws JMSException {
    admin.createQueue(
        "orders",
        with(QueueSetting.MAX_RECEIVE_COUNT, "1").with(QueueSetting.DEAD_LETTER_QUEUE, "dead"));
    send("orders", "bad");
    receiveAndLeave("orders");
    context.recover();
    BrowsedMessage dead = admin.browse("dead", null, null, 10).messages().get(0);
    assertEquals("orders", dead.message().getStringProperty("JMS_LEASEMQ_SOURCE_QUEUE"));
    assertEquals(1, dead.message().getIntProperty("JMS_LEASEMQ_SOURCE_DELIVERY_COUNT"));
  }

  @Test
  void whatIsNoPageOrSelectorIsRefused() throws JMSException {
    admin.createQueue("orders", QueueOverrides.NONE);
    assertThrows(JMSException.class, () -> admin.browse("orders", null, null, 0));
    assertThrows(JMSException.class, () -> admin.browse("orders", null, null, 1001));
    assertThrows(InvalidSelectorException.class, () -> admin.browse("orders", "n = ", null, 1));
    assertEquals(new MessagePage(List.of(), null), admin.browse("orders", null, null, 1));
  }
}
