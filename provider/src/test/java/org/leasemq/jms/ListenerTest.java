package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, 8.7, and what start, stop and close have to do with listeners (6.1). */
class ListenerTest extends JmsFixture {

  private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
  private Connection connection;
  private Session session;
  private Session sending;
  private Queue queue;

  @BeforeEach
  void open() throws JMSException {
    connection = connect();
    session = connection.createSession();
    sending = connection.createSession();
    queue = session.createQueue("orders");
  }

  /** A listener in a test may throw what it likes; it shows in {@code seen}. */
  private interface Body {
    void on(Message message) throws Exception;
  }

  private MessageListener listener(Body body) {
    return message -> {
      try {
        body.on(message);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        seen.add(e);
      }
    };
  }

  private MessageListener collecting() {
    return listener(message -> seen.add(text(message)));
  }

  @Test
  void messagesComeInOrderOnceTheConnectionIsStarted() throws Exception {
    MessageConsumer consumer = session.createConsumer(queue);
    consumer.setMessageListener(collecting());
    assertNotNull(consumer.getMessageListener());
    send(sending, queue, "a", "b");
    assertNull(seen.poll(50, TimeUnit.MILLISECONDS));
    connection.start();
    send(sending, queue, "c");
    assertEquals("a", next(seen));
    assertEquals("b", next(seen));
    assertEquals("c", next(seen));
  }

  @Test
  void listenersAddedToAStartedSessionAreServedByOneThread() throws Exception {
    connection.start();
    List<Queue> queues = new ArrayList<>();
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    for (int i = 0; i < 20; i++) {
      Queue each = session.createQueue("q" + i);
      queues.add(each);
      session
          .createConsumer(each)
          .setMessageListener(
              listener(
                  message -> {
                    threads.add(Thread.currentThread());
                    seen.add(text(message));
                  }));
    }
    for (int i = 19; i >= 0; i--) {
      send(sending, queues.get(i), "m" + i);
      assertEquals("m" + i, next(seen));
    }
    Thread first = threads.remove();
    threads.forEach(thread -> assertSame(first, thread));
  }

  @Test
  void aListenerCanBeTakenAwayAndSetAgain() throws Exception {
    connection.start();
    MessageConsumer consumer = session.createConsumer(queue);
    consumer.setMessageListener(collecting());
    send(sending, queue, "a");
    assertEquals("a", next(seen));
    consumer.setMessageListener(null);
    send(sending, queue, "b");
    assertEquals("b", text(receive(consumer)));
    consumer.setMessageListener(collecting());
    send(sending, queue, "c");
    assertEquals("c", next(seen));
  }

  /** 8.7: AUTO_ACKNOWLEDGE: redelivered, and the listener lives on. */
  @Test
  void aListenerThatThrowsGetsTheMessageAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    session
        .createConsumer(queue)
        .setMessageListener(
            listener(
                message -> {
                  if (calls.incrementAndGet() == 1) {
                    throw new java.lang.IllegalStateException("not this time");
                  }
                  seen.add(text(message) + message.getIntProperty("JMSXDeliveryCount"));
                  assertEquals(message.getJMSRedelivered(), calls.get() == 2);
                }));
    connection.start();
    send(sending, queue, "a", "b");
    assertEquals("a2", next(seen));
    assertEquals("b1", next(seen));
    connection.stop();
    assertEquals(3, calls.get());
  }

  @Test
  void anErrorDoesNotStopTheListenerEither() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    session
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              seen.add(message);
              if (calls.incrementAndGet() == 1) {
                Thread.currentThread().interrupt();
                throw new AssertionError("on purpose");
              }
            });
    connection.start();
    send(sending, queue, "a");
    next(seen);
    Message again = (Message) next(seen);
    assertTrue(again.getJMSRedelivered());
  }

  /** 8.7: CLIENT_ACKNOWLEDGE: the next message follows, to recover is the client's. */
  @Test
  void inClientModeTheNextMessageFollowsAFailure() throws Exception {
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    client
        .createConsumer(queue)
        .setMessageListener(
            listener(
                message -> {
                  seen.add(text(message) + message.getIntProperty("JMSXDeliveryCount"));
                  if (text(message).equals("a") && !message.getJMSRedelivered()) {
                    throw new java.lang.IllegalStateException("on purpose");
                  }
                  if (text(message).equals("b") && !message.getJMSRedelivered()) {
                    client.recover();
                  } else {
                    message.acknowledge();
                  }
                }));
    connection.start();
    send(sending, queue, "a", "b");
    assertEquals("a1", next(seen));
    assertEquals("b1", next(seen));
    assertEquals("a2", next(seen));
    assertEquals("b2", next(seen));
  }

  @Test
  void recoverInAnAutoSessionsListenerRedeliversThisMessage() throws Exception {
    session
        .createConsumer(queue)
        .setMessageListener(
            listener(
                message -> {
                  seen.add(text(message) + message.getIntProperty("JMSXDeliveryCount"));
                  if (!message.getJMSRedelivered()) {
                    session.recover();
                  }
                }));
    connection.start();
    send(sending, queue, "a");
    assertEquals("a1", next(seen));
    assertEquals("a2", next(seen));
    session.close();
    assertNull(sending.createConsumer(queue).receiveNoWait());
  }

  @Test
  void aTransactedListenerCommitsAndRollsBack() throws Exception {
    Session transacted = connection.createSession(true, 0);
    transacted
        .createConsumer(queue)
        .setMessageListener(
            listener(
                message -> {
                  seen.add(text(message) + message.getIntProperty("JMSXDeliveryCount"));
                  if (message.getJMSRedelivered()) {
                    transacted.commit();
                  } else {
                    transacted.rollback();
                  }
                }));
    connection.start();
    send(sending, queue, "a");
    assertEquals("a1", next(seen));
    assertEquals("a2", next(seen));
  }

  /** 6.1.4: stop returns when the listeners have, and none is called until the next start. */
  @Test
  void stopWaitsForTheListener() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    session
        .createConsumer(queue)
        .setMessageListener(
            listener(
                message -> {
                  seen.add("begun");
                  go.await();
                  sending.createProducer(queue);
                  seen.add("done");
                }));
    connection.start();
    send(sending, queue, "a", "b");
    assertEquals("begun", next(seen));
    Thread stopper =
        new Thread(
            () -> {
              Unchecked.run(connection::stop);
              seen.add("stopped");
            });
    stopper.start();
    awaitWaiting(stopper);
    assertTrue(seen.isEmpty());
    go.countDown();
    assertEquals("done", next(seen));
    assertEquals("stopped", next(seen));
    assertNull(seen.poll(50, TimeUnit.MILLISECONDS));
    connection.start();
    assertEquals("begun", next(seen));
  }

  @Test
  void aListenerThatBlocksDoesNotStopOtherSessions() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    session
        .createConsumer(queue)
        .setMessageListener(
            listener(
                message -> {
                  seen.add("begun");
                  go.await();
                  seen.add("done");
                }));
    connection.start();
    send(sending, queue, "a");
    assertEquals("begun", next(seen));
    try (Session other = connection.createSession()) {
      send(other, queue, "b", "c", "d");
      MessageConsumer consumer = other.createConsumer(queue);
      for (String text : List.of("b", "c", "d")) {
        assertEquals(text, receive(consumer).getText());
      }
    }
    go.countDown();
    assertEquals("done", next(seen));
  }

  @Test
  void closeWaitsForTheListener() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    MessageConsumer consumer = session.createConsumer(queue);
    consumer.setMessageListener(
        listener(
            message -> {
              seen.add("begun");
              go.await();
              session.createTextMessage("the session still serves");
              seen.add("done");
            }));
    connection.start();
    send(sending, queue, "a");
    assertEquals("begun", next(seen));
    Thread closer =
        new Thread(
            () -> {
              Unchecked.run(session::close);
              seen.add("closed");
            });
    closer.start();
    awaitWaiting(closer);
    go.countDown();
    assertEquals("done", next(seen));
    assertEquals("closed", next(seen));
    assertNull(sending.createConsumer(queue).receiveNoWait());
  }

  /** MessageConsumer.close may be called by the consumer's own listener. */
  @Test
  void aListenerMayCloseItsConsumer() throws Exception {
    MessageConsumer consumer = session.createConsumer(queue);
    consumer.setMessageListener(
        listener(
            message -> {
              consumer.close();
              seen.add(text(message));
            }));
    connection.start();
    send(sending, queue, "a", "b");
    assertEquals("a", next(seen));
    session.close();
    assertEquals("b", text(receive(sending.createConsumer(queue))));
  }

  /** Session.close, Connection.close and Connection.stop: refused to their own listeners. */
  @Test
  void aListenerMustNotCloseWhatItBelongsTo() throws Exception {
    session
        .createConsumer(queue)
        .setMessageListener(
            listener(
                message -> {
                  assertThrows(IllegalStateException.class, session::close);
                  assertThrows(IllegalStateException.class, connection::close);
                  assertThrows(IllegalStateException.class, connection::stop);
                  sending.close();
                  seen.add(text(message));
                }));
    connection.start();
    send(sending, queue, "a");
    assertEquals("a", next(seen));
  }

  @Test
  void receiveIsRefusedWhileTheSessionHasListeners() throws Exception {
    MessageConsumer consumer = session.createConsumer(queue);
    MessageConsumer another = session.createConsumer(session.createQueue("another"));
    consumer.setMessageListener(collecting());
    assertThrows(IllegalStateException.class, consumer::receiveNoWait);
    assertThrows(IllegalStateException.class, another::receiveNoWait);
  }

  @Test
  void aListenerMayReceiveFromAnotherConsumerOfItsSession() throws Exception {
    MessageConsumer another = session.createConsumer(session.createQueue("another"));
    session
        .createConsumer(queue)
        .setMessageListener(listener(message -> seen.add(text(another.receive(SOON)))));
    connection.start();
    send(sending, session.createQueue("another"), "inner");
    send(sending, queue, "outer");
    assertEquals("inner", next(seen));
  }

  @Test
  void aPriorityMessageDoesNotDisturbTheOneBeingHandled() throws Exception {
    session.createConsumer(queue).setMessageListener(collecting());
    connection.start();
    for (int i = 0; i < 500; i++) {
      send(sending, queue, "m" + i);
    }
    for (int i = 0; i < 500; i++) {
      assertEquals("m" + i, next(seen));
    }
    session.close();
    assertNull(sending.createConsumer(queue).receiveNoWait());
  }

  @Test
  void aListenerExceptionIsNoConnectionProblem() throws Exception {
    connection.setExceptionListener(seen::add);
    session
        .createConsumer(queue)
        .setMessageListener(
            listener(
                message -> {
                  if (!message.getJMSRedelivered()) {
                    throw new java.lang.IllegalStateException("on purpose");
                  }
                  seen.add(text(message));
                }));
    connection.start();
    send(sending, queue, "a");
    assertEquals("a", next(seen));
    assertTrue(seen.isEmpty());
    assertFalse(seen.contains("x"));
    assertInstanceOf(LeaseMQConnection.class, connection);
  }
}
