package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions (Jakarta Messaging 3.1, 6.2). */
class SessionsTest extends SpecFixture {

  // 6.2.1, 10.3: destinations and selectors are checked when a consumer or browser is made

  @Test
  @Section("Session.createConsumer")
  void aNullDestinationIsInvalidForAConsumer() throws JMSException {
    Session session = session();
    assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null));
    assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null, "a = 1"));
    assertThrows(
        InvalidDestinationException.class, () -> session.createConsumer(null, "a = 1", true));
  }

  @Test
  @Section("Session.createBrowser")
  void aNullQueueIsInvalidForABrowser() throws JMSException {
    Session session = session();
    assertThrows(InvalidDestinationException.class, () -> session.createBrowser(null));
    assertThrows(InvalidDestinationException.class, () -> session.createBrowser(null, "a = 1"));
  }

  @Test
  @Section("Session.createConsumer")
  void aNullTopicIsInvalidForASubscription() throws JMSException {
    Connection connection = connect();
    connection.setClientID(unique("client"));
    Session session = connection.createSession();
    assertThrows(
        InvalidDestinationException.class, () -> session.createDurableSubscriber(null, "s"));
    assertThrows(
        InvalidDestinationException.class,
        () -> session.createDurableSubscriber(null, "s", "a = 1", false));
    assertThrows(InvalidDestinationException.class, () -> session.createDurableConsumer(null, "s"));
    assertThrows(
        InvalidDestinationException.class,
        () -> session.createDurableConsumer(null, "s", "a = 1", false));
    assertThrows(InvalidDestinationException.class, () -> session.createSharedConsumer(null, "s"));
    assertThrows(
        InvalidDestinationException.class, () -> session.createSharedConsumer(null, "s", "a = 1"));
    assertThrows(
        InvalidDestinationException.class, () -> session.createSharedDurableConsumer(null, "s"));
    assertThrows(
        InvalidDestinationException.class,
        () -> session.createSharedDurableConsumer(null, "s", "a = 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a =", "=", "a = 'x", "a BETWEEN 1", "a LIKE 5", "1 = 1)", "definitely not"})
  @Section("10.3")
  void anInvalidSelectorIsRefusedWhenItIsGiven(String selector) throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    assertThrows(InvalidSelectorException.class, () -> session.createConsumer(queue, selector));
    assertThrows(
        InvalidSelectorException.class, () -> session.createConsumer(queue, selector, false));
    assertThrows(InvalidSelectorException.class, () -> session.createBrowser(queue, selector));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a =", "=", "a = 'x"})
  @Section("10.3")
  void anInvalidSelectorIsRefusedForEachKindOfSubscription(String selector) throws JMSException {
    Connection connection = connect();
    connection.setClientID(unique("client"));
    Session session = connection.createSession();
    Topic topic = topic(session);
    String name = unique("subscription");
    assertThrows(
        InvalidSelectorException.class, () -> session.createConsumer(topic, selector, true));
    assertThrows(
        InvalidSelectorException.class, () -> session.createSharedConsumer(topic, name, selector));
    assertThrows(
        InvalidSelectorException.class,
        () -> session.createDurableConsumer(topic, name, selector, false));
    assertThrows(
        InvalidSelectorException.class,
        () -> session.createDurableSubscriber(topic, name, selector, false));
    assertThrows(
        InvalidSelectorException.class,
        () -> session.createSharedDurableConsumer(topic, name, selector));
    assertThrows(InvalidDestinationException.class, () -> session.unsubscribe(name));
  }

  @Test
  @Section("3.8.1.1")
  void anEmptySelectorIsNone() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageConsumer consumer = session.createConsumer(queue, "");
    assertNull(consumer.getMessageSelector());
    QueueBrowser browser = session.createBrowser(queue, "");
    assertNull(browser.getMessageSelector());
    assertNull(session.createConsumer(queue, null).getMessageSelector());
    send(session, queue, "m");
    assertReceives(consumer, "m");
  }

  @Test
  @Section("MessageConsumer.getMessageSelector")
  void theSelectorIsTheOneThatWasGiven() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    assertEquals("a = 1", session.createConsumer(queue, "a = 1").getMessageSelector());
    assertNull(session.createConsumer(queue).getMessageSelector());
    assertEquals("a = 1", session.createBrowser(queue, "a = 1").getMessageSelector());
  }

  // 6.2.2 Temporary destinations

  @Test
  @Section("6.2.2")
  void aTemporaryQueueServesEverySessionOfItsConnection() throws JMSException {
    Connection connection = started();
    Session first = connection.createSession();
    Session second = connection.createSession();
    TemporaryQueue queue = first.createTemporaryQueue();
    MessageConsumer consumer = second.createConsumer(queue);
    first.close();
    send(session(), queue, "m");
    assertReceives(consumer, "m");
  }

  @Test
  @Section("6.2.2")
  void onlyItsOwnConnectionConsumesATemporaryQueue() throws JMSException {
    TemporaryQueue queue = session().createTemporaryQueue();
    Session other = session();
    assertThrows(JMSException.class, () -> other.createConsumer(queue));
    assertThrows(JMSException.class, () -> other.createConsumer(queue, "a = 1"));
  }

  @Test
  @Section("6.2.2")
  void onlyItsOwnConnectionConsumesATemporaryTopic() throws JMSException {
    TemporaryTopic topic = session().createTemporaryTopic();
    Session other = session();
    assertThrows(JMSException.class, () -> other.createConsumer(topic));
  }

  @Test
  @Section("6.2.2")
  void aTemporaryTopicDeliversToItsConnection() throws JMSException {
    Session session = session();
    TemporaryTopic topic = session.createTemporaryTopic();
    MessageConsumer first = session.createConsumer(topic);
    MessageConsumer second = session.createConsumer(topic);
    send(session(), topic, "m");
    assertReceives(first, "m");
    assertReceives(second, "m");
  }

  @Test
  @Section("6.2.2")
  void eachTemporaryDestinationIsUnique() throws JMSException {
    Session session = session();
    assertNotEquals(
        session.createTemporaryQueue().getQueueName(),
        session.createTemporaryQueue().getQueueName());
    assertNotEquals(
        session.createTemporaryTopic().getTopicName(),
        session.createTemporaryTopic().getTopicName());
  }

  @Test
  @Section("TemporaryQueue.delete")
  void aTemporaryQueueCannotBeDeletedWhileItIsConsumed() throws JMSException {
    Session session = session();
    TemporaryQueue queue = session.createTemporaryQueue();
    MessageConsumer consumer = session.createConsumer(queue);
    assertThrows(JMSException.class, queue::delete);
    consumer.close();
    queue.delete();
  }

  @Test
  @Section("TemporaryTopic.delete")
  void aTemporaryTopicCannotBeDeletedWhileItIsConsumed() throws JMSException {
    Session session = session();
    TemporaryTopic topic = session.createTemporaryTopic();
    MessageConsumer consumer = session.createConsumer(topic);
    assertThrows(JMSException.class, topic::delete);
    consumer.close();
    topic.delete();
  }

  @Test
  @Section("10.3")
  void aDeletedTemporaryQueueIsNoLongerValid() throws JMSException {
    Session session = session();
    TemporaryQueue queue = session.createTemporaryQueue();
    MessageProducer producer = session.createProducer(queue);
    queue.delete();
    assertThrows(InvalidDestinationException.class, () -> producer.send(session.createMessage()));
    assertThrows(InvalidDestinationException.class, () -> session.createConsumer(queue));
  }

  @Test
  @Section("6.2.2")
  void aTemporaryQueueEndsWithItsConnection() throws JMSException {
    Connection connection = started();
    TemporaryQueue queue = connection.createSession().createTemporaryQueue();
    connection.close();
    Session session = session();
    MessageProducer producer = session.createProducer(null);
    Message message = session.createMessage();
    assertThrows(InvalidDestinationException.class, () -> producer.send(queue, message));
  }

  // 6.2.3, 6.2.4

  @Test
  @Section("6.2.3")
  void destinationsMadeFromOneNameAreOne() throws JMSException {
    Session session = session();
    String name = unique("queue");
    Queue queue = session.createQueue(name);
    assertEquals(name, queue.getQueueName());
    MessageConsumer consumer = session.createConsumer(session.createQueue(name));
    send(session(), queue, "m");
    assertReceives(consumer, "m");
    assertEquals(name, session.createTopic(name).getTopicName());
  }

  @Test
  @Section("6.2.4")
  void aMessageCanBeSentBySessionsThatDidNotMakeIt() throws JMSException {
    Message message = session().createTextMessage("m");
    Session other = session();
    Queue queue = queue(other);
    other.createProducer(queue).send(message);
    assertReceives(other.createConsumer(queue), "m");
  }

  // 6.2.7 Transactions

  @Test
  @Section("6.2.7")
  void whatATransactionSendsIsSentByItsCommit() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    MessageConsumer consumer = session().createConsumer(queue);
    send(session, queue, "a", "b");
    assertNothing(consumer);
    session.commit();
    assertReceives(consumer, "a", "b");
  }

  @Test
  @Section("6.2.7")
  void whatATransactionSendsIsDestroyedByItsRollback() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    send(session, queue, "a");
    session.rollback();
    send(session, queue, "b");
    session.commit();
    MessageConsumer consumer = session().createConsumer(queue);
    assertReceives(consumer, "b");
    assertNothing(consumer);
  }

  @Test
  @Section("6.2.7")
  void whatATransactionReceivesIsAcknowledgedByItsCommit() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    send(session(), queue, "a", "b");
    MessageConsumer consumer = session.createConsumer(queue);
    assertReceives(consumer, "a");
    session.commit();
    assertReceives(consumer, "b");
    session.rollback();
    assertReceives(consumer, "b");
    session.commit();
    assertNothing(consumer);
  }

  @Test
  @Section("6.2.7")
  void whatATransactionReceivesComesBackInOrderAfterItsRollback() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    send(session(), queue, "a", "b", "c", "d");
    MessageConsumer consumer = session.createConsumer(queue);
    assertReceives(consumer, "a", "b", "c");
    session.rollback();
    assertReceives(consumer, "a", "b", "c", "d");
    session.commit();
  }

  @Test
  @Section("6.2.7")
  void aTransactionSpansProducersAndConsumersOfItsSession() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue in = queue(session);
    Queue out = queue(session);
    send(session(), in, "a");
    MessageConsumer consumer = session.createConsumer(in);
    assertReceives(consumer, "a");
    send(session, out, "A");
    session.rollback();
    MessageConsumer outside = session().createConsumer(out);
    assertNothing(outside);
    assertReceives(consumer, "a");
    send(session, out, "B");
    session.commit();
    assertReceives(outside, "B");
  }

  @Test
  @Section("10.3")
  void commitAndRollbackNeedATransaction() throws JMSException {
    for (int mode = 1; mode <= 3; mode++) {
      Session session = session(mode);
      assertThrows(IllegalStateException.class, session::commit);
      assertThrows(IllegalStateException.class, session::rollback);
    }
  }

  @Test
  @Section("Session.recover")
  void recoverIsRefusedInATransaction() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    assertThrows(IllegalStateException.class, session::recover);
  }

  // 6.2.9 Order

  @Test
  @Section("6.2.9")
  void messagesOfASessionArriveInTheOrderOfTheirSends() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer one = session.createProducer(queue);
    MessageProducer two = session.createProducer(queue);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String text = "m" + i;
      (i % 3 == 0 ? two : one).send(session.createTextMessage(text));
      sent.add(text);
    }
    assertReceives(session.createConsumer(queue), sent.toArray(String[]::new));
  }

  @Test
  @Section("6.2.9.2")
  void messagesOfOneDeliveryModeKeepTheirOrder() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    for (int i = 0; i < 20; i++) {
      producer.send(
          session.createTextMessage("" + i),
          i % 2 == 0 ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT,
          4,
          0);
    }
    MessageConsumer consumer = session.createConsumer(queue);
    int[] last = {-2, -1};
    for (int i = 0; i < 20; i++) {
      int number = Integer.parseInt(text(next(consumer)));
      assertTrue(number > last[number % 2], () -> number + " after " + last[number % 2]);
      last[number % 2] = number;
    }
  }

  // 6.2.10 Acknowledgment

  @Test
  @Section("6.2.10")
  void acknowledgeAcknowledgesAllThatTheSessionWasGiven() throws JMSException {
    Connection connection = started();
    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    Queue one = queue(session);
    Queue two = queue(session);
    send(session, one, "a", "b");
    send(session, two, "c");
    MessageConsumer consumer = session.createConsumer(one);
    MessageConsumer other = session.createConsumer(two);
    Message first = next(consumer);
    assertReceives(other, "c");
    assertReceives(consumer, "b");
    first.acknowledge();
    connection.close();
    Session after = session();
    assertNothing(after.createConsumer(one));
    assertNothing(after.createConsumer(two));
  }

  @Test
  @Section("6.2.10")
  void whatIsNotAcknowledgedIsRedeliveredAfterClose() throws JMSException {
    Session session = session(Session.CLIENT_ACKNOWLEDGE);
    Queue queue = queue(session);
    send(session, queue, "a", "b", "c");
    MessageConsumer consumer = session.createConsumer(queue);
    next(consumer).acknowledge();
    assertReceives(consumer, "b");
    session.close();
    MessageConsumer after = session().createConsumer(queue);
    Message again = next(after);
    assertEquals("b", text(again));
    assertTrue(again.getJMSRedelivered());
    assertTrue(again.getIntProperty("JMSXDeliveryCount") >= 2);
    Message third = next(after);
    assertEquals("c", text(third));
    assertFalse(third.getJMSRedelivered());
  }

  @Test
  @Section("6.2.10")
  void recoverRestartsWithTheFirstUnacknowledgedMessage() throws JMSException {
    Session session = session(Session.CLIENT_ACKNOWLEDGE);
    Queue queue = queue(session);
    send(session, queue, "a", "b", "c", "d");
    MessageConsumer consumer = session.createConsumer(queue);
    next(consumer).acknowledge();
    assertReceives(consumer, "b", "c");
    session.recover();
    for (String text : new String[] {"b", "c"}) {
      Message again = next(consumer);
      assertEquals(text, text(again));
      assertTrue(again.getJMSRedelivered(), text);
      assertEquals(2, again.getIntProperty("JMSXDeliveryCount"), text);
    }
    Message last = next(consumer);
    assertEquals("d", text(last));
    assertFalse(last.getJMSRedelivered());
    last.acknowledge();
    session.recover();
    assertNothing(consumer);
  }

  @ParameterizedTest
  @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
  @Section("3.6")
  void acknowledgeIsIgnoredIfTheSessionDoesIt(int mode) throws JMSException {
    Session session = session(mode);
    Queue queue = queue(session);
    send(session, queue, "a");
    next(session.createConsumer(queue)).acknowledge();
    session.close();
    assertNothing(session().createConsumer(queue));
  }

  @Test
  @Section("Message.acknowledge")
  void acknowledgeIsIgnoredInATransaction() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    send(session(), queue, "a");
    MessageConsumer consumer = session.createConsumer(queue);
    next(consumer).acknowledge();
    session.rollback();
    assertReceives(consumer, "a");
    session.commit();
  }

  @ParameterizedTest
  @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
  @Section("6.2.10")
  void receiptIsAcknowledgedOnceReceiveReturns(int mode) throws JMSException {
    Session session = session(mode);
    Queue queue = queue(session);
    send(session, queue, "a");
    assertReceives(session.createConsumer(queue), "a");
    session.close();
    assertNothing(session().createConsumer(queue));
  }

  // 6.2.13, 6.2.14

  @Test
  @Section("6.2.13")
  void aSessionRunsOneListenerAtATime() throws Exception {
    Connection connection = connect();
    Session session = connection.createSession();
    Queue one = queue(session);
    Queue two = queue(session);
    AtomicInteger running = new AtomicInteger();
    BlockingQueue<Integer> most = new LinkedBlockingQueue<>();
    for (Queue queue : List.of(one, two)) {
      session
          .createConsumer(queue)
          .setMessageListener(
              message -> {
                most.add(running.incrementAndGet());
                Thread.onSpinWait();
                running.decrementAndGet();
              });
    }
    Session sending = session();
    for (int i = 0; i < 20; i++) {
      send(sending, one, "m");
      send(sending, two, "m");
    }
    connection.start();
    for (int i = 0; i < 40; i++) {
      assertEquals(1, next(most));
    }
  }

  @Test
  @Section("6.2.14")
  void listenersOfTwoSessionsRunAtTheSameTime() throws Exception {
    Connection connection = connect();
    CountDownLatch both = new CountDownLatch(2);
    BlockingQueue<Boolean> met = new LinkedBlockingQueue<>();
    Session sending = session();
    for (int i = 0; i < 2; i++) {
      Queue queue = queue(sending);
      send(sending, queue, "m");
      connection
          .createSession()
          .createConsumer(queue)
          .setMessageListener(
              message -> {
                both.countDown();
                met.add(assertDoesNotThrow(() -> both.await(SOON, TimeUnit.MILLISECONDS)));
              });
    }
    connection.start();
    assertTrue(next(met));
    assertTrue(next(met));
  }

  // 6.2.15 Closing

  @Test
  @Section("6.2.15")
  void closingAClosedSessionDoesNothing() throws JMSException {
    Session session = session();
    session.close();
    session.close();
  }

  @Test
  @Section("6.2.15")
  void aClosedSessionRefusesEverythingElse() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    Topic topic = topic(session);
    session.close();
    assertThrows(IllegalStateException.class, session::createMessage);
    assertThrows(IllegalStateException.class, session::createTextMessage);
    assertThrows(IllegalStateException.class, () -> session.createTextMessage("t"));
    assertThrows(IllegalStateException.class, session::createBytesMessage);
    assertThrows(IllegalStateException.class, session::createMapMessage);
    assertThrows(IllegalStateException.class, session::createObjectMessage);
    assertThrows(IllegalStateException.class, () -> session.createObjectMessage("o"));
    assertThrows(IllegalStateException.class, session::createStreamMessage);
    assertThrows(IllegalStateException.class, session::getTransacted);
    assertThrows(IllegalStateException.class, session::getAcknowledgeMode);
    assertThrows(IllegalStateException.class, session::commit);
    assertThrows(IllegalStateException.class, session::rollback);
    assertThrows(IllegalStateException.class, session::recover);
    assertThrows(IllegalStateException.class, session::getMessageListener);
    assertThrows(IllegalStateException.class, () -> session.setMessageListener(m -> {}));
    assertThrows(IllegalStateException.class, () -> session.createProducer(queue));
    assertThrows(IllegalStateException.class, () -> session.createConsumer(queue));
    assertThrows(IllegalStateException.class, () -> session.createConsumer(queue, "a = 1"));
    assertThrows(IllegalStateException.class, () -> session.createConsumer(topic, null, true));
    assertThrows(IllegalStateException.class, () -> session.createSharedConsumer(topic, "s"));
    assertThrows(
        IllegalStateException.class, () -> session.createSharedDurableConsumer(topic, "s"));
    assertThrows(IllegalStateException.class, () -> session.createDurableConsumer(topic, "s"));
    assertThrows(IllegalStateException.class, () -> session.createDurableSubscriber(topic, "s"));
    assertThrows(IllegalStateException.class, () -> session.createQueue("q"));
    assertThrows(IllegalStateException.class, () -> session.createTopic("t"));
    assertThrows(IllegalStateException.class, () -> session.createBrowser(queue));
    assertThrows(IllegalStateException.class, session::createTemporaryQueue);
    assertThrows(IllegalStateException.class, session::createTemporaryTopic);
    assertThrows(IllegalStateException.class, () -> session.unsubscribe("s"));
  }

  @Test
  @Section("6.2.15")
  void producersConsumersAndBrowsersCloseWithTheirSession() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    MessageConsumer consumer = session.createConsumer(queue);
    QueueBrowser browser = session.createBrowser(queue);
    Message message = session.createMessage();
    session.close();
    assertThrows(IllegalStateException.class, () -> producer.send(message));
    assertThrows(IllegalStateException.class, producer::getDestination);
    assertThrows(IllegalStateException.class, () -> consumer.receive(1));
    assertThrows(IllegalStateException.class, consumer::getMessageSelector);
    assertThrows(JMSException.class, browser::getEnumeration);
    producer.close();
    consumer.close();
    browser.close();
  }

  @Test
  @Section("6.2.15")
  void closeEndsAReceiveThatWaits() throws Exception {
    Session session = session();
    MessageConsumer consumer = session.createConsumer(queue(session));
    AtomicReference<Object> received = new AtomicReference<>("nothing yet");
    Thread receiving = new Thread(() -> received.set(assertDoesNotThrow(() -> consumer.receive())));
    receiving.start();
    awaitWaiting(receiving);
    session.close();
    join(receiving);
    assertNull(received.get());
  }

  @Test
  @Section("6.2.15")
  void acknowledgeIsRefusedOnceTheSessionIsClosed() throws JMSException {
    Session session = session(Session.CLIENT_ACKNOWLEDGE);
    Queue queue = queue(session);
    send(session, queue, "m");
    Message message = next(session.createConsumer(queue));
    session.close();
    assertThrows(IllegalStateException.class, message::acknowledge);
    assertEquals("m", text(message));
  }

  @Test
  @Section("6.2.15")
  void closeRollsTheTransactionBack() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    send(session(), queue, "in");
    assertReceives(session.createConsumer(queue), "in");
    session.close();
    Message again = next(session().createConsumer(queue));
    assertTrue(again.getJMSRedelivered());
  }

  @Test
  @Section("6.2.15")
  void aListenerThatClosesItsSessionIsRefusedOrSucceeds() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
    session
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              try {
                session.close();
                outcome.add("closed");
              } catch (IllegalStateException e) {
                outcome.add("refused");
              } catch (JMSException e) {
                outcome.add(e.toString());
              }
            });
    send(session(), queue, "m");
    String what = next(outcome);
    assertTrue(what.equals("closed") || what.equals("refused"), what);
    session.close();
    assertNothing(session().createConsumer(queue));
  }
}
