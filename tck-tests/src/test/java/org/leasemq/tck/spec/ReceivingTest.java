package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receiving from consumers (Jakarta Messaging 3.1, 8.5, 8.7 and 8.8). */
class ReceivingTest extends SpecFixture {

  // 8.5 Synchronously

  @Test
  @Section("8.5")
  void receiveNoWaitTakesWhatIsThereAndNothingElse() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageConsumer consumer = session.createConsumer(queue);
    assertNull(consumer.receiveNoWait());
    send(session, queue, "m");
    assertEquals("m", text(consumer.receiveNoWait()));
    assertNull(consumer.receiveNoWait());
  }

  @Test
  @Section("MessageConsumer.receive")
  void receiveWithATimeoutOfZeroWaitsForEver() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    MessageConsumer consumer = session.createConsumer(queue);
    AtomicReference<Message> received = new AtomicReference<>();
    Thread receiving =
        new Thread(() -> received.set(assertDoesNotThrow(() -> consumer.receive(0))));
    receiving.start();
    awaitWaiting(receiving);
    send(session(), queue, "m");
    join(receiving);
    assertEquals("m", text(received.get()));
  }

  @Test
  @Section("8.5")
  void receiveWaitsUntilAMessageComes() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    MessageConsumer consumer = session.createConsumer(queue);
    AtomicReference<Message> received = new AtomicReference<>();
    Thread receiving = new Thread(() -> received.set(assertDoesNotThrow(() -> consumer.receive())));
    receiving.start();
    awaitWaiting(receiving);
    send(session(), queue, "m");
    join(receiving);
    assertEquals("m", text(received.get()));
  }

  @Test
  @Section("8.5")
  void receiveReturnsNullWhenItsTimeIsUp() throws JMSException {
    Session session = session();
    assertNull(session.createConsumer(queue(session)).receive(1));
  }

  // 8.7 Asynchronously

  @Test
  @Section("8.7")
  void theListenerIsTheOneThatWasSet() throws JMSException {
    Session session = session();
    MessageConsumer consumer = session.createConsumer(queue(session));
    assertNull(consumer.getMessageListener());
    MessageListener listener = message -> {};
    consumer.setMessageListener(listener);
    assertSame(listener, consumer.getMessageListener());
  }

  @Test
  @Section("MessageConsumer.setMessageListener")
  void aListenerCanBeTakenAway() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    MessageConsumer consumer = session.createConsumer(queue);
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    consumer.setMessageListener(received::add);
    send(session(), queue, "a");
    assertEquals("a", text(next(received)));
    consumer.setMessageListener(null);
    assertNull(consumer.getMessageListener());
    send(session(), queue, "b");
    assertReceives(consumer, "b");
    assertTrue(received.isEmpty());
  }

  @Test
  @Section("8.7")
  void aListenerGetsTheMessagesInOrder() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    session.createConsumer(queue).setMessageListener(received::add);
    Session sending = session();
    for (int i = 0; i < 50; i++) {
      send(sending, queue, "" + i);
    }
    for (int i = 0; i < 50; i++) {
      assertEquals("" + i, text(next(received)));
    }
  }

  @Test
  @Section("6.2.5")
  void aSessionWithAListenerRefusesASynchronousReceive() throws JMSException {
    Session session = session();
    MessageConsumer listening = session.createConsumer(queue(session));
    MessageConsumer other = session.createConsumer(queue(session));
    listening.setMessageListener(message -> {});
    assertThrows(IllegalStateException.class, () -> listening.receive(1));
    assertThrows(IllegalStateException.class, listening::receiveNoWait);
    assertThrows(IllegalStateException.class, () -> other.receive(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
  @Section("8.7")
  void aMessageIsRedeliveredAtOnceIfItsListenerThrows(int mode) throws Exception {
    Session session = session(mode);
    Queue queue = queue(session);
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    AtomicInteger calls = new AtomicInteger();
    session
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              received.add(message);
              if (calls.incrementAndGet() == 1) {
                throw new UnsupportedOperationException("on purpose");
              }
            });
    send(session(), queue, "a");
    assertFalse(next(received).getJMSRedelivered());
    Message again = next(received);
    assertEquals("a", text(again));
    assertTrue(again.getJMSRedelivered());
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
    session.close();
    assertNothing(session().createConsumer(queue));
  }

  @Test
  @Section("8.7")
  void theNextMessageIsDeliveredIfAListenerThrowsAndTheClientAcknowledges() throws Exception {
    Session session = session(Session.CLIENT_ACKNOWLEDGE);
    Queue queue = queue(session);
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    session
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              received.add(message);
              throw new UnsupportedOperationException("on purpose");
            });
    send(session(), queue, "a", "b");
    assertEquals("a", text(next(received)));
    assertEquals("b", text(next(received)));
    session.close();
    MessageConsumer after = session().createConsumer(queue);
    assertReceives(after, "a", "b");
  }

  @Test
  @Section("8.7")
  void theNextMessageIsDeliveredIfAListenerThrowsInATransaction() throws Exception {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    BlockingQueue<Boolean> committed = new LinkedBlockingQueue<>();
    session
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              received.add(message);
              if (received.size() == 1) {
                throw new UnsupportedOperationException("on purpose");
              }
              assertDoesNotThrow(session::commit);
              committed.add(true);
            });
    send(session(), queue, "a", "b");
    assertTrue(next(committed));
    assertEquals("a", text(next(received)));
    assertEquals("b", text(next(received)));
    session.close();
    assertNothing(session().createConsumer(queue));
  }

  @Test
  @Section("6.2.10")
  void aListenerMayRecoverItsSession() throws Exception {
    Session session = session(Session.CLIENT_ACKNOWLEDGE);
    Queue queue = queue(session);
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    AtomicBoolean recovered = new AtomicBoolean();
    session
        .createConsumer(queue)
        .setMessageListener(
            message ->
                assertDoesNotThrow(
                    () -> {
                      received.add(text(message) + (message.getJMSRedelivered() ? " again" : ""));
                      if (text(message).equals("b") && recovered.compareAndSet(false, true)) {
                        session.recover();
                      } else if (text(message).equals("c")) {
                        message.acknowledge();
                      }
                    }));
    send(session(), queue, "a", "b", "c");
    for (String expected : new String[] {"a", "b", "a again", "b again", "c"}) {
      assertEquals(expected, next(received));
    }
  }

  @Test
  @Section("6.2.10")
  void aListenerMayRollItsSessionBack() throws Exception {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    session
        .createConsumer(queue)
        .setMessageListener(
            message ->
                assertDoesNotThrow(
                    () -> {
                      if (message.getJMSRedelivered()) {
                        session.commit();
                        received.add(text(message) + " again");
                      } else {
                        session.rollback();
                        received.add(text(message));
                      }
                    }));
    send(session(), queue, "a");
    assertEquals("a", next(received));
    assertEquals("a again", next(received));
  }

  @Test
  @Section("8.7")
  void aListenerMaySendWithItsSession() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    Queue out = queue(session);
    var producer = session.createProducer(out);
    session
        .createConsumer(queue)
        .setMessageListener(
            message -> assertDoesNotThrow(() -> producer.send(session.createTextMessage("out"))));
    send(session(), queue, "in");
    assertReceives(session().createConsumer(out), "out");
  }

  // 8.8 Closing a consumer

  @Test
  @Section("8.8")
  void aClosedConsumerRefusesEverythingElse() throws JMSException {
    Session session = session();
    MessageConsumer consumer = session.createConsumer(queue(session));
    consumer.close();
    consumer.close();
    assertThrows(IllegalStateException.class, consumer::receive);
    assertThrows(IllegalStateException.class, () -> consumer.receive(1));
    assertThrows(IllegalStateException.class, consumer::receiveNoWait);
    assertThrows(IllegalStateException.class, consumer::getMessageSelector);
    assertThrows(IllegalStateException.class, consumer::getMessageListener);
    assertThrows(IllegalStateException.class, () -> consumer.setMessageListener(m -> {}));
  }

  @Test
  @Section("8.8")
  void aReceiveThatWaitsReturnsNullWhenItsConsumerIsClosed() throws Exception {
    Session session = session();
    MessageConsumer consumer = session.createConsumer(queue(session));
    AtomicReference<Object> received = new AtomicReference<>("nothing yet");
    Thread receiving = new Thread(() -> received.set(assertDoesNotThrow(() -> consumer.receive())));
    receiving.start();
    awaitWaiting(receiving);
    consumer.close();
    join(receiving);
    assertNull(received.get());
  }

  @Test
  @Section("8.8")
  void closeWaitsForAListenerThatRuns() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    MessageConsumer consumer = session.createConsumer(queue);
    CountDownLatch in = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    consumer.setMessageListener(
        message -> {
          in.countDown();
          assertDoesNotThrow(() -> goOn.await(SOON, TimeUnit.MILLISECONDS));
          done.set(true);
        });
    send(session(), queue, "m");
    assertTrue(in.await(SOON, TimeUnit.MILLISECONDS));
    AtomicBoolean doneAtClose = new AtomicBoolean();
    Thread closer =
        new Thread(
            () -> {
              assertDoesNotThrow(consumer::close);
              doneAtClose.set(done.get());
            });
    closer.start();
    awaitWaiting(closer);
    goOn.countDown();
    join(closer);
    assertTrue(doneAtClose.get(), "close returned before the listener");
  }

  @Test
  @Section("8.8")
  void aListenerMayCloseItsOwnConsumerAndCompletesNormally() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    MessageConsumer consumer = session.createConsumer(queue);
    BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
    consumer.setMessageListener(
        message -> {
          assertDoesNotThrow(consumer::close);
          outcome.add("closed");
        });
    send(session(), queue, "a", "b");
    assertEquals("closed", next(outcome));
    session.close();
    MessageConsumer after = session().createConsumer(queue);
    Message second = next(after);
    assertEquals("b", text(second));
    assertNothing(after);
  }

  @Test
  @Section("8.8")
  void acknowledgeWorksAfterTheConsumerIsClosed() throws JMSException {
    Session session = session(Session.CLIENT_ACKNOWLEDGE);
    Queue queue = queue(session);
    send(session, queue, "m");
    MessageConsumer consumer = session.createConsumer(queue);
    Message message = next(consumer);
    consumer.close();
    message.acknowledge();
    session.close();
    assertNothing(session().createConsumer(queue));
  }

  @Test
  @Section("8.8")
  void commitAndRollbackWorkAfterTheConsumerIsClosed() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    send(session(), queue, "m");
    MessageConsumer consumer = session.createConsumer(queue);
    next(consumer);
    consumer.close();
    session.rollback();
    MessageConsumer second = session.createConsumer(queue);
    Message again = next(second);
    assertTrue(again.getJMSRedelivered());
    second.close();
    session.commit();
    assertNothing(session().createConsumer(queue));
  }

  @Test
  @Section("8.8")
  void whatAClosedConsumerWasNotGivenGoesToOthers() throws JMSException {
    Connection connection = started();
    Session session = connection.createSession();
    Queue queue = queue(session);
    send(session, queue, "a", "b", "c");
    MessageConsumer consumer = session.createConsumer(queue);
    assertReceives(consumer, "a");
    consumer.close();
    MessageConsumer other = session().createConsumer(queue);
    Message second = next(other);
    assertEquals("b", text(second));
    assertFalse(second.getJMSRedelivered());
    assertReceives(other, "c");
  }
}
