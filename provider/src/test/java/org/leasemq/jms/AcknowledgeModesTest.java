package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, 6.2.10 and 6.2.11. */
class AcknowledgeModesTest extends JmsFixture {

  private Connection connection;
  private Queue queue;

  @BeforeEach
  void open() throws JMSException {
    connection = started();
    try (Session session = connection.createSession()) {
      queue = session.createQueue("orders");
      send(session, queue, "a", "b", "c");
    }
  }

  private Message nextFromAnother() throws JMSException {
    try (Session session = connection.createSession()) {
      return session.createConsumer(queue).receiveNoWait();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
  void whatTheSessionAcknowledgedDoesNotComeBack(int mode) throws JMSException {
    try (Session session = connection.createSession(mode)) {
      assertEquals(mode, session.getAcknowledgeMode());
      MessageConsumer consumer = session.createConsumer(queue);
      assertEquals("a", text(receive(consumer)));
      assertEquals("b", text(receive(consumer)));
    }
    Message rest = nextFromAnother();
    assertEquals("c", text(rest));
    assertFalse(rest.getJMSRedelivered());
    assertNull(nextFromAnother());
  }

  @Test
  void whatTheClientDidNotAcknowledgeComesBackMarked() throws JMSException {
    try (Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
      MessageConsumer consumer = session.createConsumer(queue);
      receive(consumer);
      receive(consumer).acknowledge();
      assertEquals("c", text(receive(consumer)));
    }
    Message again = nextFromAnother();
    assertEquals("c", text(again));
    assertTrue(again.getJMSRedelivered());
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
    assertNull(nextFromAnother());
  }

  @Test
  void oneAcknowledgeIsForAllThatTheSessionConsumed() throws JMSException {
    try (Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
      MessageConsumer consumer = session.createConsumer(queue);
      Message first = receive(consumer);
      receive(consumer);
      receive(consumer);
      first.acknowledge();
    }
    assertNull(nextFromAnother());
  }

  @Test
  void aCloseOfTheConsumerDoesNotHinderItsAcknowledge() throws JMSException {
    try (Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
      MessageConsumer consumer = session.createConsumer(queue);
      Message first = receive(consumer);
      consumer.close();
      first.acknowledge();
    }
    assertEquals("b", text(nextFromAnother()));
  }

  @Test
  void mode100AcknowledgesOneMessageAlone() throws JMSException {
    try (Session session = connection.createSession(SessionModes.INDIVIDUAL_ACKNOWLEDGE)) {
      assertEquals(100, session.getAcknowledgeMode());
      MessageConsumer consumer = session.createConsumer(queue);
      receive(consumer);
      receive(consumer).acknowledge();
      receive(consumer);
    }
    assertEquals("a", text(nextFromAnother()));
    assertEquals("c", text(nextFromAnother()));
    assertNull(nextFromAnother());
  }

  /** 6.2.11: from the first unacknowledged on, and from this session. */
  @Test
  void recoverBeginsWithTheFirstUnacknowledged() throws JMSException {
    try (Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
      MessageConsumer consumer = session.createConsumer(queue);
      receive(consumer).acknowledge();
      receive(consumer);
      session.recover();
      assertNull(
          connection
              .createSession(SessionModes.INDIVIDUAL_ACKNOWLEDGE)
              .createConsumer(queue, "JMSType = 'none'")
              .receiveNoWait());
      Message second = receive(consumer);
      assertEquals("b", text(second));
      assertTrue(second.getJMSRedelivered());
      assertEquals(2, second.getIntProperty("JMSXDeliveryCount"));
      Message third = receive(consumer);
      assertEquals("c", text(third));
      assertFalse(third.getJMSRedelivered());
      third.acknowledge();
    }
    assertNull(nextFromAnother());
  }

  /** The default back-off has one redelivery at once; then the message waits, others do not. */
  @Test
  void aSecondRecoverGivesTheMessageBackForLater() throws JMSException {
    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = session.createConsumer(queue);
    receive(consumer);
    session.recover();
    receive(consumer);
    session.recover();
    assertEquals("b", text(receive(consumer)));
    assertEquals("c", text(receive(consumer)));
    Message third = receive(consumer);
    assertEquals("a", text(third));
    assertEquals(3, third.getIntProperty("JMSXDeliveryCount"));
    third.acknowledge();
  }

  @Test
  void whatARecoveredConsumerWasToGetGoesBackOnItsClose() throws JMSException {
    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = session.createConsumer(queue);
    receive(consumer);
    session.recover();
    consumer.close();
    Message again = receive(session.createConsumer(queue));
    assertEquals("a", text(again));
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
  }

  @Test
  void recoverIsNotForTransactedSessions() throws JMSException {
    Session session = connection.createSession(Session.SESSION_TRANSACTED);
    assertThrows(IllegalStateException.class, session::recover);
  }

  @Test
  void acknowledgeIsIgnoredWhereTheSessionDoesIt() throws JMSException {
    Session session = connection.createSession();
    Message message = receive(session.createConsumer(queue));
    message.acknowledge();
    message.acknowledge();
    assertEquals("b", text(nextFromAnother()));
  }

  /** 6.1.5: illegal once the session is closed. */
  @Test
  void acknowledgeOfAClosedSessionIsRefused() throws JMSException {
    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    Message message = receive(session.createConsumer(queue));
    session.close();
    assertThrows(IllegalStateException.class, message::acknowledge);
  }

  @Test
  void thereAreNoOtherModes() {
    assertThrows(JMSException.class, () -> connection.createSession(17));
    assertThrows(JMSException.class, () -> connection.createSession(false, 0));
    assertThrows(JMSException.class, () -> connection.createSession(false, -1));
  }

  @Test
  void aMessageThatFailsTooOftenBecomesADeadLetter() throws JMSException {
    var configured = new org.leasemq.LeaseMQQueue("poison");
    configured.setMaxReceiveCount(2);
    configured.setDeadLetterQueue("graveyard");
    configured.setBackOffInitial("0s");
    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    send(session, configured, "bad");
    MessageConsumer consumer = session.createConsumer(configured);
    receive(consumer);
    session.recover();
    receive(consumer);
    session.recover();
    Message dead = receive(session.createConsumer(session.createQueue("graveyard")));
    assertEquals("bad", text(dead));
    assertEquals("poison", dead.getStringProperty("JMS_LEASEMQ_SOURCE_QUEUE"));
    assertEquals(2, dead.getIntProperty("JMS_LEASEMQ_SOURCE_DELIVERY_COUNT"));
    assertTrue(dead.propertyExists("JMS_LEASEMQ_DEAD_LETTER_REASON"));
    assertEquals(1, dead.getIntProperty("JMSXDeliveryCount"));
    assertNull(consumer.receiveNoWait());
  }
}
