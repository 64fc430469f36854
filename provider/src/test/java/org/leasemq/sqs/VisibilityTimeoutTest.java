package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.XASession;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.leasemq.LeaseMQQueue;
import org.leasemq.LeasedMessage;
import org.leasemq.queue.LeaseTerms;

/** The chapter on the visibility timeout, and leases as the application sees them. */
class VisibilityTimeoutTest extends SqsFixture {

  private final LeaseMQQueue queue = sqsQueue("jobs");

  @Test
  void itCountsFromTheReceive() throws JMSException {
    send(queue, "a");
    pass(seconds(20));
    receive(queue, "a");
    pass(Duration.ofMillis(29_999));
    nothingIn(queue);
    pass(Duration.ofMillis(1));
    receive(queue, "a").acknowledge();
  }

  @Test
  void whileItRunsNobodyElseSeesTheMessage() throws JMSException {
    send(queue, "a");
    receive(queue, "a");
    try (Session other = connection.createSession();
        MessageConsumer consumer = other.createConsumer(queue)) {
      assertEquals(null, consumer.receiveNoWait());
    }
  }

  @Test
  void whenItHasRunOutTheMessageIsAvailableAgainAndCounted() throws JMSException {
    send(queue, "a");
    assertEquals(1, count(receive(queue, "a")));
    pass(seconds(30));
    Message again = receive(queue, "a");
    assertEquals(2, count(again));
    assertTrue(again.getJMSRedelivered());
    again.acknowledge();
    pass(seconds(30));
    nothingIn(queue);
  }

  @Test
  void aChangeCountsFromTheCall() throws JMSException {
    send(queue, "a");
    LeasedMessage lease = LeasedMessage.of(receive(queue, "a"));
    pass(seconds(20));
    lease.extendLease(seconds(30));
    assertEquals(clock.instant().plusSeconds(30), lease.leaseEnd());
    pass(Duration.ofMillis(29_999));
    nothingIn(queue);
    pass(Duration.ofMillis(1));
    receive(queue, "a");
  }

  @Test
  void aChangeMayShortenALease() throws JMSException {
    send(queue, "a");
    LeasedMessage.of(receive(queue, "a")).extendLease(seconds(5));
    pass(seconds(5));
    receive(queue, "a");
  }

  @Test
  void zeroMakesItAvailableAtOnce() throws JMSException {
    send(queue, "a");
    Message message = receive(queue, "a");
    LeasedMessage.of(message).extendLease(Duration.ZERO);
    assertEquals(2, count(receive(queue, "a")));
    assertThrows(JMSException.class, message::acknowledge);
  }

  @Test
  void theTotalSinceTheReceiveIsAtMostTwelveHours() throws JMSException {
    send(queue, "a");
    LeasedMessage lease = LeasedMessage.of(receive(queue, "a"));
    pass(seconds(1));
    JMSException e =
        assertThrows(JMSException.class, () -> lease.extendLease(Duration.ofHours(12)));
    assertTrue(e.getMessage().contains("maxLease = PT12H"), e.getMessage());
    lease.extendLease(Duration.ofHours(12).minusSeconds(1));
    pass(Duration.ofHours(12).minusSeconds(2));
    nothingIn(queue);
    JMSException late = assertThrows(JMSException.class, () -> lease.extendLease(seconds(2)));
    assertTrue(late.getMessage().contains("maxLease = PT12H"), late.getMessage());
  }

  @Test
  void theChangeIsNotRememberedForTheNextReceive() throws JMSException {
    send(queue, "a");
    LeasedMessage.of(receive(queue, "a")).extendLease(seconds(300));
    pass(seconds(300));
    receive(queue, "a");
    pass(seconds(30));
    assertEquals(3, count(receive(queue, "a")));
  }

  @Test
  void everyReceiveMakesANewReceiptAndAnOldOneDoesNothing() throws JMSException {
    LeaseMQQueue fifo = sqsQueue("jobs.fifo");
    sendToGroup(fifo, "g", "a");
    Message old = receive(fifo, "a");
    pass(seconds(30));
    Message current = receive(fifo, "a");
    JMSException e = assertThrows(JMSException.class, old::acknowledge);
    assertTrue(e.getMessage().contains("too late"), e.getMessage());
    LeasedMessage lease = LeasedMessage.of(old);
    leaseOver(() -> lease.extendLease(seconds(10)));
    leaseOver(() -> lease.extendLease(Duration.ZERO));
    leaseOver(() -> lease.releaseIn(seconds(10)));
    leaseOver(lease::leaseEnd);
    current.acknowledge();
    pass(seconds(30));
    nothingIn(fifo);
  }

  @Test
  void afterTheAcknowledgeThereIsNoLease() throws JMSException {
    send(queue, "a");
    Message message = receive(queue, "a");
    message.acknowledge();
    leaseOver(() -> LeasedMessage.of(message).extendLease(seconds(10)));
    leaseOver(() -> LeasedMessage.of(message).releaseIn(seconds(10)));
  }

  @Test
  void aSessionThatAcknowledgesByItselfHasNoLeaseToChange() throws JMSException {
    send(queue, "a");
    Session automatic = connection.createSession();
    LeasedMessage lease = LeasedMessage.of(receive(automatic, queue));
    leaseOver(() -> lease.extendLease(seconds(10)));
    leaseOver(() -> lease.releaseIn(seconds(10)));
  }

  @Test
  void onlyAReceivedMessageHasALease() throws JMSException {
    assertThrows(JMSException.class, () -> LeasedMessage.of(session.createMessage()));
  }

  @Test
  void negativeAndEndlessTimesAreRefused() throws JMSException {
    send(queue, "a");
    LeasedMessage lease = LeasedMessage.of(receive(queue, "a"));
    assertThrows(JMSException.class, () -> lease.extendLease(seconds(-1)));
    assertThrows(JMSException.class, () -> lease.releaseIn(seconds(-1)));
    assertThrows(JMSException.class, () -> lease.releaseIn(Duration.ofDays(366)));
  }

  /** The law here: what a live session holds is extended, until the application says otherwise. */
  @Test
  void aLeaseThatTheNodeExtendsEndsWhenTheApplicationSays() throws JMSException {
    LeaseMQQueue extended = new LeaseMQQueue("extended");
    send(extended, "a");
    LeasedMessage lease = LeasedMessage.of(receive(extended, "a"));
    pass(Duration.ofHours(1));
    lease.extendLease(seconds(5));
    pass(seconds(5));
    assertEquals(2, count(receive(extended, "a")));
  }

  @Test
  void aConnectionFactorysTimeoutStandsInForTheQueues() throws JMSException {
    send(queue, "a");
    try (var own = connect(new LeaseTerms(seconds(7), null))) {
      receive(own.createSession(Session.CLIENT_ACKNOWLEDGE), queue);
      pass(Duration.ofMillis(6_999));
      nothingIn(queue);
      pass(Duration.ofMillis(1));
      receive(queue, "a");
    }
    LeaseMQQueue extended = new LeaseMQQueue("extended");
    send(extended, "b");
    try (var plain = connect(new LeaseTerms(null, false))) {
      receive(plain.createSession(Session.CLIENT_ACKNOWLEDGE), extended);
      pass(seconds(30));
      receive(extended, "b");
    }
  }

  // releaseIn: give it back, to be delivered again later.

  @Test
  void aReleasedMessageComesAgainAfterItsWaitAndOthersAreAcknowledged() throws JMSException {
    send(queue, "a", "b");
    try (Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
      Message a = receive(client, queue);
      Message b = receive(client, queue);
      LeasedMessage.of(a).releaseIn(Duration.ofMinutes(10));
      b.acknowledge();
    }
    pass(Duration.ofMinutes(10).minusMillis(1));
    nothingIn(queue);
    pass(Duration.ofMillis(1));
    assertEquals(2, count(receive(queue, "a")));
    nothingIn(queue);
  }

  @Test
  void aReleasedMessageHoldsItsGroupAndNoOther() throws JMSException {
    LeaseMQQueue fifo = sqsQueue("jobs.fifo");
    sendToGroup(fifo, "g", "g1", "g2");
    LeasedMessage.of(receive(fifo, "g1")).releaseIn(Duration.ofMinutes(1));
    sendToGroup(fifo, "h", "h1");
    receive(fifo, "h1").acknowledge();
    nothingIn(fifo);
    pass(Duration.ofMinutes(1));
    receive(fifo, "g1").acknowledge();
    receive(fifo, "g2").acknowledge();
  }

  @Test
  void aListenersMessageIsReleasedWhenTheListenerReturns() throws Exception {
    BlockingQueue<Message> seen = new LinkedBlockingQueue<>();
    Session listening = connection.createSession();
    listening
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              try {
                if (count(message) == 1) {
                  LeasedMessage.of(message).releaseIn(seconds(60));
                }
              } catch (JMSException e) {
                throw new IllegalStateException(e);
              }
              seen.add(message);
            });
    send(queue, "a", "b");
    assertEquals("a", text(next(seen)));
    assertEquals("b", text(next(seen)));
    listening.close();
    pass(seconds(60));
    assertEquals(2, count(receive(queue, "a")));
    assertEquals(2, count(receive(queue, "b")));
  }

  @Test
  void aTransactionReleasesWhenItEndsWhicheverWay() throws JMSException {
    LeaseMQQueue out = new LeaseMQQueue("out");
    try (Session transacted = connection.createSession(true, 0)) {
      for (boolean commit : new boolean[] {true, false}) {
        send(queue, "a");
        LeasedMessage.of(receive(transacted, queue)).releaseIn(seconds(60));
        try (var producer = transacted.createProducer(out)) {
          producer.send(transacted.createTextMessage("" + commit));
        }
        nothingIn(queue);
        if (commit) {
          transacted.commit();
          receive(out, "true").acknowledge();
        } else {
          transacted.rollback();
          nothingIn(out);
        }
        nothingIn(queue);
        pass(seconds(60));
        receive(queue, "a").acknowledge();
      }
    }
  }

  @Test
  void aBranchReleasesWhenItIsPreparedAndKeepsTheRest() throws Exception {
    send(queue, "a", "b");
    try (XASession xa = connection.createXASession()) {
      XAResource resource = xa.getXAResource();
      Xid both = new TestXid(1);
      resource.start(both, XAResource.TMNOFLAGS);
      LeasedMessage.of(receive(xa, queue)).releaseIn(seconds(60));
      receive(xa, queue);
      resource.end(both, XAResource.TMSUCCESS);
      assertEquals(XAResource.XA_OK, resource.prepare(both));
      pass(seconds(60));
      assertEquals(2, count(receive(queue, "a")));
      resource.commit(both, false);
      nothingIn(queue);

      send(queue, "c");
      Xid one = new TestXid(2);
      resource.start(one, XAResource.TMNOFLAGS);
      LeasedMessage lease = LeasedMessage.of(receive(xa, queue));
      lease.releaseIn(seconds(1));
      resource.end(one, XAResource.TMSUCCESS);
      assertEquals(XAResource.XA_RDONLY, resource.prepare(one));
      leaseOver(() -> lease.extendLease(seconds(1)));
      pass(seconds(1));
      receive(queue, "c");
    }
  }

  private record TestXid(int number) implements Xid {
    @Override
    public int getFormatId() {
      return number;
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
}
