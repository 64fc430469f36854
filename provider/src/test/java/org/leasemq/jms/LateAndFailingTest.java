package org.leasemq.jms;

import static javax.transaction.xa.XAException.XAER_RMFAIL;
import static javax.transaction.xa.XAException.XA_RBOTHER;
import static javax.transaction.xa.XAException.XA_RBTIMEOUT;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.XASession;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.LeaseMQQueue;
import org.leasemq.engine.Node;
import org.leasemq.engine.NodeConfiguration;
import org.leasemq.jms.message.ObjectMessagePolicy;
import org.leasemq.store.Operation;
import org.leasemq.store.SettableClock;
import org.leasemq.store.StoreException;
import org.leasemq.store.jdbc.JdbcStores;

/** What the application sees when a lease is over, or the store fails. */
class LateAndFailingTest extends JmsFixture {

  private static final ConnectionSettings SETTINGS =
      new ConnectionSettings(null, ObjectMessagePolicy.CLOSED, Domain.COMMON);

  private final SettableClock clock = new SettableClock();
  private final FailingStore store =
      new FailingStore(
          JdbcStores.open("jdbc:h2:mem:" + UUID.randomUUID(), "test", Selectors::compiled, clock));
  private final SharedNode shared =
      new SharedNode(Node.start(NodeConfiguration.named("test"), store.asStore()));
  private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
  private final LeaseMQQueue in = new LeaseMQQueue("in");
  private final LeaseMQQueue out = new LeaseMQQueue("out");
  private LeaseMQXAConnection connection;
  private Session plain;

  @BeforeEach
  void open() throws JMSException {
    in.setLeaseExtension(false);
    in.setBackOffImmediate(10);
    connection = closing(new LeaseMQXAConnection(hold(), SETTINGS));
    connection.setExceptionListener(seen::add);
    connection.start();
    plain = connection.createSession();
    send(plain, in, "a", "b");
  }

  @AfterEach
  void close() throws Exception {
    closeAll();
    shared.close();
  }

  private NodeHold hold() {
    return new NodeHold(shared, this::hold, () -> {});
  }

  private void leasesEnd() {
    clock.advance(Duration.ofSeconds(31));
    shared.node().runServices();
  }

  private Message nextIn() throws JMSException {
    try (MessageConsumer consumer = plain.createConsumer(in)) {
      return consumer.receiveNoWait();
    }
  }

  private Message nextOut() throws JMSException {
    try (MessageConsumer consumer = plain.createConsumer(out)) {
      return consumer.receiveNoWait();
    }
  }

  // A lease is over.

  @Test
  void aLateAcknowledgeIsRefusedAndTheRestIsDone() throws JMSException {
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = client.createConsumer(in);
    receive(consumer);
    leasesEnd();
    Message again = receive(consumer);
    assertEquals("a", text(again));
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
    receive(consumer);
    leasesEnd();
    JMSException e = assertThrows(JMSException.class, again::acknowledge);
    assertTrue(e.getMessage().contains("too late"), e.getMessage());
    again.acknowledge();
  }

  @Test
  void aLateCommitRollsBack() throws JMSException {
    Session transacted = connection.createSession(true, 0);
    MessageConsumer consumer = transacted.createConsumer(in);
    receive(consumer);
    leasesEnd();
    send(transacted, out, "x");
    assertThrows(TransactionRolledBackException.class, transacted::commit);
    assertNull(nextOut());
    assertEquals("a", text(receive(consumer)));
    send(transacted, out, "y");
    transacted.commit();
    assertEquals("y", text(nextOut()));
  }

  @Test
  void aLatePrepareIsATimeout() throws Exception {
    XASession session = connection.createXASession();
    XAResource resource = session.getXAResource();
    for (boolean onePhase : new boolean[] {true, false}) {
      var xid = new XaTestXid();
      resource.start(xid, TMNOFLAGS);
      try (MessageConsumer consumer = session.createConsumer(in)) {
        assertEquals("a", text(receive(consumer)));
      }
      send(session, out, "x");
      resource.end(xid, TMSUCCESS);
      leasesEnd();
      XAException e =
          assertThrows(
              XAException.class,
              () -> {
                if (onePhase) {
                  resource.commit(xid, true);
                } else {
                  resource.prepare(xid);
                }
              });
      assertEquals(XA_RBTIMEOUT, e.errorCode, e::getMessage);
    }
    assertNull(nextOut());
  }

  /** The late acknowledge of a listener's message is told to the ExceptionListener. */
  @Test
  void aLateListenerIsTold() throws Exception {
    Session session = connection.createSession();
    session
        .createConsumer(in, "JMSPriority = 4")
        .setMessageListener(
            message -> {
              try {
                if (text(message).equals("a") && !message.getJMSRedelivered()) {
                  leasesEnd();
                }
                seen.add(text(message) + message.getIntProperty("JMSXDeliveryCount"));
              } catch (JMSException e) {
                seen.add(e);
              }
            });
    assertEquals("a1", next(seen));
    boolean told = false;
    boolean again = false;
    while (!told || !again) {
      Object each = next(seen);
      told |= each instanceof JMSException e && e.getMessage().contains("too late");
      again |= each.equals("a2");
    }
  }

  // The store fails.

  @Test
  void aFailedSendSaysThatNothingWasDone() throws JMSException {
    store.failBefore(Operation.Send.class);
    JMSException e = assertThrows(JMSException.class, () -> send(plain, out, "x"));
    assertTrue(e.getMessage().contains("nothing of it was done"), e.getMessage());
    assertTrue(e.getMessage().contains("The disk is full"), e.getMessage());
    assertInstanceOf(StoreException.class, e.getCause());
    assertNotNull(e.getLinkedException());
    assertNull(nextOut());
    send(plain, out, "y");
    assertEquals("y", text(nextOut()));
  }

  @Test
  void aSendThatWasCutOffSaysThatItIsNotKnown() {
    store.failAfter(Operation.Send.class);
    JMSException e = assertThrows(JMSException.class, () -> send(plain, out, "x"));
    assertTrue(e.getMessage().contains("not known"), e.getMessage());
  }

  @Test
  void aFailedAsynchronousSendIsToldToItsListener() throws Exception {
    store.failBefore(Operation.Send.class);
    Message message = plain.createMessage();
    plain
        .createProducer(out)
        .send(
            message,
            new CompletionListener() {
              @Override
              public void onCompletion(Message sent) {
                seen.add("completed");
              }

              @Override
              public void onException(Message sent, Exception exception) {
                seen.add(exception);
              }
            });
    JMSException e = assertInstanceOf(JMSException.class, next(seen));
    assertTrue(e.getMessage().contains("The disk is full"), e.getMessage());
  }

  @Test
  void aFailedCommitCanBeTriedAgain() throws JMSException {
    Session transacted = connection.createSession(true, 0);
    receive(transacted.createConsumer(in));
    send(transacted, out, "x");
    store.failBefore(Operation.Send.class);
    assertThrows(JMSException.class, transacted::commit);
    assertNull(nextOut());
    transacted.commit();
    assertEquals("x", text(nextOut()));
    assertEquals("b", text(nextIn()));
  }

  @Test
  void aFailedCommitCanBeRolledBack() throws JMSException {
    Session transacted = connection.createSession(true, 0);
    receive(transacted.createConsumer(in));
    send(transacted, out, "x");
    store.failBefore(Operation.Send.class);
    assertThrows(JMSException.class, transacted::commit);
    transacted.rollback();
    assertNull(nextOut());
    assertEquals("a", text(nextIn()));
  }

  @Test
  void aCommitThatWasCutOffIsDoneOrNotButOver() throws JMSException {
    Session transacted = connection.createSession(true, 0);
    receive(transacted.createConsumer(in));
    send(transacted, out, "x");
    store.failAfter(Operation.Send.class);
    JMSException e = assertThrows(JMSException.class, transacted::commit);
    assertTrue(e.getMessage().contains("not known"), e.getMessage());
    transacted.commit();
    assertEquals("x", text(nextOut()));
    assertNull(nextOut());
    assertEquals("b", text(nextIn()));
    assertNull(nextIn());
  }

  @Test
  void aFailedAcknowledgeOfAClientCanBeRepeated() throws JMSException {
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    Message message = receive(client.createConsumer(in));
    store.failBefore(Operation.Acknowledge.class);
    assertThrows(JMSException.class, message::acknowledge);
    message.acknowledge();
    client.close();
    assertEquals("b", text(nextIn()));
    assertNull(nextIn());
  }

  /** The ExceptionListener hears of it, and the message comes again. */
  @Test
  void aFailedAcknowledgeOfAListenerIsTold() throws Exception {
    store.failBefore(Operation.Acknowledge.class);
    Session session = connection.createSession();
    session
        .createConsumer(in)
        .setMessageListener(
            message -> {
              try {
                seen.add(text(message) + message.getIntProperty("JMSXDeliveryCount"));
              } catch (JMSException e) {
                seen.add(e);
              }
            });
    boolean told = false;
    boolean again = false;
    while (!told || !again) {
      Object each = next(seen);
      told |= each instanceof JMSException e && e.getMessage().contains("The disk is full");
      again |= each.equals("a2") || each.equals("b2");
    }
  }

  @Test
  void aFailedPrepareLeavesTheRollback() throws Exception {
    XASession session = connection.createXASession();
    XAResource resource = session.getXAResource();
    var xid = new XaTestXid();
    resource.start(xid, TMNOFLAGS);
    receive(session.createConsumer(in));
    send(session, out, "x");
    resource.end(xid, TMSUCCESS);
    store.failBefore(Operation.Prepare.class);
    XAException e = assertThrows(XAException.class, () -> resource.prepare(xid));
    assertEquals(XAER_RMFAIL, e.errorCode);
    resource.rollback(xid);
    assertNull(nextOut());
    assertEquals("a", text(nextIn()));
  }

  @Test
  void aPrepareThatWasCutOffCanBeRolledBack() throws Exception {
    XASession session = connection.createXASession();
    XAResource resource = session.getXAResource();
    var xid = new XaTestXid();
    resource.start(xid, TMNOFLAGS);
    receive(session.createConsumer(in));
    resource.end(xid, TMSUCCESS);
    store.failAfter(Operation.Prepare.class);
    XAException e = assertThrows(XAException.class, () -> resource.prepare(xid));
    assertEquals(XAER_RMFAIL, e.errorCode);
    resource.rollback(xid);
    assertEquals("a", text(nextIn()));
    assertEquals(0, resource.recover(XAResource.TMSTARTRSCAN).length);
  }

  @Test
  void aFailedCommitOfAPreparedBranchCanBeRepeated() throws Exception {
    XASession session = connection.createXASession();
    XAResource resource = session.getXAResource();
    var xid = new XaTestXid();
    resource.start(xid, TMNOFLAGS);
    send(session, out, "x");
    resource.end(xid, TMSUCCESS);
    resource.prepare(xid);
    store.failBefore(Operation.CommitBranch.class);
    XAException e = assertThrows(XAException.class, () -> resource.commit(xid, false));
    assertEquals(XAER_RMFAIL, e.errorCode);
    assertNull(nextOut());
    resource.commit(xid, false);
    assertEquals("x", text(nextOut()));
  }

  /** Nothing was done and all was given back: that is a rollback, not a doubt. */
  @Test
  void aFailedOnePhaseCommitIsARollback() throws Exception {
    XASession session = connection.createXASession();
    XAResource resource = session.getXAResource();
    var xid = new XaTestXid();
    resource.start(xid, TMNOFLAGS);
    receive(session.createConsumer(in));
    send(session, out, "x");
    resource.end(xid, TMSUCCESS);
    store.failBefore(Operation.Send.class);
    XAException e = assertThrows(XAException.class, () -> resource.commit(xid, true));
    assertEquals(XA_RBOTHER, e.errorCode);
    assertNull(nextOut());
    assertEquals("a", text(nextIn()));
  }

  @Test
  void aClosedNodeIsAnErrorLikeAnyOther() throws Exception {
    Connection own = new LeaseMQConnection(hold(), SETTINGS);
    Session session = own.createSession();
    var producer = session.createProducer(out);
    shared.close();
    JMSException e = assertThrows(JMSException.class, () -> producer.send(session.createMessage()));
    assertTrue(!(e instanceof InvalidDestinationException), e.toString());
    own.close();
  }
}
