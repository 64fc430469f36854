package org.leasemq.jms;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, 7.3. */
class AsyncSendTest extends JmsFixture {

  private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
  private Connection connection;
  private Session session;
  private Queue queue;
  private MessageProducer producer;

  @BeforeEach
  void open() throws JMSException {
    connection = started();
    session = connection.createSession();
    queue = session.createQueue("orders");
    producer = session.createProducer(queue);
  }

  private interface Done {
    void on(Message message) throws Exception;
  }

  private CompletionListener listener(Done done) {
    return new CompletionListener() {
      @Override
      public void onCompletion(Message message) {
        try {
          done.on(message);
        } catch (Exception e) {
          seen.add(e);
        }
      }

      @Override
      public void onException(Message message, Exception exception) {
        seen.add(exception);
      }
    };
  }

  /** 7.3.3: in the order of the sends; 7.3.8: not by the thread that sends. */
  @Test
  void callbacksComeInOrderOnAnotherThread() throws Exception {
    Thread sender = Thread.currentThread();
    for (int i = 0; i < 200; i++) {
      producer.send(
          session.createTextMessage("m" + i),
          listener(
              message -> {
                assertNotSame(sender, Thread.currentThread());
                assertNotNull(message.getStringProperty("JMS_SQS_SequenceNumber"));
                seen.add(text(message));
              }));
    }
    MessageConsumer consumer = session.createConsumer(queue);
    for (int i = 0; i < 200; i++) {
      assertEquals("m" + i, next(seen));
      assertEquals("m" + i, text(receive(consumer)));
    }
  }

  @Test
  void synchronousAndAsynchronousSendsKeepTheirOrder() throws Exception {
    for (int i = 0; i < 50; i += 2) {
      producer.send(session.createTextMessage("m" + i), listener(seen::add));
      producer.send(session.createTextMessage("m" + (i + 1)));
    }
    MessageConsumer consumer = session.createConsumer(queue);
    for (int i = 0; i < 50; i++) {
      assertEquals("m" + i, text(receive(consumer)));
    }
  }

  /** 7.3.4: close waits for the callbacks. */
  @Test
  void closeWaitsForTheCallbacks() throws Exception {
    for (int what = 0; what < 3; what++) {
      Connection each = started();
      Session from = each.createSession();
      MessageProducer sending = from.createProducer(queue);
      CountDownLatch go = new CountDownLatch(1);
      List<Object> done = new CopyOnWriteArrayList<>();
      sending.send(
          from.createTextMessage("x"),
          listener(
              message -> {
                go.await();
                done.add(message);
              }));
      AutoCloseable closed = List.<AutoCloseable>of(sending, from, each).get(what);
      Thread closer =
          new Thread(
              () -> {
                try {
                  closed.close();
                  seen.add(done.size());
                } catch (Exception e) {
                  seen.add(e);
                }
              });
      closer.start();
      awaitWaiting(closer);
      go.countDown();
      assertEquals(1, next(seen));
    }
  }

  /** What waits for slow callbacks is bounded; a callback itself may send in spite of that. */
  @Test
  void sendsWaitForSlowCallbacks() throws Exception {
    int sends = 40;
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger sent = new AtomicInteger();
    CompletionListener inner = listener(message -> seen.add("inner"));
    CompletionListener slow =
        listener(
            message -> {
              go.await();
              producer.send(large(), inner);
              seen.add("outer");
            });
    Thread sender =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < sends; i++) {
                  producer.send(large(), slow);
                  sent.incrementAndGet();
                }
              } catch (JMSException e) {
                seen.add(e);
              }
            });
    sender.start();
    await().until(() -> sent.get() >= 15 && sender.getState() == Thread.State.WAITING);
    assertEquals(15, sent.get(), "mebibytes wait for the first callback");
    go.countDown();
    join(sender);
    for (int i = 0; i < 2 * sends; i++) {
      assertTrue(Set.of("outer", "inner").contains(next(seen)));
    }
  }

  private Message large() throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(new byte[1 << 20]);
    return message;
  }

  /** 7.3.4 and the Javadoc of close, commit and rollback: not from their own callback. */
  @Test
  void aCallbackMustNotEndWhatItBelongsTo() throws Exception {
    Session transacted = connection.createSession(true, 0);
    MessageProducer own = transacted.createProducer(queue);
    MessageProducer sibling = transacted.createProducer(queue);
    own.send(
        session.createTextMessage("x"),
        listener(
            message -> {
              assertThrows(IllegalStateException.class, own::close);
              assertThrows(IllegalStateException.class, transacted::commit);
              assertThrows(IllegalStateException.class, transacted::rollback);
              assertThrows(IllegalStateException.class, transacted::close);
              assertThrows(IllegalStateException.class, connection::close);
              sibling.close();
              producer.close();
              seen.add("checked");
            }));
    assertEquals("checked", next(seen));
  }

  @Test
  void commitWaitsForTheCallbacks() throws Exception {
    Session transacted = connection.createSession(true, 0);
    List<Object> done = new CopyOnWriteArrayList<>();
    MessageProducer sending = transacted.createProducer(queue);
    for (int i = 0; i < 10; i++) {
      sending.send(transacted.createTextMessage("m" + i), listener(done::add));
    }
    transacted.commit();
    assertEquals(10, done.size());
    MessageConsumer consumer = session.createConsumer(queue);
    for (int i = 0; i < 10; i++) {
      assertEquals("m" + i, text(receive(consumer)));
    }
  }

  /** What is known at the call is thrown by it, and no callback comes. */
  @Test
  void mistakesAreThrownAtOnce() throws Exception {
    CompletionListener listener = listener(seen::add);
    Message message = session.createMessage();
    assertThrows(IllegalArgumentException.class, () -> producer.send(message, null));
    assertThrows(
        InvalidDestinationException.class,
        () -> session.createProducer(null).send((Queue) null, message, listener));
    assertThrows(
        UnsupportedOperationException.class, () -> producer.send(queue, message, listener));
    MessageProducer fifo = session.createProducer(session.createQueue("orders.fifo"));
    assertThrows(JMSException.class, () -> fifo.send(message, listener));
    session.close();
    assertTrue(seen.isEmpty());
  }

  /** What is only known later is told to onException. */
  @Test
  void aFailureGoesToOnException() throws Exception {
    var temporary = session.createTemporaryQueue();
    CountDownLatch go = new CountDownLatch(1);
    MessageProducer doomed = session.createProducer(temporary);
    producer.send(session.createMessage(), listener(message -> go.await()));
    temporary.delete();
    assertThrows(
        InvalidDestinationException.class,
        () -> doomed.send(session.createMessage(), listener(seen::add)));
    go.countDown();
  }

  @Test
  void aCallbackThatThrowsDoesNotStopTheOthers() throws Exception {
    producer.send(
        session.createMessage(),
        listener(
            message -> {
              throw new IllegalArgumentException("on purpose");
            }));
    producer.send(session.createMessage(), new Thrower());
    Message last = session.createMessage();
    producer.send(last, listener(seen::add));
    assertInstanceOf(IllegalArgumentException.class, next(seen));
    assertSame(last, next(seen));
  }

  private static final class Thrower implements CompletionListener {
    @Override
    public void onCompletion(Message message) {
      throw new IllegalArgumentException("on purpose");
    }

    @Override
    public void onException(Message message, Exception exception) {
      throw new AssertionError("not called");
    }
  }
}
