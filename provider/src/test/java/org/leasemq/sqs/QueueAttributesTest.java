package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.leasemq.LeaseMQQueue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;

/** The chapter on queue attributes: those that this provider adds to what JMS has. */
class QueueAttributesTest extends SqsFixture {

  private final LeaseMQQueue queue = sqsQueue("jobs");
  private final LeaseMQQueue fifo = sqsQueue("jobs.fifo");

  // MessageRetentionPeriod

  @Test
  void aMessageIsKeptForTheRetentionPeriodAndNoLonger() throws JMSException {
    queue.setRetention("4d");
    send(queue, "a", "b");
    pass(Duration.ofDays(4).minusMillis(1));
    receive(queue, "a").acknowledge();
    pass(Duration.ofMillis(1));
    nothingIn(queue);
    assertEquals(0, shared.node().count(resolve(queue)));
  }

  @Test
  void withoutRetentionAMessageIsKeptForEver() throws JMSException {
    send(queue, "a");
    pass(Duration.ofDays(4000));
    receive(queue, "a");
  }

  @Test
  void aMessageInFlightOutlivesTheRetentionPeriod() throws JMSException {
    queue.setRetention("10s");
    send(queue, "a");
    Message message = receive(queue, "a");
    pass(seconds(10));
    message.acknowledge();
  }

  @Test
  void aShorterTimeToLiveCounts() throws JMSException {
    queue.setRetention("1h");
    try (var producer = session.createProducer(queue)) {
      producer.setTimeToLive(1000);
      producer.send(session.createTextMessage("short"));
      producer.setTimeToLive(Duration.ofHours(2).toMillis());
      producer.send(session.createTextMessage("long"));
    }
    pass(seconds(1));
    receive(queue, "long");
    pass(Duration.ofMinutes(59));
    receive(queue, "long");
    pass(seconds(59));
    nothingIn(queue);
  }

  @Test
  void aDeadLetterIsKeptAsItsQueueSaysFromItsArrivalThere() throws JMSException {
    LeaseMQQueue dead = new LeaseMQQueue("dead");
    dead.setRetention("1h");
    nothingIn(dead);
    queue.setRetention("1d");
    queue.setMaxReceiveCount(1);
    queue.setDeadLetterQueue("dead");
    send(queue, "a", "b");
    pass(Duration.ofHours(2));
    receive(queue, "a");
    receive(queue, "b");
    pass(seconds(30));
    nothingIn(queue);
    receive(dead, "a").acknowledge();
    pass(Duration.ofHours(1));
    nothingIn(dead);
  }

  // Pause

  @Test
  void whileSendsArePausedTheyAreRefusedAndReceivesGoOn() throws JMSException {
    send(queue, "a");
    queue.setSendPaused(true);
    JMSException e = assertThrows(JMSException.class, () -> send(queue, "b"));
    assertTrue(e.getMessage().contains("sends are paused"), e.getMessage());
    receive(queue, "a").acknowledge();
    queue.setSendPaused(false);
    send(queue, "c");
    receive(queue, "c");
  }

  @Test
  void whileReceivesArePausedNothingIsHandedOutAndSendsGoOn() throws Exception {
    for (LeaseMQQueue each : new LeaseMQQueue[] {queue, fifo}) {
      try (Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
          MessageConsumer consumer = client.createConsumer(each)) {
        sendToGroup(each, "g", "a", "b");
        sendToGroup(each, "h", "c");
        Message first = consumer.receive(SOON);
        assertEquals("a", text(first));
        each.setReceivePaused(true);
        sendToGroup(each, "i", "d");
        assertNull(consumer.receiveNoWait());
        assertNull(consumer.receive(50));
        first.acknowledge();
        assertNull(consumer.receiveNoWait());
        each.setReceivePaused(false);
        nothingElseThan(each, consumer, 3);
      }
    }
  }

  private void nothingElseThan(LeaseMQQueue each, MessageConsumer consumer, int messages)
      throws JMSException {
    var unused = resolve(each);
    for (int i = 0; i < messages; i++) {
      Message message = consumer.receive(SOON);
      assertNotEquals("a", text(message));
      message.acknowledge();
    }
    assertNull(consumer.receiveNoWait());
  }

  @Test
  void aReceiverThatWaitsAtAPausedQueueIsServedWhenItGoesOn() throws Exception {
    queue.setReceivePaused(true);
    send(queue, "a");
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      var waiting =
          java.util.concurrent.CompletableFuture.supplyAsync(
              () -> {
                try {
                  return text(consumer.receive(SOON));
                } catch (JMSException e) {
                  throw new IllegalStateException(e);
                }
              });
      queue.setReceivePaused(false);
      var unused = resolve(queue);
      assertEquals("a", waiting.get(SOON, java.util.concurrent.TimeUnit.MILLISECONDS));
    }
  }

  // DeduplicationScope

  @Test
  void withScopeQueueAnIdIsADuplicateInEveryGroup() throws JMSException {
    sendWithToken("g", "id", "g1");
    sendWithToken("h", "id", "h1");
    receive(fifo, "g1").acknowledge();
    nothingIn(fifo);
  }

  @Test
  void withScopeMessageGroupAnIdIsADuplicateInItsGroupOnly() throws JMSException {
    fifo.setDeduplicationScope("group");
    sendWithToken("g", "id", "g1");
    sendWithToken("h", "id", "h1");
    sendWithToken("g", "id", "g2");
    receive(fifo, "g1").acknowledge();
    receive(fifo, "h1").acknowledge();
    sendWithToken("h", "id", "h2");
    nothingIn(fifo);
    pass(Duration.ofMinutes(5));
    sendWithToken("h", "id", "h3");
    receive(fifo, "h3");
  }

  private void sendWithToken(String group, String token, String text) throws JMSException {
    Message message = session.createTextMessage(text);
    message.setStringProperty("JMSXGroupID", group);
    message.setStringProperty("JMS_SQS_DeduplicationId", token);
    sendTo(fifo, message);
  }

  // RedriveAllowPolicy

  @Test
  void aQueueSaysWhichOthersMayNameItAsTheirDeadLetterQueue() throws JMSException {
    LeaseMQQueue dead = new LeaseMQQueue("dead");
    queue.setDeadLetterQueue("dead");
    dead.setRedriveAllow("none");
    nothingIn(dead);
    JMSException e = assertThrows(JMSException.class, () -> send(queue, "a"));
    assertTrue(e.getMessage().contains("redriveAllow is none"), e.getMessage());
    dead.setRedriveAllow("other,jobs");
    nothingIn(dead);
    send(queue, "a");
    LeaseMQQueue stranger = new LeaseMQQueue("stranger");
    stranger.setDeadLetterQueue("dead");
    assertThrows(JMSException.class, () -> send(stranger, "a"));
    dead.setRedriveAllow("all");
    nothingIn(dead);
    send(stranger, "a");
  }

  @Test
  void theDeadLetterQueueOfAFifoQueueIsFifo() throws JMSException {
    fifo.setDeadLetterQueue("dead");
    JMSException e = assertThrows(JMSException.class, () -> sendToGroup(fifo, "g", "a"));
    assertTrue(e.getMessage().contains("must be a FIFO queue"), e.getMessage());
  }

  // Tags

  @Test
  void tagsAreKept() throws JMSException {
    queue.setTags("team=orders, cost = 17");
    assertEquals("cost=17,team=orders", resolve(queue).settings().tags().toString());
    assertEquals(
        "", QueueSettings.defaults(new QueueName("any")).tags().toString(), "none by default");
  }
}
