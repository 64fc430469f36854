package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections (Jakarta Messaging 3.1, 6.1). */
class ConnectionsTest extends SpecFixture {

  // 6.1.2 Client identifier

  @Test
  @Section("6.1.2")
  void theClientIdIsNullUntilItIsSet() throws JMSException {
    Connection connection = connect();
    String id = unique("client");
    assertNull(connection.getClientID());
    connection.setClientID(id);
    assertEquals(id, connection.getClientID());
  }

  @Test
  @Section("6.1.2")
  void theClientIdCannotBeChangedIfItIsConfigured() throws JMSException {
    String id = unique("client");
    try (Connection connection = PROVIDER.connectionsOf(id).createConnection()) {
      assertEquals(id, connection.getClientID());
      assertThrows(IllegalStateException.class, () -> connection.setClientID(unique("other")));
    }
  }

  @Test
  @Section("6.1.2")
  void theClientIdCannotBeSetTwice() throws JMSException {
    Connection connection = connect();
    connection.setClientID(unique("client"));
    assertThrows(IllegalStateException.class, () -> connection.setClientID(unique("other")));
  }

  @Test
  @Section("6.1.2")
  void theClientIdCannotBeSetAfterASessionWasMade() throws JMSException {
    Connection connection = connect();
    connection.createSession();
    assertThrows(IllegalStateException.class, () -> connection.setClientID(unique("late")));
  }

  @Test
  @Section("6.1.2")
  void theClientIdCannotBeSetAfterTheStart() throws JMSException {
    Connection connection = started();
    assertThrows(IllegalStateException.class, () -> connection.setClientID(unique("late")));
  }

  @Test
  @Section("6.1.2")
  void theClientIdCannotBeSetAfterTheStop() throws JMSException {
    Connection connection = connect();
    connection.stop();
    assertThrows(IllegalStateException.class, () -> connection.setClientID(unique("late")));
  }

  @Test
  @Section("6.1.2")
  void theClientIdCannotBeSetAfterTheExceptionListener() throws JMSException {
    Connection connection = connect();
    connection.setExceptionListener(e -> {});
    assertThrows(IllegalStateException.class, () -> connection.setClientID(unique("late")));
  }

  @Test
  @Section("6.1.2")
  void theClientIdOfAnOpenConnectionIsRefusedToAnother() throws JMSException {
    String id = unique("client");
    connect().setClientID(id);
    Connection second = connect();
    assertThrows(InvalidClientIDException.class, () -> second.setClientID(id));
  }

  @Test
  @Section("6.1.2")
  void theClientIdOfAFactoryIsRefusedWhileItIsInUse() throws JMSException {
    String id = unique("client");
    try (Connection first = PROVIDER.connectionsOf(id).createConnection()) {
      assertEquals(id, first.getClientID());
      assertThrows(JMSException.class, () -> PROVIDER.connectionsOf(id).createConnection());
    }
  }

  @Test
  @Section("6.1.2")
  void theClientIdIsFreeOnceItsConnectionIsClosed() throws JMSException {
    String id = unique("client");
    Connection first = connect();
    first.setClientID(id);
    first.close();
    Connection second = connect();
    second.setClientID(id);
    assertEquals(id, second.getClientID());
  }

  @ParameterizedTest
  @ValueSource(strings = {""})
  @Section("Connection.setClientID")
  void anEmptyClientIdIsInvalid(String id) throws JMSException {
    Connection connection = connect();
    assertThrows(InvalidClientIDException.class, () -> connection.setClientID(id));
    assertThrows(InvalidClientIDException.class, () -> connection.setClientID(null));
  }

  @Test
  @Section("6.1.2")
  void theClientIdOfAContextFollowsTheSameRules() {
    String id = unique("client");
    JMSContext context = context();
    context.setClientID(id);
    assertEquals(id, context.getClientID());
    assertThrows(IllegalStateRuntimeException.class, () -> context.setClientID(unique("other")));
    JMSContext second = context();
    assertThrows(InvalidClientIDRuntimeException.class, () -> second.setClientID(id));
    JMSContext used = context();
    used.createConsumer(queue(used));
    assertThrows(IllegalStateRuntimeException.class, () -> used.setClientID(unique("late")));
  }

  // 6.1.4 Starting, 6.1.5 pausing

  @Test
  @Section("6.1.4")
  void aNewConnectionDeliversNothingUntilItIsStarted() throws JMSException {
    Connection connection = connect();
    Session session = connection.createSession();
    Queue queue = queue(session);
    MessageConsumer consumer = session.createConsumer(queue);
    send(session, queue, "m");
    assertNothing(consumer);
    assertNull(consumer.receiveNoWait());
    connection.start();
    assertReceives(consumer, "m");
  }

  @Test
  @Section("6.1.4")
  void aListenerGetsNothingUntilTheConnectionIsStarted() throws Exception {
    Connection connection = connect();
    Session session = connection.createSession();
    Queue queue = queue(session);
    send(session, queue, "m");
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    session.createConsumer(queue).setMessageListener(received::add);
    assertNull(received.poll(WHILE, TimeUnit.MILLISECONDS));
    connection.start();
    assertEquals("m", text(next(received)));
  }

  @Test
  @Section("6.1.5")
  void aStoppedConnectionSendsAndDoesNotReceive() throws JMSException {
    Connection connection = started();
    Session session = connection.createSession();
    Queue queue = queue(session);
    MessageConsumer consumer = session.createConsumer(queue);
    connection.stop();
    send(session, queue, "m");
    assertNothing(consumer);
    connection.start();
    assertReceives(consumer, "m");
  }

  @Test
  @Section("6.1.5")
  void startAndStopCanBeRepeated() throws JMSException {
    Connection connection = connect();
    connection.stop();
    connection.start();
    connection.start();
    Session session = connection.createSession();
    Queue queue = queue(session);
    send(session, queue, "m");
    assertReceives(session.createConsumer(queue), "m");
    connection.stop();
    connection.stop();
  }

  @Test
  @Section("6.1.5")
  void stopWaitsForAListenerWhichHasTheFullServicesMeanwhile() throws Exception {
    Connection connection = started();
    Session session = connection.createSession();
    Queue queue = queue(session);
    Queue answers = queue(session);
    CountDownLatch inListener = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean answered = new AtomicBoolean();
    MessageProducer producer = session.createProducer(answers);
    session
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              inListener.countDown();
              assertDoesNotThrow(() -> goOn.await(SOON, TimeUnit.MILLISECONDS));
              assertDoesNotThrow(() -> producer.send(session.createTextMessage("answer")));
              answered.set(true);
            });
    send(session(), queue, "m");
    assertTrue(inListener.await(SOON, TimeUnit.MILLISECONDS));
    AtomicBoolean answeredAtStop = new AtomicBoolean();
    Thread stopping =
        new Thread(
            () -> {
              assertDoesNotThrow(connection::stop);
              answeredAtStop.set(answered.get());
            });
    stopping.start();
    awaitWaiting(stopping);
    goOn.countDown();
    join(stopping);
    assertTrue(answeredAtStop.get(), "stop returned before the listener");
    assertReceives(session().createConsumer(answers), "answer");
  }

  @Test
  @Section("6.1.5")
  void aReceiveTimesOutWhileTheConnectionIsStopped() throws JMSException {
    Connection connection = connect();
    Session session = connection.createSession();
    Queue queue = queue(session);
    send(session, queue, "m");
    assertNull(session.createConsumer(queue).receive(1));
  }

  @Test
  @Section("6.1.5")
  void aReceiveThatWaitsGoesOnAfterTheStart() throws Exception {
    Connection connection = connect();
    Session session = connection.createSession();
    Queue queue = queue(session);
    send(session, queue, "m");
    MessageConsumer consumer = session.createConsumer(queue);
    AtomicReference<Message> received = new AtomicReference<>();
    Thread receiving =
        new Thread(() -> received.set(assertDoesNotThrow(() -> consumer.receive(SOON))));
    receiving.start();
    awaitWaiting(receiving);
    connection.start();
    join(receiving);
    assertEquals("m", text(received.get()));
  }

  // 6.1.6 Meta data

  @Test
  @Section("6.1.6")
  void theMetaDataTellTheVersions() throws JMSException {
    ConnectionMetaData data = connect().getMetaData();
    assertEquals("3.1", data.getJMSVersion());
    assertEquals(3, data.getJMSMajorVersion());
    assertEquals(1, data.getJMSMinorVersion());
    assertNotNull(data.getJMSProviderName());
    assertTrue(
        data.getProviderVersion()
            .startsWith(data.getProviderMajorVersion() + "." + data.getProviderMinorVersion()),
        data.getProviderVersion());
    assertTrue(data.getJMSXPropertyNames().hasMoreElements());
  }

  // 6.1.7 Exception listener

  @Test
  @Section("6.1.7")
  void theExceptionListenerIsTheOneThatWasSet() throws JMSException {
    Connection connection = connect();
    assertNull(connection.getExceptionListener());
    ExceptionListener listener = e -> {};
    connection.setExceptionListener(listener);
    assertSame(listener, connection.getExceptionListener());
    connection.setExceptionListener(null);
    assertNull(connection.getExceptionListener());
  }

  // 6.1.8 Closing

  @Test
  @Section("6.1.8")
  void closingAClosedConnectionDoesNothing() throws JMSException {
    Connection connection = connect();
    connection.close();
    connection.close();
  }

  @Test
  @Section("6.1.8")
  void aClosedConnectionRefusesEverythingElse() throws JMSException {
    Connection connection = connect();
    Session session = connection.createSession();
    Queue queue = queue(session);
    connection.close();
    assertThrows(IllegalStateException.class, connection::createSession);
    assertThrows(IllegalStateException.class, () -> connection.createSession(1));
    assertThrows(IllegalStateException.class, () -> connection.createSession(false, 1));
    assertThrows(IllegalStateException.class, connection::getClientID);
    assertThrows(IllegalStateException.class, () -> connection.setClientID("c"));
    assertThrows(IllegalStateException.class, connection::getMetaData);
    assertThrows(IllegalStateException.class, connection::getExceptionListener);
    assertThrows(IllegalStateException.class, () -> connection.setExceptionListener(e -> {}));
    assertThrows(IllegalStateException.class, connection::start);
    assertThrows(IllegalStateException.class, connection::stop);
    assertThrows(
        IllegalStateException.class,
        () -> connection.createConnectionConsumer(queue, null, () -> null, 1));
  }

  @Test
  @Section("6.1.8")
  void closeClosesSessionsProducersAndConsumers() throws JMSException {
    Connection connection = connect();
    Session session = connection.createSession();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    MessageConsumer consumer = session.createConsumer(queue);
    Message message = session.createMessage();
    connection.close();
    assertThrows(IllegalStateException.class, session::createMessage);
    assertThrows(IllegalStateException.class, () -> producer.send(message));
    assertThrows(IllegalStateException.class, consumer::receiveNoWait);
    session.close();
    producer.close();
    consumer.close();
  }

  @Test
  @Section("6.1.8")
  void closeEndsAReceiveThatWaits() throws Exception {
    Connection connection = started();
    Session session = connection.createSession();
    MessageConsumer consumer = session.createConsumer(queue(session));
    AtomicReference<Object> received = new AtomicReference<>("nothing yet");
    Thread receiving = new Thread(() -> received.set(assertDoesNotThrow(() -> consumer.receive())));
    receiving.start();
    awaitWaiting(receiving);
    connection.close();
    join(receiving);
    assertNull(received.get());
  }

  @Test
  @Section("6.1.8")
  void closeWaitsForAListener() throws Exception {
    Connection connection = started();
    Session session = connection.createSession();
    Queue queue = queue(session);
    CountDownLatch inListener = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    session
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              inListener.countDown();
              assertDoesNotThrow(() -> goOn.await(SOON, TimeUnit.MILLISECONDS));
              done.set(true);
            });
    send(session(), queue, "m");
    assertTrue(inListener.await(SOON, TimeUnit.MILLISECONDS));
    AtomicBoolean doneAtClose = new AtomicBoolean();
    Thread closer =
        new Thread(
            () -> {
              assertDoesNotThrow(connection::close);
              doneAtClose.set(done.get());
            });
    closer.start();
    awaitWaiting(closer);
    goOn.countDown();
    join(closer);
    assertTrue(doneAtClose.get(), "close returned before the listener");
    assertNothing(session().createConsumer(queue));
  }

  @Test
  @Section("6.1.8")
  void closeRollsATransactionBack() throws JMSException {
    Connection connection = started();
    Session session = connection.createSession(Session.SESSION_TRANSACTED);
    Queue in = queue(session);
    Queue out = queue(session);
    send(session(), in, "in");
    assertReceives(session.createConsumer(in), "in");
    send(session, out, "out");
    connection.close();
    Session other = session();
    assertNothing(other.createConsumer(out));
    Message again = next(other.createConsumer(in));
    assertEquals("in", text(again));
    assertTrue(again.getJMSRedelivered());
  }

  @Test
  @Section("6.1.8")
  void closeDoesNotAcknowledgeForAClient() throws JMSException {
    Connection connection = started();
    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    Queue queue = queue(session);
    send(session, queue, "m");
    Message message = next(session.createConsumer(queue));
    connection.close();
    assertThrows(IllegalStateException.class, message::acknowledge);
    assertReceives(session().createConsumer(queue), "m");
  }

  @Test
  @Section("6.1.8")
  void messagesOutliveTheirConnection() throws JMSException {
    Connection connection = started();
    Session session = connection.createSession();
    Queue queue = queue(session);
    send(session, queue, "m");
    Message received = next(session.createConsumer(queue));
    Message made = session.createTextMessage("made");
    connection.close();
    assertEquals("m", text(received));
    assertFalse(received.getJMSRedelivered());
    made.setIntProperty("p", 1);
    assertEquals("made", text(passed(made)));
  }

  // createSession

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, 99, 1000})
  @Section("Connection.createSession")
  void anUnknownSessionModeIsRefused(int mode) throws JMSException {
    Connection connection = connect();
    assertThrows(JMSException.class, () -> connection.createSession(mode));
    assertThrows(JMSException.class, () -> connection.createSession(false, mode));
  }

  @Test
  @Section("Connection.createSession")
  void aTransactedSessionIgnoresTheAcknowledgeMode() throws JMSException {
    Connection connection = connect();
    for (int mode : new int[] {-5, Session.SESSION_TRANSACTED, Session.CLIENT_ACKNOWLEDGE}) {
      Session session = connection.createSession(true, mode);
      assertTrue(session.getTransacted());
      assertEquals(Session.SESSION_TRANSACTED, session.getAcknowledgeMode());
    }
  }

  @Test
  @Section("Connection.createSession")
  void theModeIsWhatWasAskedFor() throws JMSException {
    Connection connection = connect();
    assertEquals(Session.AUTO_ACKNOWLEDGE, connection.createSession().getAcknowledgeMode());
    for (int mode = 1; mode <= 3; mode++) {
      assertEquals(mode, connection.createSession(mode).getAcknowledgeMode());
      assertEquals(mode, connection.createSession(false, mode).getAcknowledgeMode());
      assertFalse(connection.createSession(mode).getTransacted());
    }
    assertTrue(connection.createSession(Session.SESSION_TRANSACTED).getTransacted());
  }
}
