package org.leasemq.jms;

import static javax.transaction.xa.XAException.XAER_DUPID;
import static javax.transaction.xa.XAException.XAER_INVAL;
import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XAER_PROTO;
import static javax.transaction.xa.XAException.XA_RBROLLBACK;
import static javax.transaction.xa.XAException.XA_RBTIMEOUT;
import static javax.transaction.xa.XAResource.TMENDRSCAN;
import static javax.transaction.xa.XAResource.TMFAIL;
import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XASession;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.LeaseMQConnectionFactory;

/** The XA protocol of sessions: X/Open XA, and Jakarta Messaging 3.1, 6.2.9. */
class XaTest extends JmsFixture {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private XAConnection connection;
  private XASession session;
  private XAResource resource;
  private Session plain;
  private Queue in;
  private Queue out;

  private static Xid xid() {
    return new XaTestXid();
  }

  private static boolean same(Xid one, Xid other) {
    return one.getFormatId() == other.getFormatId()
        && Arrays.equals(one.getGlobalTransactionId(), other.getGlobalTransactionId())
        && Arrays.equals(one.getBranchQualifier(), other.getBranchQualifier());
  }

  private static void assertXa(int code, Executable call) {
    XAException e = assertThrows(XAException.class, call);
    assertEquals(code, e.errorCode, e::getMessage);
  }

  @BeforeEach
  void open() throws JMSException {
    connection = closing(factory.createXAConnection());
    connection.start();
    session = connection.createXASession();
    resource = session.getXAResource();
    plain = started().createSession();
    in = plain.createQueue("in");
    out = plain.createQueue("out");
    send(plain, in, "a", "b");
  }

  private String outcome() throws JMSException {
    try (MessageConsumer consumer = plain.createConsumer(out)) {
      Message message = consumer.receiveNoWait();
      return message == null ? null : text(message);
    }
  }

  private Message receiveAndForward(XASession of) throws JMSException {
    try (MessageConsumer consumer = of.createConsumer(in)) {
      Message message = receive(consumer);
      send(of, out, "from " + text(message));
      return message;
    }
  }

  @Test
  void theSessionIsTheTransactionManagers() throws JMSException {
    assertTrue(session.getTransacted());
    assertEquals(Session.SESSION_TRANSACTED, session.getAcknowledgeMode());
    assertThrows(TransactionInProgressException.class, session::commit);
    assertThrows(TransactionInProgressException.class, session::rollback);
    assertThrows(jakarta.jms.IllegalStateException.class, session::recover);
    assertEquals(session, session.getSession());
  }

  @Test
  void twoPhases() throws Exception {
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    receiveAndForward(session);
    resource.end(xid, TMSUCCESS);
    assertNull(outcome());
    assertEquals(XAResource.XA_OK, resource.prepare(xid));
    assertNull(outcome());
    resource.commit(xid, false);
    assertEquals("from a", outcome());
    assertEquals("b", text(receive(plain.createConsumer(in))));
    assertXa(XAER_NOTA, () -> resource.commit(xid, false));
  }

  @Test
  void onePhase() throws Exception {
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    receiveAndForward(session);
    resource.end(xid, TMSUCCESS);
    resource.commit(xid, true);
    assertEquals("from a", outcome());
    assertXa(XAER_NOTA, () -> resource.commit(xid, true));
  }

  @Test
  void rollbackBeforeThePrepare() throws Exception {
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    receiveAndForward(session);
    resource.end(xid, TMSUCCESS);
    resource.rollback(xid);
    assertNull(outcome());
    Message again = receive(plain.createConsumer(in));
    assertEquals("a", text(again));
    assertTrue(again.getJMSRedelivered());
    assertXa(XAER_NOTA, () -> resource.rollback(xid));
  }

  @Test
  void rollbackAfterThePrepare() throws Exception {
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    receiveAndForward(session);
    resource.end(xid, TMSUCCESS);
    resource.prepare(xid);
    resource.rollback(xid);
    assertNull(outcome());
    Message again = receive(plain.createConsumer(in));
    assertEquals("a", text(again));
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
    assertXa(XAER_NOTA, () -> resource.rollback(xid));
  }

  @Test
  void nothingToDoIsReadOnly() throws Exception {
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    resource.end(xid, TMSUCCESS);
    assertEquals(XAResource.XA_RDONLY, resource.prepare(xid));
    assertXa(XAER_NOTA, () -> resource.commit(xid, false));
  }

  @Test
  void mistakesInTheProtocolAreRefused() throws Exception {
    Xid xid = xid();
    assertXa(XAER_NOTA, () -> resource.end(xid, TMSUCCESS));
    assertXa(XAER_NOTA, () -> resource.prepare(xid));
    assertXa(XAER_NOTA, () -> resource.rollback(xid));
    assertXa(XAER_NOTA, () -> resource.start(xid, TMJOIN));
    assertXa(XAER_NOTA, () -> resource.start(xid, TMRESUME));
    assertXa(XAER_NOTA, () -> resource.forget(xid));
    assertXa(XAER_INVAL, () -> resource.start(xid, TMFAIL));
    assertXa(XAER_INVAL, () -> resource.recover(TMJOIN));
    resource.start(xid, TMNOFLAGS);
    assertXa(XAER_PROTO, () -> resource.start(xid(), TMNOFLAGS));
    assertXa(XAER_INVAL, () -> resource.end(xid, TMNOFLAGS));
    assertXa(XAER_PROTO, () -> resource.prepare(xid));
    assertXa(XAER_PROTO, () -> resource.commit(xid, true));
    XAResource another = connection.createXASession().getXAResource();
    assertXa(XAER_DUPID, () -> another.start(xid, TMNOFLAGS));
    assertXa(XAER_PROTO, () -> another.end(xid, TMSUCCESS));
    send(session, out, "x");
    resource.end(xid, TMSUCCESS);
    assertXa(XAER_PROTO, () -> resource.commit(xid, false));
    resource.prepare(xid);
    assertXa(XAER_PROTO, () -> resource.prepare(xid));
    assertXa(XAER_PROTO, () -> resource.start(xid, TMJOIN));
    assertXa(XAER_PROTO, () -> resource.forget(xid));
    resource.rollback(xid);
  }

  @Test
  void aFailedEndLeavesOnlyTheRollback() throws Exception {
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    receiveAndForward(session);
    resource.end(xid, TMFAIL);
    assertXa(XA_RBROLLBACK, () -> resource.start(xid, TMJOIN));
    assertXa(XA_RBROLLBACK, () -> resource.prepare(xid));
    assertNull(outcome());
    assertEquals("a", text(receive(plain.createConsumer(in))));
  }

  @Test
  void aSuspendedBranchLetsAnotherWork() throws Exception {
    Xid first = xid();
    Xid second = xid();
    resource.start(first, TMNOFLAGS);
    send(session, out, "first");
    resource.end(first, TMSUSPEND);
    resource.start(second, TMNOFLAGS);
    send(session, out, "second");
    resource.end(second, TMSUCCESS);
    resource.start(first, TMRESUME);
    send(session, in, "first too");
    resource.end(first, TMSUCCESS);
    resource.rollback(second);
    resource.commit(first, true);
    assertEquals("first", outcome());
    assertNull(outcome());
  }

  @Test
  void aSuspendedBranchCanBeEnded() throws Exception {
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    send(session, out, "x");
    resource.end(xid, TMSUSPEND);
    resource.end(xid, TMSUCCESS);
    resource.commit(xid, true);
    assertEquals("x", outcome());
  }

  /** isSameRM and TMJOIN: receive in one session and forward in another is one branch. */
  @Test
  void sessionsOfOneStoreJoinOneBranch() throws Exception {
    XASession another = closing(factory.createXAConnection()).createXASession();
    XAResource second = another.getXAResource();
    assertTrue(resource.isSameRM(second));
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    assertEquals("a", text(receive(session.createConsumer(in))));
    resource.end(xid, TMSUCCESS);
    second.start(xid, TMJOIN);
    send(another, out, "joined");
    second.end(xid, TMSUCCESS);
    assertEquals(XAResource.XA_OK, second.prepare(xid));
    resource.commit(xid, false);
    assertEquals("joined", outcome());

    var elsewhere = new LeaseMQConnectionFactory("jdbc:h2:mem:elsewhere" + COUNT.get());
    XAResource foreign = closing(elsewhere.createXAConnection()).createXASession().getXAResource();
    assertFalse(resource.isSameRM(foreign));
    assertFalse(resource.isSameRM(null));
  }

  /** App servers use XA connections without a transaction too: each operation stands for itself. */
  @Test
  void outsideABranchTheSessionActsAtOnce() throws Exception {
    receiveAndForward(session);
    assertEquals("from a", outcome());
    session.close();
    Message next = receive(plain.createConsumer(in));
    assertEquals("b", text(next));
  }

  @Test
  void aPreparedBranchIsRecovered() throws Exception {
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    receiveAndForward(session);
    resource.end(xid, TMSUCCESS);
    assertEquals(0, resource.recover(TMSTARTRSCAN | TMENDRSCAN).length);
    resource.prepare(xid);
    XAResource recovery = connection.createXASession().getXAResource();
    Xid[] found = recovery.recover(TMSTARTRSCAN);
    assertEquals(1, found.length);
    assertTrue(same(xid, found[0]));
    assertEquals(0, recovery.recover(TMENDRSCAN).length);
    recovery.commit(found[0], false);
    assertEquals("from a", outcome());
    assertEquals(0, recovery.recover(TMSTARTRSCAN | TMENDRSCAN).length);
  }

  @Test
  void aDuplicateWithinABranchIsSuppressed() throws Exception {
    Queue fifo = plain.createQueue("orders.fifo");
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    var producer = session.createProducer(fifo);
    for (String text : new String[] {"first", "again"}) {
      Message message = session.createTextMessage(text);
      message.setStringProperty("JMSXGroupID", "g");
      message.setStringProperty("JMS_SQS_DeduplicationId", "1");
      producer.send(message);
    }
    resource.end(xid, TMSUCCESS);
    resource.prepare(xid);
    resource.commit(xid, false);
    MessageConsumer consumer = plain.createConsumer(fifo);
    assertEquals("first", text(receive(consumer)));
    assertNull(consumer.receiveNoWait());
  }

  /** The close of the session leaves the result to the transaction manager (6.1.5). */
  @Test
  void aBranchOutlivesItsSessionAndConnection() throws Exception {
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    receiveAndForward(session);
    session.close();
    connection.close();
    resource.end(xid, TMSUCCESS);
    resource.prepare(xid);
    assertNull(outcome());
    resource.commit(xid, false);
    assertEquals("from a", outcome());
  }

  @Test
  void aBranchKeepsItsNodeOpen() throws Exception {
    var own = new LeaseMQConnectionFactory("jdbc:h2:mem:keeps" + COUNT.incrementAndGet());
    XAConnection last = own.createXAConnection();
    XASession work = last.createXASession();
    XAResource its = work.getXAResource();
    Xid xid = xid();
    its.start(xid, TMNOFLAGS);
    send(work, out, "x");
    last.close();
    its.end(xid, TMSUCCESS);
    its.prepare(xid);
    its.commit(xid, false);
    try (Connection later = own.createConnection()) {
      later.start();
      assertEquals("x", text(receive(later.createSession().createConsumer(out))));
    }
  }

  @Test
  void aBranchThatOutlivesItsTimeoutIsRolledBack() throws Exception {
    assertTrue(resource.setTransactionTimeout(1));
    assertEquals(1, resource.getTransactionTimeout());
    assertXa(XAER_INVAL, () -> resource.setTransactionTimeout(-1));
    Xid xid = xid();
    resource.start(xid, TMNOFLAGS);
    MessageConsumer consumer = session.createConsumer(in);
    receive(consumer);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThrows(TransactionRolledBackException.class, () -> send(session, out, "x")));
    assertThrows(TransactionRolledBackException.class, () -> consumer.receive(SOON));
    assertXa(XA_RBTIMEOUT, () -> resource.end(xid, TMSUCCESS));
    assertXa(XA_RBTIMEOUT, () -> resource.prepare(xid));
    assertXa(XAER_NOTA, () -> resource.rollback(xid));
    assertNull(outcome());
    assertEquals("a", text(receive(plain.createConsumer(in, "JMSDeliveryMode = 'PERSISTENT'"))));
  }

  @Test
  void aContextForXa() throws Exception {
    XAJMSContext context = closing(factory.createXAContext());
    assertTrue(context.getTransacted());
    assertThrows(jakarta.jms.TransactionInProgressRuntimeException.class, () -> context.commit());
    assertThrows(jakarta.jms.TransactionInProgressRuntimeException.class, () -> context.rollback());
    Xid xid = xid();
    context.getXAResource().start(xid, TMNOFLAGS);
    context.getContext().createProducer().send(out, "x");
    context.getXAResource().end(xid, TMSUCCESS);
    context.getXAResource().commit(xid, true);
    assertEquals("x", outcome());
  }
}
