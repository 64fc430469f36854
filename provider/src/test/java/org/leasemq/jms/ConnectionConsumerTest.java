package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.XASession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.LeaseMQQueue;

/** Jakarta Messaging 3.1, 11.2: concurrent processing of messages by an application server. */
class ConnectionConsumerTest extends JmsFixture {

  private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
  private final TestServerSessions pool = closing(new TestServerSessions());
  private Connection connection;
  private Session other;
  private Queue queue;

  @BeforeEach
  void open() throws JMSException {
    connection = connect();
    other = started().createSession();
    LeaseMQQueue administered = new LeaseMQQueue("orders");
    administered.setBackOffInitial("0s");
    queue = administered;
  }

  private void collect(Message message) {
    try {
      seen.add(text(message) + message.getIntProperty("JMSXDeliveryCount"));
    } catch (JMSException e) {
      seen.add(e);
    }
  }

  private Session collecting(int mode) throws JMSException {
    Session session = connection.createSession(mode);
    pool.add(session, this::collect);
    return session;
  }

  private ConnectionConsumer consume(int maxMessages) throws JMSException {
    return connection.createConnectionConsumer(queue, null, pool, maxMessages);
  }

  @Test
  void messagesReachTheListenersOfTheSessionsOfThePool() throws Exception {
    collecting(Session.AUTO_ACKNOWLEDGE);
    ConnectionConsumer consumer = consume(1);
    assertSame(pool, consumer.getServerSessionPool());
    connection.start();
    send(other, queue, "a", "b");
    assertEquals("a1", next(seen));
    assertEquals("b1", next(seen));
    connection.close();
    assertNull(other.createConsumer(queue).receiveNoWait());
  }

  @Test
  void nothingIsDeliveredWhileTheConnectionIsStopped() throws Exception {
    collecting(Session.AUTO_ACKNOWLEDGE);
    consume(10);
    send(other, queue, "a");
    assertNull(seen.poll(50, TimeUnit.MILLISECONDS));
    connection.start();
    assertEquals("a1", next(seen));
    connection.stop();
    send(other, queue, "b");
    assertNull(seen.poll(50, TimeUnit.MILLISECONDS));
    connection.start();
    assertEquals("b1", next(seen));
  }

  /** 6.1.4: stop waits for listeners; what the session is loaded with besides goes back. */
  @Test
  void stopWaitsForTheListenerAndKeepsTheRestForLater() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    pool.add(
        connection.createSession(),
        message -> {
          collect(message);
          await(go);
          seen.add("done");
        });
    send(other, queue, "a", "b", "c");
    consume(10);
    connection.start();
    assertEquals("a1", next(seen));
    Thread stopper =
        new Thread(
            () -> {
              Unchecked.run(connection::stop);
              seen.add("stopped");
            });
    stopper.start();
    awaitWaiting(stopper);
    go.countDown();
    assertEquals("done", next(seen));
    assertEquals("stopped", next(seen));
    MessageConsumer elsewhere = other.createConsumer(queue);
    assertEquals("b", receive(elsewhere).getText());
    assertFalse(receive(elsewhere).getJMSRedelivered());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLoadHasAtMostSoManyMessages() throws Exception {
    List<Integer> loads = new ArrayList<>();
    AtomicInteger inLoad = new AtomicInteger();
    pool.add(
        connection.createSession(),
        message -> {
          inLoad.incrementAndGet();
          collect(message);
        });
    pool.around(
        session -> {
          session.run();
          loads.add(inLoad.getAndSet(0));
          seen.add("run");
        });
    send(other, queue, "a", "b", "c", "d", "e");
    connection.start();
    consume(2);
    List<Object> order = new ArrayList<>();
    while (order.stream().filter(each -> each.equals("run")).count() < 3) {
      order.add(next(seen));
    }
    assertEquals(List.of(2, 2, 1), loads);
    order.removeIf(each -> each.equals("run"));
    assertEquals(List.of("a1", "b1", "c1", "d1", "e1"), order);
  }

  @Test
  void onlySelectedMessagesAreConsumed() throws Exception {
    collecting(Session.AUTO_ACKNOWLEDGE);
    connection.start();
    connection.createConnectionConsumer(queue, "colour = 'red'", pool, 1);
    for (String colour : List.of("blue", "red")) {
      TextMessage message = other.createTextMessage(colour);
      message.setStringProperty("colour", colour);
      other.createProducer(queue).send(message);
    }
    assertEquals("red1", next(seen));
    assertEquals("blue", receive(other.createConsumer(queue)).getText());
  }

  /** Whatever sessions the pool gives: one message of a group at a time, and in order. */
  @Test
  void theGroupsOfAFifoQueueStayInOrderAcrossSessions() throws Exception {
    Queue fifo = other.createQueue("orders.fifo");
    Map<String, Thread> busy = new ConcurrentHashMap<>();
    AtomicBoolean failed = new AtomicBoolean();
    for (int i = 0; i < 4; i++) {
      pool.add(
          connection.createSession(),
          message ->
              Unchecked.run(
                  () -> {
                    String group = message.getStringProperty("JMSXGroupID");
                    if (busy.putIfAbsent(group, Thread.currentThread()) != null) {
                      seen.add("two of " + group + " at a time");
                    }
                    try {
                      if (text(message).equals("g17") && !failed.getAndSet(true)) {
                        throw new UnsupportedOperationException("on purpose");
                      }
                      seen.add(text(message));
                    } finally {
                      busy.remove(group);
                    }
                  }));
    }
    var producer = other.createProducer(fifo);
    for (int i = 0; i < 30; i++) {
      for (String group : List.of("g1", "h1", "i1")) {
        TextMessage message = other.createTextMessage(group.charAt(0) + "1" + i);
        message.setStringProperty("JMSXGroupID", group);
        message.setStringProperty("JMS_SQS_DeduplicationId", text(message));
        producer.send(message);
      }
    }
    connection.start();
    connection.createConnectionConsumer(fifo, null, pool, 5);
    Map<Character, List<String>> byGroup = new HashMap<>();
    for (int i = 0; i < 90; i++) {
      String text = (String) next(seen);
      byGroup.computeIfAbsent(text.charAt(0), each -> new ArrayList<>()).add(text);
    }
    for (char group : new char[] {'g', 'h', 'i'}) {
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        expected.add(group + "1" + i);
      }
      assertEquals(expected, byGroup.get(group));
    }
  }

  @Test
  void aListenerThatThrowsGetsTheMessageAgainUntilItIsADeadLetter() throws Exception {
    LeaseMQQueue poisoned = new LeaseMQQueue("poisoned");
    poisoned.setBackOffInitial("0s");
    poisoned.setMaxReceiveCount(3);
    pool.add(
        connection.createSession(),
        message -> {
          collect(message);
          throw new UnsupportedOperationException("on purpose");
        });
    connection.start();
    connection.createConnectionConsumer(poisoned, null, pool, 1);
    send(other, poisoned, "a");
    assertEquals("a1", next(seen));
    assertEquals("a2", next(seen));
    assertEquals("a3", next(seen));
    TextMessage dead = receive(other.createConsumer(other.createQueue("DLQ")));
    assertEquals("a", dead.getText());
    assertTrue(dead.getStringProperty("JMS_LEASEMQ_DEAD_LETTER_REASON").contains("on purpose"));
  }

  @Test
  void aTransactedSessionIsCommittedByItsListener() throws Exception {
    Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
    pool.add(
        transacted,
        message ->
            Unchecked.run(
                () -> {
                  collect(message);
                  if (message.getJMSRedelivered()) {
                    transacted.commit();
                  } else {
                    transacted.rollback();
                  }
                }));
    connection.start();
    consume(1);
    send(other, queue, "a");
    assertEquals("a1", next(seen));
    assertEquals("a2", next(seen));
    connection.close();
    assertNull(other.createConsumer(queue).receiveNoWait());
  }

  @Test
  void recoverInAListenerRedeliversInTheSameRun() throws Exception {
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    pool.add(
        client,
        message ->
            Unchecked.run(
                () -> {
                  collect(message);
                  if (text(message).equals("b") && !message.getJMSRedelivered()) {
                    client.recover();
                  } else if (message.getJMSRedelivered()) {
                    message.acknowledge();
                  }
                }));
    send(other, queue, "a", "b", "c");
    connection.start();
    consume(3);
    for (String expected : List.of("a1", "b1", "a2", "b2", "c1")) {
      assertEquals(expected, next(seen));
    }
  }

  @Test
  void whatIsRecoveredAfterTheRunComesBackThroughThePool() throws Exception {
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    pool.add(client, this::collect);
    AtomicInteger runs = new AtomicInteger();
    pool.around(
        session -> {
          session.run();
          if (runs.incrementAndGet() == 1) {
            session.recover();
          }
        });
    connection.start();
    consume(1);
    send(other, queue, "a");
    assertEquals("a1", next(seen));
    assertEquals("a2", next(seen));
  }

  @Test
  void aRunTakesPartInTheBranchOfATransactionManager() throws Exception {
    var xa = closing(factory.createXAConnection());
    XASession session = xa.createXASession();
    pool.add(session.getSession(), this::collect);
    AtomicInteger runs = new AtomicInteger();
    pool.around(
        each -> {
          XAResource resource = session.getXAResource();
          XaTestXid branch = new XaTestXid();
          resource.start(branch, XAResource.TMNOFLAGS);
          each.run();
          resource.end(branch, XAResource.TMSUCCESS);
          if (runs.incrementAndGet() == 1) {
            resource.rollback(branch);
          } else {
            resource.prepare(branch);
            resource.commit(branch, false);
            seen.add("committed");
          }
        });
    xa.start();
    xa.createConnectionConsumer(queue, null, pool, 10);
    send(other, queue, "a");
    assertEquals("a1", next(seen));
    assertEquals("a2", next(seen));
    assertEquals("committed", next(seen));
    xa.close();
    assertNull(other.createConsumer(queue).receiveNoWait());
  }

  /** A pool that fails now and then. */
  private record Failing(ServerSessionPool pool, AtomicInteger asked, boolean inStart)
      implements ServerSessionPool {

    @Override
    public ServerSession getServerSession() throws JMSException {
      boolean first = asked.incrementAndGet() == 1;
      if (first && !inStart) {
        throw new JMSException("no session now");
      }
      ServerSession given = pool.getServerSession();
      if (!first) {
        return given;
      }
      return new ServerSession() {
        @Override
        public Session getSession() throws JMSException {
          return given.getSession();
        }

        @Override
        public void start() throws JMSException {
          throw new JMSException("no thread now");
        }
      };
    }
  }

  @Test
  void aPoolThatHasNoSessionLosesNothing() throws Exception {
    consumeThrough(new Failing(pool, new AtomicInteger(), false));
    assertEquals("no session now", next(seen));
    assertEquals("a1", next(seen));
  }

  @Test
  void aServerSessionThatDoesNotStartLosesNothing() throws Exception {
    consumeThrough(new Failing(pool, new AtomicInteger(), true));
    assertEquals("no thread now", next(seen));
    assertEquals("a1", next(seen));
  }

  private void consumeThrough(ServerSessionPool failing) throws JMSException {
    collecting(Session.AUTO_ACKNOWLEDGE);
    collecting(Session.AUTO_ACKNOWLEDGE);
    connection.setExceptionListener(problem -> seen.add(String.valueOf(problem.getMessage())));
    connection.createConnectionConsumer(queue, null, failing, 1);
    connection.start();
    send(other, queue, "a");
  }

  @Test
  void aSessionOfAnotherConnectionIsRefused() throws Exception {
    Session foreign = started().createSession();
    pool.add(foreign, this::collect);
    connection.setExceptionListener(problem -> seen.add(problem));
    ConnectionConsumer consumer = consume(1);
    connection.start();
    send(other, queue, "a");
    assertTrue(next(seen).toString().contains("another connection"));
    consumer.close();
    assertFalse(receive(other.createConsumer(queue)).getJMSRedelivered());
  }

  @Test
  void whatWaitsForASessionGoesBackWithTheClose() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    ServerSessionPool empty =
        () -> {
          asked.countDown();
          return pool.getServerSession();
        };
    ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, empty, 1);
    connection.start();
    send(other, queue, "a");
    await(asked);
    consumer.close();
    consumer.close();
    assertThrows(IllegalStateException.class, consumer::getServerSessionPool);
    assertFalse(receive(other.createConsumer(queue)).getJMSRedelivered());
    // The pool gets its session back, though there is nothing to do for it.
    CountDownLatch ran = new CountDownLatch(1);
    pool.around(
        session -> {
          session.run();
          ran.countDown();
        });
    collecting(Session.AUTO_ACKNOWLEDGE);
    await(ran);
    assertTrue(seen.isEmpty());
  }

  @Test
  void closingTheConnectionWaitsForTheListenersOfServerSessions() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Session session = connection.createSession();
    pool.add(
        session,
        message -> {
          collect(message);
          await(go);
          assertThrows(IllegalStateException.class, connection::close);
          assertThrows(IllegalStateException.class, connection::stop);
          assertThrows(IllegalStateException.class, session::close);
          Unchecked.run(() -> seen.add(session.createTextMessage("still serves").getText()));
        });
    connection.start();
    consume(1);
    send(other, queue, "a");
    assertEquals("a1", next(seen));
    Thread closer =
        new Thread(
            () -> {
              Unchecked.run(connection::close);
              seen.add("closed");
            });
    closer.start();
    awaitWaiting(closer);
    go.countDown();
    assertEquals("still serves", next(seen));
    assertEquals("closed", next(seen));
    assertNull(other.createConsumer(queue).receiveNoWait());
  }

  @Test
  void invalidArgumentsAreRefused() throws Exception {
    assertThrows(
        JMSException.class, () -> connection.createConnectionConsumer(queue, null, null, 1));
    assertThrows(
        JMSException.class, () -> connection.createConnectionConsumer(queue, null, pool, 0));
    assertThrows(
        InvalidSelectorException.class,
        () -> connection.createConnectionConsumer(queue, "a =", pool, 1));
    assertThrows(
        InvalidDestinationException.class,
        () -> connection.createConnectionConsumer((Queue) null, null, pool, 1));
    Queue foreign = other.createTemporaryQueue();
    assertThrows(
        InvalidDestinationException.class,
        () -> connection.createConnectionConsumer(foreign, null, pool, 1));
  }

  /** Session.setMessageListener: no other form of receipt can be used in the session. */
  @Test
  void aSessionServesEitherConsumersOrAServerSession() throws Exception {
    Session session = connection.createSession();
    assertNull(session.getMessageListener());
    assertThrows(IllegalStateRuntimeException.class, session::run);
    session.setMessageListener(this::collect);
    assertThrows(IllegalStateException.class, () -> session.createConsumer(queue));
    session.run();
    send(session, queue, "sending is supported");
    session.setMessageListener(null);
    MessageConsumer consumer = session.createConsumer(queue);
    assertThrows(IllegalStateException.class, () -> session.setMessageListener(this::collect));
    consumer.close();
    session.setMessageListener(this::collect);
    session.close();
    assertThrows(IllegalStateRuntimeException.class, session::run);
  }
}
