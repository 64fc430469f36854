package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.leasemq.LeaseMQQueue;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;

/** In flight: about 120,000 a queue, and what happens past that. */
class InFlightTest extends SqsFixture {

  private final LeaseMQQueue queue = sqsQueue("jobs");

  @Test
  void theLimitIs120000UnlessTheQueueSaysOtherwise() {
    assertEquals(120_000, QueueSettings.defaults(new QueueName("any")).limits().maxInFlight());
  }

  @Test
  void pastItAStandardQueueAnswersOverLimit() throws JMSException {
    queue.setMaxInFlight(2);
    send(queue, "a", "b", "c");
    Message a = receive(queue, "a");
    receive(queue, "b");
    for (long wait : new long[] {0, 50, -1}) {
      ResourceAllocationException e =
          assertThrows(ResourceAllocationException.class, () -> receiveIn(wait));
      assertEquals("OverLimit", e.getErrorCode());
      assertTrue(e.getMessage().contains("maxInFlight = 2"), e.getMessage());
    }
    a.acknowledge();
    receive(queue, "c");
  }

  /** Zero: without a limit of time; negative: only what is there now. */
  private Message receiveIn(long wait) throws JMSException {
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      return wait < 0 ? consumer.receiveNoWait() : consumer.receive(wait);
    }
  }

  @Test
  void pastItAFifoQueueHandsOutNothingMore() throws JMSException {
    LeaseMQQueue fifo = sqsQueue("jobs.fifo");
    fifo.setMaxInFlight(2);
    sendToGroup(fifo, "g", "g1", "g2", "g3");
    sendToGroup(fifo, "h", "h1");
    sendToGroup(fifo, "i", "i1");
    Message first = receive(fifo, "g1");
    receive(fifo, "h1");
    assertNull(tryReceive(fifo));
    try (MessageConsumer consumer = session.createConsumer(fifo)) {
      assertNull(consumer.receive(50));
    }
    first.acknowledge();
    assertEquals("i1", text(tryReceive(fifo)));
    nothingIn(fifo);
  }

  @Test
  void aLeaseThatEndsMakesRoom() throws JMSException {
    queue.setMaxInFlight(1);
    send(queue, "a", "b");
    receive(queue, "a");
    assertThrows(ResourceAllocationException.class, () -> tryReceive(queue));
    pass(seconds(30));
    receive(queue, "a").acknowledge();
    receive(queue, "b").acknowledge();
    nothingIn(queue);
  }

  @Test
  void raisingItLiveMakesRoom() throws JMSException {
    queue.setMaxInFlight(1);
    send(queue, "a", "b");
    receive(queue, "a");
    assertThrows(ResourceAllocationException.class, () -> tryReceive(queue));
    queue.setMaxInFlight(2);
    receive(queue, "b");
  }

  @Test
  void whatIsSentToAnEmptyQueueIsNotHandedOverPastIt() throws JMSException {
    queue.setMaxInFlight(1);
    try (Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = client.createConsumer(queue)) {
      assertNull(consumer.receiveNoWait());
      send(queue, "a", "b");
      Message a = consumer.receive(SOON);
      assertEquals("a", text(a));
      assertThrows(ResourceAllocationException.class, consumer::receiveNoWait);
      a.acknowledge();
      assertEquals("b", text(consumer.receive(SOON)));
    }
  }

  @Test
  void listenersGoOnWhenThereIsRoom() throws Exception {
    queue.setMaxInFlight(2);
    BlockingQueue<Message> seen = new LinkedBlockingQueue<>();
    try (Session listening = connection.createSession(INDIVIDUAL)) {
      listening.createConsumer(queue).setMessageListener(seen::add);
      send(queue, "a", "b", "c", "d");
      Message a = next(seen);
      Message b = next(seen);
      assertThrows(ResourceAllocationException.class, () -> tryReceive(queue));
      assertNull(seen.poll());
      a.acknowledge();
      assertEquals("c", text(next(seen)));
      b.acknowledge();
      assertEquals("d", text(next(seen)));
    }
    assertNull(problems.poll());
  }
}
