package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Jakarta Messaging 3.1, 6.1 and 6.2: start, stop, close and client ids across threads. */
class LifecycleTest extends JmsFixture {

  private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

  private static Queue sendOne(Connection connection) throws JMSException {
    try (Session session = connection.createSession()) {
      Queue queue = session.createQueue("orders");
      send(session, queue, "a");
      return queue;
    }
  }

  private Thread receiving(MessageConsumer consumer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Object message = consumer.receive();
                seen.add(message == null ? "null" : message);
              } catch (JMSException e) {
                seen.add(e);
              }
            });
    thread.start();
    return thread;
  }

  /** 6.1.3: a new connection delivers nothing, and its receive timers go on. */
  @Test
  void aConnectionIsMadeStopped() throws Exception {
    Connection connection = connect();
    Queue queue = sendOne(connection);
    MessageConsumer consumer = connection.createSession().createConsumer(queue);
    assertNull(consumer.receive(20));
    assertNull(consumer.receiveNoWait());
    connection.start();
    assertEquals("a", text(consumer.receiveNoWait()));
  }

  @Test
  void aReceiveThatWaitsWhileStoppedGoesOnWithTheStart() throws Exception {
    Connection connection = started();
    Session session = connection.createSession();
    MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
    Thread receiver = receiving(consumer);
    awaitWaiting(receiver);
    connection.stop();
    sendOne(connection);
    assertNull(seen.poll(50, TimeUnit.MILLISECONDS));
    connection.start();
    assertEquals("a", text((jakarta.jms.Message) next(seen)));
    join(receiver);
  }

  @Test
  void stopAndStartMayBeRepeated() throws Exception {
    Connection connection = connect();
    connection.stop();
    connection.start();
    connection.start();
    Queue queue = sendOne(connection);
    assertEquals("a", text(receive(connection.createSession().createConsumer(queue))));
    connection.stop();
    connection.stop();
  }

  /** 8.8 and MessageConsumer.close: a blocked receive returns null. */
  @Test
  void aBlockedReceiveEndsWhateverIsClosed() throws Exception {
    for (int what = 0; what < 3; what++) {
      Connection connection = started();
      Session session = connection.createSession();
      MessageConsumer consumer = session.createConsumer(session.createQueue("empty"));
      Thread receiver = receiving(consumer);
      awaitWaiting(receiver);
      List.<AutoCloseable>of(consumer, session, connection).get(what).close();
      assertEquals("null", next(seen));
      join(receiver);
    }
  }

  @Test
  void aReceiveBlockedOnAStoppedConnectionEndsWithItsClose() throws Exception {
    Connection connection = connect();
    Session session = connection.createSession();
    Thread receiver = receiving(session.createConsumer(session.createQueue("empty")));
    awaitWaiting(receiver);
    connection.close();
    assertEquals("null", next(seen));
  }

  @Test
  void anInterruptedReceiveThrowsAndLosesNothing() throws Exception {
    Connection connection = started();
    Session session = connection.createSession();
    Queue queue = session.createQueue("orders");
    MessageConsumer consumer = session.createConsumer(queue);
    Thread receiver = receiving(consumer);
    awaitWaiting(receiver);
    receiver.interrupt();
    assertEquals(JMSException.class, next(seen).getClass());
    join(receiver);
    sendOne(connection);
    assertEquals("a", text(receive(consumer)));
  }

  @Test
  void anInterruptedThreadStillSends() throws Exception {
    Connection connection = started();
    Thread.currentThread().interrupt();
    Queue queue = sendOne(connection);
    assertTrue(Thread.interrupted(), "the flag is the application's");
    assertEquals("a", text(receive(connection.createSession().createConsumer(queue))));
  }

  @Test
  void closingTwiceIsFine() throws Exception {
    Connection connection = connect();
    Session session = connection.createSession();
    Queue queue = session.createQueue("orders");
    List<AutoCloseable> all =
        List.of(
            session.createProducer(queue),
            session.createConsumer(queue),
            session.createBrowser(queue),
            session,
            connection);
    for (AutoCloseable each : all) {
      each.close();
      each.close();
    }
  }

  @Test
  void closedObjectsRefuseEverything() throws Exception {
    Connection connection = connect();
    Session session = connection.createSession();
    Queue queue = session.createQueue("orders");
    MessageProducer producer = session.createProducer(queue);
    MessageConsumer consumer = session.createConsumer(queue);
    QueueBrowser browser = session.createBrowser(queue);
    connection.close();
    Stream.<Executable>of(
            connection::createSession,
            connection::getClientID,
            connection::getMetaData,
            connection::getExceptionListener,
            connection::start,
            connection::stop,
            () -> connection.setClientID("x"),
            () -> connection.setExceptionListener(null),
            () -> connection.createConnectionConsumer(queue, null, null, 1),
            session::createMessage,
            session::createTextMessage,
            session::createObjectMessage,
            session::getTransacted,
            session::getAcknowledgeMode,
            session::commit,
            session::rollback,
            session::recover,
            session::getMessageListener,
            session::createTemporaryQueue,
            session::createTemporaryTopic,
            () -> session.createQueue("x"),
            () -> session.createTopic("x"),
            () -> session.createProducer(queue),
            () -> session.createConsumer(queue),
            () -> session.createBrowser(queue),
            () -> session.unsubscribe("x"),
            producer::getDestination,
            producer::getPriority,
            () -> producer.setPriority(1),
            () -> producer.send(null),
            consumer::receive,
            consumer::receiveNoWait,
            () -> consumer.receive(1),
            consumer::getMessageSelector,
            consumer::getMessageListener,
            () -> consumer.setMessageListener(null),
            browser::getEnumeration,
            browser::getQueue,
            browser::getMessageSelector)
        .forEach(call -> assertThrows(IllegalStateException.class, call));
  }

  @Test
  void aClosedProducerOrConsumerDoesNotDisturbItsSession() throws Exception {
    Connection connection = started();
    Session session = connection.createSession();
    Queue queue = session.createQueue("orders");
    session.createConsumer(queue).close();
    session.createProducer(queue).close();
    sendOne(connection);
    assertEquals("a", text(receive(session.createConsumer(queue))));
  }

  /** 6.1.2. */
  @Test
  void theClientIdComesFirstOnceAndIsUnique() throws Exception {
    Connection first = connect();
    first.setClientID("me");
    assertEquals("me", first.getClientID());
    assertThrows(IllegalStateException.class, () -> first.setClientID("again"));
    Connection second = connect();
    assertNull(second.getClientID());
    assertThrows(InvalidClientIDException.class, () -> second.setClientID("me"));
    assertThrows(InvalidClientIDException.class, () -> second.setClientID(""));
    assertThrows(InvalidClientIDException.class, () -> second.setClientID(null));
    first.close();
    second.setClientID("me");
  }

  @Test
  void aClientIdAfterAnyOtherUseIsTooLate() throws Exception {
    Connection sessions = connect();
    sessions.createSession();
    assertThrows(IllegalStateException.class, () -> sessions.setClientID("me"));
    Connection starts = connect();
    starts.start();
    assertThrows(IllegalStateException.class, () -> starts.setClientID("me"));
    Connection listens = connect();
    listens.setExceptionListener(problem -> {});
    assertThrows(IllegalStateException.class, () -> listens.setClientID("me"));
  }

  @Test
  void anAdministeredClientIdStands() throws Exception {
    factory.setClientId("administered");
    Connection connection = connect();
    assertEquals("administered", connection.getClientID());
    assertThrows(IllegalStateException.class, () -> connection.setClientID("mine"));
    assertThrows(InvalidClientIDException.class, factory::createConnection);
    connection.close();
    assertEquals("administered", connect().getClientID());
  }

  /** 6.1.6. */
  @Test
  void theMetaDataNameTheSpecification() throws Exception {
    ConnectionMetaData data = connect().getMetaData();
    assertEquals("3.1", data.getJMSVersion());
    assertEquals(3, data.getJMSMajorVersion());
    assertEquals(1, data.getJMSMinorVersion());
    assertEquals("LeaseMQ", data.getJMSProviderName());
    assertNotNull(data.getProviderVersion());
    @SuppressWarnings("unchecked")
    List<String> names = Collections.list(data.getJMSXPropertyNames());
    assertTrue(names.containsAll(List.of("JMSXDeliveryCount", "JMSXGroupID", "JMSXGroupSeq")));
  }

  @Test
  void theExceptionListenerIsKept() throws Exception {
    Connection connection = connect();
    assertNull(connection.getExceptionListener());
    ExceptionListener listener = problem -> {};
    connection.setExceptionListener(listener);
    assertEquals(listener, connection.getExceptionListener());
  }

  @Test
  void sessionsCloseWhileOthersWork() throws Exception {
    Connection connection = started();
    Queue queue = sendOne(connection);
    Session one = connection.createSession();
    Session two = connection.createSession();
    MessageConsumer waiting = two.createConsumer(one.createQueue("other"));
    Thread receiver = receiving(waiting);
    awaitWaiting(receiver);
    assertEquals("a", text(receive(one.createConsumer(queue))));
    one.close();
    try (Session sender = connection.createSession()) {
      send(sender, sender.createQueue("other"), "b");
    }
    assertEquals("b", text((jakarta.jms.Message) next(seen)));
  }
}
