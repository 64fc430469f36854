package org.leasemq.cuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.time.Duration;
import java.util.UUID;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.LeaseMQQueue;
import org.leasemq.store.SettableClock;
import org.leasemq.store.jdbc.JdbcStores;

/** A lease that nobody extends is over before the acknowledge: it is refused, and all with it. */
class LateAcknowledgeTest {

  private final SettableClock clock = new SettableClock();
  private final LeaseMQQueue in = new LeaseMQQueue("in");
  private final LeaseMQQueue out = new LeaseMQQueue("out");
  private Provider provider;
  private Connection connection;
  private XAConnection xaConnection;
  private Session plain;

  @BeforeEach
  void open() throws JMSException {
    in.setLeaseExtension(false);
    in.setVisibilityTimeout("1s");
    provider = Provider.start(JdbcStores.open("jdbc:h2:mem:" + UUID.randomUUID(), "late", clock));
    connection = provider.connect();
    connection.start();
    xaConnection = provider.connectXa();
    xaConnection.start();
    plain = connection.createSession();
    plain.createProducer(in).send(plain.createTextMessage("a"));
  }

  @AfterEach
  void close() throws JMSException {
    connection.close();
    xaConnection.close();
    provider.close();
  }

  private Message receive(Session session) throws JMSException {
    Message message = session.createConsumer(in).receive(10_000);
    assertEquals("a", ((TextMessage) message).getText());
    return message;
  }

  private void nothingOfItWasDone() throws JMSException {
    assertNull(plain.createConsumer(out).receiveNoWait());
    provider.node().runServices();
    Message again = receive(plain);
    assertTrue(again.getJMSRedelivered());
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
  }

  @Test
  void acknowledgeThrows() throws JMSException {
    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    Message message = receive(session);
    clock.advance(Duration.ofSeconds(2));
    JMSException e = assertThrows(JMSException.class, message::acknowledge);
    assertTrue(e.getMessage().contains("too late"), e::getMessage);
    session.close();
    nothingOfItWasDone();
  }

  @Test
  void acknowledgeThrowsAlsoWhenAnotherHasIt() throws JMSException {
    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    Message message = receive(session);
    clock.advance(Duration.ofSeconds(2));
    provider.node().runServices();
    receive(plain);
    JMSException e = assertThrows(JMSException.class, message::acknowledge);
    assertTrue(e.getMessage().contains("too late"), e::getMessage);
  }

  @Test
  void commitRollsBack() throws JMSException {
    Session session = connection.createSession(Session.SESSION_TRANSACTED);
    receive(session);
    session.createProducer(out).send(session.createTextMessage("b"));
    clock.advance(Duration.ofSeconds(2));
    assertThrows(TransactionRolledBackException.class, session::commit);
    session.close();
    nothingOfItWasDone();
  }

  @Test
  void prepareAnswersThatTheBranchHasTimedOut() throws Exception {
    branchTimesOut(false);
  }

  @Test
  void commitInOnePhaseAnswersTheSame() throws Exception {
    branchTimesOut(true);
  }

  private void branchTimesOut(boolean onePhase) throws JMSException, XAException {
    XASession session = xaConnection.createXASession();
    XAResource resource = session.getXAResource();
    Branch xid = new Branch("late");
    resource.start(xid, XAResource.TMNOFLAGS);
    assertNotNull(receive(session));
    session.createProducer(out).send(session.createTextMessage("b"));
    resource.end(xid, XAResource.TMSUCCESS);
    clock.advance(Duration.ofSeconds(2));
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
    assertEquals(XAException.XA_RBTIMEOUT, e.errorCode, e::getMessage);
    session.close();
    nothingOfItWasDone();
  }
}
