package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.LeaseMQQueue;
import org.leasemq.LeasedMessage;

/** The chapter on FIFO queues. */
class FifoTest extends SqsFixture {

  private final LeaseMQQueue fifo = sqsQueue("jobs.fifo");

  private void sendWithToken(String group, String token, String text) throws JMSException {
    Message message = session.createTextMessage(text);
    message.setStringProperty("JMSXGroupID", group);
    message.setStringProperty("JMS_SQS_DeduplicationId", token);
    sendTo(fifo, message);
  }

  @Test
  void messageGroupIdIsRequired() {
    JMSException e = assertThrows(JMSException.class, () -> send(fifo, "a"));
    assertTrue(e.getMessage().contains("JMSXGroupID"), e.getMessage());
  }

  @Test
  void groupAndDeduplicationIdHaveUpTo128Characters() throws JMSException {
    String longest = "x".repeat(128);
    sendWithToken(longest, longest, "a");
    receive(fifo, "a").acknowledge();
    assertThrows(JMSException.class, () -> sendWithToken(longest + "x", "t", "b"));
    assertThrows(JMSException.class, () -> sendWithToken("g", longest + "x", "c"));
  }

  @Test
  void aDuplicateSendSucceedsAndIsNotDelivered() throws JMSException {
    sendWithToken("g", "t", "a");
    sendWithToken("g", "t", "again");
    receive(fifo, "a").acknowledge();
    nothingIn(fifo);
  }

  @Test
  void deduplicationLastsFiveMinutesFromTheSendAndOutlivesTheDelete() throws JMSException {
    sendWithToken("g", "t", "a");
    receive(fifo, "a").acknowledge();
    pass(Duration.ofMinutes(5).minusMillis(1));
    sendWithToken("g", "t", "again");
    nothingIn(fifo);
    pass(Duration.ofMillis(1));
    sendWithToken("g", "t", "new");
    receive(fifo, "new");
  }

  @Test
  void contentBasedDeduplicationTakesTheBodyAloneAndAnExplicitIdWins() throws JMSException {
    fifo.setContentBasedDeduplication(true);
    for (int i = 0; i < 2; i++) {
      Message message = session.createTextMessage("a");
      message.setStringProperty("JMSXGroupID", "g");
      message.setIntProperty("attribute", i);
      sendTo(fifo, message);
    }
    sendWithToken("g", "own id", "a");
    receive(fifo, "a").acknowledge();
    receive(fifo, "a").acknowledge();
    nothingIn(fifo);
  }

  @Test
  void whileAMessageOfAGroupIsInFlightNoLaterOneIsHandedToAnybodyElse() throws JMSException {
    sendToGroup(fifo, "g", "g1", "g2");
    sendToGroup(fifo, "h", "h1");
    Message head = receive(fifo, "g1");
    try (Session other = connection.createSession(INDIVIDUAL);
        MessageConsumer consumer = other.createConsumer(fifo)) {
      assertEquals("h1", text(consumer.receive(SOON)));
      assertEquals(null, consumer.receiveNoWait());
      head.acknowledge();
      assertEquals("g2", text(consumer.receive(SOON)));
    }
  }

  @Test
  void oneConsumerMayHaveSeveralOfAGroupInOrder() throws JMSException {
    sendToGroup(fifo, "g", "g1", "g2", "g3");
    try (Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = client.createConsumer(fifo)) {
      assertEquals("g1", text(consumer.receive(SOON)));
      assertEquals("g2", text(consumer.receive(SOON)));
      Message last = consumer.receive(SOON);
      assertEquals("g3", text(last));
      last.acknowledge();
    }
    nothingIn(fifo);
  }

  @Test
  void whenTheLeaseOnTheHeadRunsOutTheHeadComesFirstAgain() throws JMSException {
    sendToGroup(fifo, "g", "g1", "g2");
    receive(fifo, "g1");
    pass(seconds(30));
    Message again = receive(fifo, "g1");
    assertEquals(2, count(again));
    again.acknowledge();
    receive(fifo, "g2").acknowledge();
  }

  @Test
  void whileTheHeadsLeaseIsExtendedFollowersWhoseLeasesRanOutWait() throws JMSException {
    sendToGroup(fifo, "g", "g1", "g2");
    try (Session holder = connection.createSession(INDIVIDUAL);
        MessageConsumer consumer = holder.createConsumer(fifo)) {
      Message head = consumer.receive(SOON);
      assertEquals("g2", text(consumer.receive(SOON)));
      LeasedMessage.of(head).extendLease(seconds(100));
      pass(seconds(30));
      nothingIn(fifo);
      head.acknowledge();
      assertEquals(2, count(receive(fifo, "g2")));
    }
  }

  @Test
  void aDelayedMessageDoesNotBlockVisibleOnesOfItsGroup() throws JMSException {
    fifo.setDelay("60s");
    sendToGroup(fifo, "g", "delayed");
    fifo.setDelay("0s");
    sendToGroup(fifo, "g", "visible");
    receive(fifo, "visible").acknowledge();
    nothingIn(fifo);
    pass(seconds(60));
    receive(fifo, "delayed");
  }

  @Test
  void aDelayOfOneMessageIsRefusedAndTheQueuesApplies() throws JMSException {
    try (var producer = session.createProducer(fifo)) {
      producer.setDeliveryDelay(1000);
      Message message = session.createTextMessage("a");
      message.setStringProperty("JMSXGroupID", "g");
      JMSException e = assertThrows(JMSException.class, () -> producer.send(message));
      assertTrue(e.getMessage().contains("delay"), e.getMessage());
    }
    fifo.setDelay("10s");
    sendToGroup(fifo, "g", "b");
    nothingIn(fifo);
    pass(seconds(10));
    receive(fifo, "b");
  }

  @Test
  void sequenceNumbersIncreaseWithinAGroup() throws JMSException {
    sendToGroup(fifo, "g", "a", "b", "c");
    List<Long> numbers = new ArrayList<>();
    for (String text : new String[] {"a", "b", "c"}) {
      Message message = receive(fifo, text);
      numbers.add(Long.valueOf(message.getStringProperty("JMS_SQS_SequenceNumber")));
      message.acknowledge();
    }
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
  }

  @Test
  void aMessageReceivedTooOftenMovesAndItsGroupGoesOn() throws JMSException {
    LeaseMQQueue dead = new LeaseMQQueue("dead.fifo");
    fifo.setMaxReceiveCount(2);
    fifo.setDeadLetterQueue("dead.fifo");
    sendToGroup(fifo, "g", "poison", "good");
    receive(fifo, "poison");
    pass(seconds(30));
    receive(fifo, "poison");
    pass(seconds(30));
    receive(fifo, "good").acknowledge();
    Message moved = receive(dead, "poison");
    assertEquals("g", moved.getStringProperty("JMSXGroupID"));
    assertEquals("jobs.fifo", moved.getStringProperty("JMS_LEASEMQ_SOURCE_QUEUE"));
    assertEquals(1, count(moved), "counted anew");
  }
}
