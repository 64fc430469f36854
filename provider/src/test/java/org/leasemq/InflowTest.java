package org.leasemq;

import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.InflowSettings.Pace;

/** What a resource adapter does with a source of messages. */
class InflowTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final LeaseMQConnectionFactory factory =
      new LeaseMQConnectionFactory("jdbc:h2:mem:" + UUID.randomUUID());
  private JMSContext context;
  private InflowSource source;
  private InflowWorker worker;

  private record TestXid() implements Xid {
    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {1};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {2};
    }
  }

  @BeforeEach
  void open() throws JMSException {
    context = factory.createContext();
    LeaseMQQueue queue = new LeaseMQQueue("orders");
    queue.setBackOffInitial("0s");
    context.createProducer().send(queue, "a").send(queue, "b");
    source = factory.openInflow(InflowSettings.queue("orders").withPace(new Pace(2, null, 10)));
    worker = source.openWorker();
  }

  @AfterEach
  void close() {
    source.close();
    context.close();
  }

  private InflowDelivery take() throws Exception {
    InflowDelivery delivery = worker.take(SOON);
    assertNotNull(delivery, "nothing came");
    return delivery;
  }

  private static String text(Message message) throws JMSException {
    return ((TextMessage) message).getText();
  }

  @Test
  void withoutATransactionTheDeliveryIsAcknowledged() throws Exception {
    InflowDelivery first = take();
    Message message = first.start();
    assertEquals("a", text(message));
    assertEquals(1, message.getIntProperty("JMSXDeliveryCount"));
    first.acknowledge();
    assertThrows(JMSException.class, first::acknowledge);
    InflowDelivery second = take();
    assertEquals("b", text(second.start()));
    second.acknowledge();
    assertNull(worker.take(Duration.ZERO));
  }

  @Test
  void whatWasPutBackIsNotCounted() throws Exception {
    take().putBack();
    Message message = take().start();
    assertEquals("a", text(message));
    assertEquals(1, message.getIntProperty("JMSXDeliveryCount"));
  }

  /** The activation's own limit, here 2, with the reason kept. */
  @Test
  void whatFailsTooOftenBecomesADeadLetter() throws Exception {
    for (int i = 0; i < 2; i++) {
      InflowDelivery delivery = take();
      assertEquals("a", text(delivery.start()));
      delivery.fail(new IllegalStateException("poison"));
    }
    assertEquals("b", text(take().start()));
    Message dead = context.createConsumer(context.createQueue("DLQ")).receive(20_000);
    assertEquals("a", text(dead));
    assertTrue(dead.getStringProperty("JMS_LEASEMQ_DEAD_LETTER_REASON").contains("poison"));
  }

  @Test
  void aBranchSettlesWhatIsStartedInIt() throws Exception {
    XAResource resource = worker.xaResource();
    Xid xid = new TestXid();
    InflowDelivery first = take();
    resource.start(xid, TMNOFLAGS);
    assertEquals("a", text(first.start()));
    first.fail(new IllegalStateException("the endpoint failed"));
    resource.end(xid, TMSUCCESS);
    resource.rollback(xid);

    InflowDelivery again = take();
    resource.start(xid, TMNOFLAGS);
    Message message = again.start();
    assertEquals("a", text(message));
    assertTrue(message.getJMSRedelivered());
    resource.end(xid, TMSUCCESS);
    resource.prepare(xid);
    resource.commit(xid, false);
    assertEquals("b", text(take().start()));
  }

  @Test
  void theReasonOfARolledBackBranchIsKept() throws Exception {
    XAResource resource = worker.xaResource();
    for (int i = 0; i < 2; i++) {
      InflowDelivery delivery = take();
      Xid xid = new TestXid();
      resource.start(xid, TMNOFLAGS);
      assertEquals("a", text(delivery.start()));
      delivery.fail(new IllegalStateException("poison in a branch"));
      resource.end(xid, TMSUCCESS);
      resource.rollback(xid);
    }
    Message dead = context.createConsumer(context.createQueue("DLQ")).receive(20_000);
    String reason = dead.getStringProperty("JMS_LEASEMQ_DEAD_LETTER_REASON");
    assertTrue(reason.contains("poison in a branch"), reason);
  }

  @Test
  void stopEndsATakeThatWaits() throws Exception {
    InflowDelivery first = take();
    first.start();
    InflowDelivery second = take();
    second.start();
    CompletableFuture<Object> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return String.valueOf(worker.take(SOON));
              } catch (JMSException | InterruptedException e) {
                return e;
              }
            });
    source.stop();
    assertEquals("null", waiting.get(20, TimeUnit.SECONDS));
    assertNull(worker.take(SOON));
    assertThrows(JMSException.class, source::openWorker);
    first.acknowledge();
    second.acknowledge();
    source.close();
    source.close();
    assertNull(context.createConsumer(context.createQueue("orders")).receiveNoWait());
  }

  @Test
  void whatWasTakenAndNotStartedIsThereAfterTheClose() throws Exception {
    take();
    source.close();
    Message message = context.createConsumer(context.createQueue("orders")).receive(20_000);
    assertEquals("a", text(message));
    assertEquals(1, message.getIntProperty("JMSXDeliveryCount"));
  }

  @Test
  void aSelectorSelectsAndAnInvalidOneIsRefused() throws Exception {
    assertThrows(
        InvalidSelectorException.class,
        () -> factory.openInflow(InflowSettings.queue("orders").withSelector("=")));
    try (InflowSource selecting =
        factory.openInflow(InflowSettings.queue("selected").withSelector("n = 1"))) {
      context
          .createProducer()
          .setProperty("n", 2)
          .send(context.createQueue("selected"), "two")
          .setProperty("n", 1)
          .send(context.createQueue("selected"), "one");
      InflowDelivery delivery = selecting.openWorker().take(SOON);
      assertEquals("one", text(delivery.start()));
      delivery.acknowledge();
    }
  }

  /** Only the leases of this source last so long; the queue keeps its own setting. */
  @Test
  void theVisibilityTimeoutIsTheSources() throws Exception {
    factory.setVisibilityTimeout("1h");
    LeaseMQQueue queue = new LeaseMQQueue("short");
    queue.setLeaseExtension(false);
    queue.setBackOffInitial("0s");
    context.createProducer().send(queue, "x");
    try (InflowSource soon =
        factory.openInflow(InflowSettings.queue("short").withPace(new Pace(null, "100ms", 256)))) {
      InflowWorker first = soon.openWorker();
      InflowDelivery late = first.take(SOON);
      assertEquals("x", text(late.start()));
      InflowDelivery again = soon.openWorker().take(SOON);
      assertEquals("x", text(again.start()));
      assertThrows(JMSException.class, late::acknowledge);
    }
    assertEquals(
        "x",
        context.createConsumer(context.createQueue("short")).receiveBody(String.class, 10_000));
  }

  private static void refused(String property, Executable call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
    assertTrue(e.getMessage().contains(property), e.getMessage());
  }

  @Test
  void wrongSettingsAreNamed() {
    refused("maxReceiveCount", () -> new Pace(0, null, 1));
    refused("visibilityTimeout", () -> new Pace(null, "13h", 1));
    refused("receiveBatchSize", () -> new Pace(null, null, 0));
    refused("receiveBatchSize", () -> new Pace(null, null, 257));
    assertThrows(IllegalArgumentException.class, () -> InflowSettings.queue(""));
  }
}
