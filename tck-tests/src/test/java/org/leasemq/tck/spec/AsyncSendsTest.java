package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Asynchronous sends (Jakarta Messaging 3.1, 7.3). */
class AsyncSendsTest extends SpecFixture {

  /** Notes what it is told, with the thread that told it. */
  private static final class Completions implements CompletionListener {

    private record Call(Message message, Exception exception, Thread thread) {}

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    @Override
    public void onCompletion(Message message) {
      calls.add(new Call(message, null, Thread.currentThread()));
    }

    @Override
    public void onException(Message message, Exception exception) {
      calls.add(new Call(message, exception, Thread.currentThread()));
    }
  }

  private interface Task {
    void run() throws Exception;
  }

  /** Runs it in the callback and tells what it throws. */
  private static final class Calling implements CompletionListener {

    private final BlockingQueue<Object> outcome = new LinkedBlockingQueue<>();
    private final Task task;

    Calling(Task task) {
      this.task = task;
    }

    @Override
    public void onCompletion(Message message) {
      try {
        task.run();
        outcome.add("nothing thrown");
      } catch (Throwable thrown) {
        outcome.add(thrown);
      }
    }

    @Override
    public void onException(Message message, Exception exception) {
      outcome.add(exception);
    }
  }

  /** Blocks in the callback until it is let go. */
  private static final class Blocking implements CompletionListener {

    private final CountDownLatch in = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicBoolean returned = new AtomicBoolean();

    @Override
    public void onCompletion(Message message) {
      in.countDown();
      assertDoesNotThrow(() -> goOn.await(SOON, TimeUnit.MILLISECONDS));
      returned.set(true);
    }

    @Override
    public void onException(Message message, Exception exception) {}
  }

  @Test
  @Section("7.3")
  void eachWayOfSendingCompletes() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    MessageProducer free = session.createProducer(null);
    Completions done = new Completions();
    List<TextMessage> messages = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      messages.add(session.createTextMessage("" + i));
    }
    producer.send(messages.get(0), done);
    producer.send(messages.get(1), DeliveryMode.NON_PERSISTENT, 4, 0, done);
    for (int i = 0; i < 2; i++) {
      assertSame(messages.get(i), next(done.calls).message());
    }
    free.send(queue, messages.get(2), done);
    free.send(queue, messages.get(3), DeliveryMode.PERSISTENT, 4, 0, done);
    for (int i = 2; i < 4; i++) {
      assertSame(messages.get(i), next(done.calls).message());
    }
    MessageConsumer consumer = session.createConsumer(queue);
    for (int i = 0; i < 4; i++) {
      assertNotNull(next(consumer));
    }
  }

  @Test
  @Section("7.3.1")
  void aMessageIsThereOnceItsSendHasCompleted() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    Completions done = new Completions();
    MessageConsumer consumer = session().createConsumer(queue);
    session.createProducer(queue).send(session.createTextMessage("m"), done);
    next(done.calls);
    assertReceives(consumer, "m");
  }

  @Test
  @Section("7.3.2")
  void anExceptionThrownByTheSendIsNotToldToTheListener() throws Exception {
    Session session = session();
    Completions done = new Completions();
    MessageProducer producer = session.createProducer(null);
    Message message = session.createMessage();
    assertThrows(InvalidDestinationException.class, () -> producer.send(null, message, done));
    session.close();
    assertTrue(done.calls.isEmpty());
  }

  @Test
  @Section("7.3.3")
  void synchronousAndAsynchronousSendsKeepOneOrder() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    Completions done = new Completions();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      TextMessage message = session.createTextMessage("" + i);
      if (i % 3 == 0) {
        producer.send(message);
      } else {
        producer.send(message, done);
      }
      sent.add("" + i);
    }
    assertReceives(session.createConsumer(queue), sent.toArray(String[]::new));
  }

  @Test
  @Section("7.3.6")
  void theHeadersAreSetOnceTheSendHasCompleted() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    Completions done = new Completions();
    MessageProducer producer = session.createProducer(queue);
    producer.setPriority(7);
    producer.setTimeToLive(100_000);
    producer.send(session.createTextMessage("m"), done);
    Message message = next(done.calls).message();
    assertTrue(message.getJMSMessageID().startsWith("ID:"));
    assertEquals(queue, message.getJMSDestination());
    assertEquals(7, message.getJMSPriority());
    assertEquals(DeliveryMode.PERSISTENT, message.getJMSDeliveryMode());
    assertEquals(message.getJMSTimestamp() + 100_000, message.getJMSExpiration());
    assertEquals("m", text(message));
    Message received = next(session.createConsumer(queue));
    assertEquals(message.getJMSMessageID(), received.getJMSMessageID());
  }

  @Test
  @Section("7.3.8")
  void callbacksComeInTheOrderOfTheSends() throws Exception {
    Session session = session();
    MessageProducer producer = session.createProducer(queue(session));
    Completions done = new Completions();
    List<Message> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Message message = session.createMessage();
      sent.add(message);
      producer.send(message, i % 2 == 0 ? 1 : 2, 4, 0, done);
    }
    for (Message message : sent) {
      assertSame(message, next(done.calls).message());
    }
  }

  @Test
  @Section("7.3.8")
  void callbacksOfASessionRunOneAtATime() throws Exception {
    Session session = session();
    AtomicInteger running = new AtomicInteger();
    BlockingQueue<Integer> together = new LinkedBlockingQueue<>();
    CompletionListener counting =
        new CompletionListener() {
          @Override
          public void onCompletion(Message message) {
            together.add(running.incrementAndGet());
            Thread.onSpinWait();
            running.decrementAndGet();
          }

          @Override
          public void onException(Message message, Exception exception) {}
        };
    MessageProducer one = session.createProducer(queue(session));
    MessageProducer two = session.createProducer(queue(session));
    for (int i = 0; i < 20; i++) {
      one.send(session.createMessage(), counting);
      two.send(session.createMessage(), counting);
    }
    for (int i = 0; i < 40; i++) {
      assertEquals(1, next(together));
    }
  }

  @Test
  @Section("7.3.8")
  void callbacksComeFromAnotherThreadThanTheSenders() throws Exception {
    Session session = session();
    Completions done = new Completions();
    session.createProducer(queue(session)).send(session.createMessage(), done);
    assertNotSame(Thread.currentThread(), next(done.calls).thread());
  }

  // 7.3.4 Close, commit and rollback

  private void assertWaits(Blocking listener, Task task) throws Exception {
    assertTrue(listener.in.await(SOON, TimeUnit.MILLISECONDS));
    AtomicBoolean returnedBefore = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              assertDoesNotThrow(task::run);
              returnedBefore.set(listener.returned.get());
            });
    thread.start();
    awaitWaiting(thread);
    listener.goOn.countDown();
    join(thread);
    assertTrue(returnedBefore.get(), "did not wait for the callback");
  }

  @Test
  @Section("7.3.4")
  void closeOfTheProducerWaitsForTheCallbacks() throws Exception {
    Session session = session();
    MessageProducer producer = session.createProducer(queue(session));
    Blocking blocking = new Blocking();
    producer.send(session.createMessage(), blocking);
    assertWaits(blocking, producer::close);
  }

  @Test
  @Section("7.3.4")
  void closeOfTheSessionWaitsForTheCallbacks() throws Exception {
    Session session = session();
    Blocking blocking = new Blocking();
    session.createProducer(queue(session)).send(session.createMessage(), blocking);
    assertWaits(blocking, session::close);
  }

  @Test
  @Section("7.3.4")
  void closeOfTheConnectionWaitsForTheCallbacks() throws Exception {
    Connection connection = connect();
    Session session = connection.createSession();
    Blocking blocking = new Blocking();
    session.createProducer(queue(session)).send(session.createMessage(), blocking);
    assertWaits(blocking, connection::close);
  }

  @Test
  @Section("7.3.4")
  void commitWaitsForTheCallbacksAndCommitsTheirMessages() throws Exception {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    Blocking blocking = new Blocking();
    session.createProducer(queue).send(session.createTextMessage("m"), blocking);
    assertWaits(blocking, session::commit);
    assertReceives(session().createConsumer(queue), "m");
  }

  @Test
  @Section("7.3.4")
  void rollbackWaitsForTheCallbacksAndDropsTheirMessages() throws Exception {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    Blocking blocking = new Blocking();
    session.createProducer(queue).send(session.createTextMessage("m"), blocking);
    assertWaits(blocking, session::rollback);
    assertNothing(session().createConsumer(queue));
  }

  @Test
  @Section("7.3.4")
  void closeIsRefusedInACallback() throws Exception {
    Connection connection = connect();
    Session session = connection.createSession();
    MessageProducer producer = session.createProducer(queue(session));
    for (Task task : List.<Task>of(producer::close, session::close, connection::close)) {
      Calling calling = new Calling(task);
      producer.send(session.createMessage(), calling);
      assertInstanceOf(IllegalStateException.class, next(calling.outcome));
    }
  }

  @Test
  @Section("7.3.4")
  void commitAndRollbackAreRefusedInACallback() throws Exception {
    Session session = session(Session.SESSION_TRANSACTED);
    MessageProducer producer = session.createProducer(queue(session));
    for (Task task : List.<Task>of(session::commit, session::rollback)) {
      Calling calling = new Calling(task);
      producer.send(session.createMessage(), calling);
      assertInstanceOf(IllegalStateException.class, next(calling.outcome));
    }
    session.commit();
  }

  @Test
  @Section("7.3.4")
  void closeCommitAndRollbackOfAContextAreRefusedInACallback() throws Exception {
    JMSContext context = context(JMSContext.SESSION_TRANSACTED);
    Queue queue = queue(context);
    for (Task task : List.<Task>of(context::close, context::commit, context::rollback)) {
      Calling calling = new Calling(task);
      context.createProducer().setAsync(calling).send(queue, "m");
      assertInstanceOf(IllegalStateRuntimeException.class, next(calling.outcome));
    }
    context.rollback();
  }

  @Test
  @Section("7.3.7")
  void theSessionIsNotDedicatedToTheCallbackThread() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    Completions done = new Completions();
    producer.send(session.createTextMessage("a"), done);
    producer.send(session.createTextMessage("b"), done);
    MessageConsumer consumer = session.createConsumer(queue);
    assertReceives(consumer, "a", "b");
    next(done.calls);
    next(done.calls);
    assertTrue(done.calls.isEmpty());
  }

  @Test
  @Section("7.3.7")
  void aCallbackMaySendWithItsSession() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    Calling calling = new Calling(() -> producer.send(session.createTextMessage("second")));
    producer.send(session.createTextMessage("first"), calling);
    assertEquals("nothing thrown", next(calling.outcome));
    assertReceives(session.createConsumer(queue), "first", "second");
  }

  @Test
  @Section("7.3.9")
  void theMessageCanBeUsedAgainOnceTheSendHasCompleted() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    Completions done = new Completions();
    TextMessage message = session.createTextMessage("one");
    producer.send(message, done);
    next(done.calls);
    message.setText("two");
    producer.send(message, done);
    next(done.calls);
    assertReceives(session.createConsumer(queue), "one", "two");
  }

  @Test
  @Section("7.3")
  void aContextSendsAsynchronouslyIfItsProducerIsTold() throws Exception {
    JMSContext context = context();
    Queue queue = queue(context);
    Completions done = new Completions();
    JMSProducer producer = context.createProducer().setAsync(done);
    assertSame(done, producer.getAsync());
    for (int i = 0; i < 10; i++) {
      producer.send(queue, "" + i);
    }
    for (int i = 0; i < 10; i++) {
      assertEquals("" + i, text(next(done.calls).message()));
    }
    producer.setAsync(null);
    producer.send(queue, "synchronous");
    assertFalse(producer.getAsync() != null);
    context.close();
    assertTrue(done.calls.isEmpty());
  }

  @Test
  @Section("7.3.2")
  void aListenerThatThrowsDoesNotStopTheOthers() throws JMSException, InterruptedException {
    Session session = session();
    MessageProducer producer = session.createProducer(queue(session));
    producer.send(
        session.createMessage(),
        new CompletionListener() {
          @Override
          public void onCompletion(Message message) {
            throw new UnsupportedOperationException("on purpose");
          }

          @Override
          public void onException(Message message, Exception exception) {}
        });
    Completions done = new Completions();
    producer.send(session.createMessage(), done);
    assertNotNull(next(done.calls));
  }
}
