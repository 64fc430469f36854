package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JMSContext and JMSConsumer: the simplified interfaces (Jakarta Messaging 3.1, 6 and 8). */
class ContextsTest extends SpecFixture {

  @Test
  @Section("ConnectionFactory.createContext")
  void theSessionModeIsWhatWasAskedFor() {
    assertEquals(JMSContext.AUTO_ACKNOWLEDGE, context().getSessionMode());
    for (int mode = 0; mode <= 3; mode++) {
      JMSContext context = context(mode);
      assertEquals(mode, context.getSessionMode());
      assertEquals(mode == JMSContext.SESSION_TRANSACTED, context.getTransacted());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, 1000})
  @Section("ConnectionFactory.createContext")
  void anUnknownSessionModeIsRefused(int mode) {
    assertThrows(JMSRuntimeException.class, () -> PROVIDER.connections().createContext(mode));
    JMSContext context = context();
    assertThrows(JMSRuntimeException.class, () -> context.createContext(mode));
  }

  @Test
  @Section("6.1.4")
  void theFirstConsumerStartsTheConnection() throws JMSException {
    JMSContext context = context();
    assertTrue(context.getAutoStart());
    Queue queue = queue(context);
    send(context, queue, "m");
    assertReceives(context.createConsumer(queue), "m");
  }

  @Test
  @Section("6.1.4")
  void aConsumerDoesNotStartTheConnectionIfAutoStartIsOff() throws JMSException {
    JMSContext context = context();
    context.setAutoStart(false);
    assertFalse(context.getAutoStart());
    Queue queue = queue(context);
    send(context, queue, "m");
    JMSConsumer consumer = context.createConsumer(queue);
    assertNothing(consumer);
    context.start();
    assertReceives(consumer, "m");
    context.stop();
    send(context, queue, "n");
    assertNothing(consumer);
  }

  @Test
  @Section("JMSContext.createContext")
  void aSecondContextSharesTheConnection() throws JMSException {
    JMSContext first = context();
    first.setClientID(unique("client"));
    JMSContext second = first.createContext(JMSContext.SESSION_TRANSACTED);
    assertEquals(first.getClientID(), second.getClientID());
    assertEquals(JMSContext.SESSION_TRANSACTED, second.getSessionMode());
    Queue temporary = first.createTemporaryQueue();
    send(first, temporary, "m");
    assertReceives(second.createConsumer(temporary), "m");
    second.commit();
    second.close();
  }

  @Test
  @Section("6.1.8")
  void theConnectionClosesWithItsLastContext() throws JMSException {
    JMSContext first = context();
    JMSContext second = first.createContext(JMSContext.AUTO_ACKNOWLEDGE);
    Queue temporary = first.createTemporaryQueue();
    first.close();
    assertThrows(IllegalStateRuntimeException.class, first::createMessage);
    JMSConsumer consumer = second.createConsumer(temporary);
    send(second, temporary, "m");
    assertReceives(consumer, "m");
    second.close();
    JMSContext other = context();
    assertThrows(
        InvalidDestinationRuntimeException.class,
        () -> other.createProducer().send(temporary, "late"));
  }

  @Test
  @Section("6.2.15")
  void closeRollsTheTransactionBack() throws JMSException {
    JMSContext context = context(JMSContext.SESSION_TRANSACTED);
    Queue queue = queue(context);
    send(context, queue, "m");
    context.close();
    context.close();
    JMSContext after = context();
    assertNothing(after.createConsumer(queue));
  }

  @Test
  @Section("JMSContext.close")
  void aClosedContextRefusesEverythingElse() {
    JMSContext context = context();
    Queue queue = queue(context);
    Topic topic = topic(context);
    JMSProducer producer = context.createProducer();
    JMSConsumer consumer = context.createConsumer(queue);
    context.close();
    List<Runnable> refused =
        List.of(
            context::createMessage,
            context::createTextMessage,
            () -> context.createTextMessage("t"),
            context::createBytesMessage,
            context::createMapMessage,
            context::createObjectMessage,
            () -> context.createObjectMessage("o"),
            context::createStreamMessage,
            context::createProducer,
            () -> context.createConsumer(queue),
            () -> context.createSharedConsumer(topic, "s"),
            () -> context.createDurableConsumer(topic, "s"),
            () -> context.createSharedDurableConsumer(topic, "s"),
            () -> context.createBrowser(queue),
            () -> context.createQueue("q"),
            () -> context.createTopic("t"),
            context::createTemporaryQueue,
            context::createTemporaryTopic,
            () -> context.unsubscribe("s"),
            () -> context.createContext(1),
            context::getClientID,
            () -> context.setClientID("c"),
            context::getMetaData,
            context::getExceptionListener,
            () -> context.setExceptionListener(null),
            context::start,
            context::stop,
            () -> context.setAutoStart(true),
            context::commit,
            context::rollback,
            context::recover,
            context::acknowledge,
            () -> producer.send(queue, "m"),
            consumer::receiveNoWait,
            () -> consumer.receive(1),
            () -> consumer.receiveBodyNoWait(String.class),
            consumer::getMessageSelector,
            consumer::getMessageListener,
            () -> consumer.setMessageListener(m -> {}));
    for (int i = 0; i < refused.size(); i++) {
      assertThrows(IllegalStateRuntimeException.class, refused.get(i)::run, "number " + i);
    }
    consumer.close();
  }

  @Test
  @Section("JMSContext.commit")
  void commitAndRollbackNeedATransactionAndRecoverNone() {
    JMSContext context = context();
    assertThrows(IllegalStateRuntimeException.class, context::commit);
    assertThrows(IllegalStateRuntimeException.class, context::rollback);
    JMSContext transacted = context(JMSContext.SESSION_TRANSACTED);
    assertThrows(IllegalStateRuntimeException.class, transacted::recover);
  }

  @Test
  @Section("6.2.7")
  void aContextCommitsAndRollsBack() throws JMSException {
    JMSContext context = context(JMSContext.SESSION_TRANSACTED);
    Queue queue = queue(context);
    send(context, queue, "a");
    context.rollback();
    send(context, queue, "b");
    context.commit();
    JMSConsumer consumer = context.createConsumer(queue);
    assertReceives(consumer, "b");
    context.rollback();
    Message again = next(consumer);
    assertEquals("b", text(again));
    assertTrue(again.getJMSRedelivered());
    context.commit();
    assertNothing(consumer);
  }

  @Test
  @Section("JMSContext.acknowledge")
  void acknowledgeAcknowledgesAllThatTheContextWasGiven() throws JMSException {
    JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
    Queue queue = queue(context);
    send(context, queue, "a", "b", "c");
    JMSConsumer consumer = context.createConsumer(queue);
    assertReceives(consumer, "a", "b");
    context.acknowledge();
    assertReceives(consumer, "c");
    context.recover();
    assertTrue(next(consumer).getJMSRedelivered());
    context.close();
    assertReceives(context().createConsumer(queue), "c");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        JMSContext.AUTO_ACKNOWLEDGE,
        JMSContext.DUPS_OK_ACKNOWLEDGE,
        JMSContext.SESSION_TRANSACTED
      })
  @Section("JMSContext.acknowledge")
  void acknowledgeHasNoEffectInOtherModes(int mode) {
    context(mode).acknowledge();
  }

  @Test
  @Section("JMSContext.setExceptionListener")
  void theExceptionListenerIsTheOneThatWasSet() {
    JMSContext context = context();
    assertNull(context.getExceptionListener());
    ExceptionListener listener = e -> {};
    context.setExceptionListener(listener);
    assertSame(listener, context.getExceptionListener());
  }

  @Test
  @Section("JMSContext.getMetaData")
  void theMetaDataAreThere() throws JMSException {
    assertEquals(3, context().getMetaData().getJMSMajorVersion());
  }

  @Test
  @Section("10.3")
  void invalidDestinationsAndSelectorsAreRefusedWhenGiven() {
    JMSContext context = context();
    context.close();
    JMSContext named = context();
    named.setClientID(unique("client"));
    Queue queue = queue(named);
    Topic topic = topic(named);
    List<Runnable> destinations =
        List.of(
            () -> named.createConsumer(null),
            () -> named.createConsumer(null, "a = 1"),
            () -> named.createConsumer(null, "a = 1", true),
            () -> named.createBrowser(null),
            () -> named.createBrowser(null, "a = 1"),
            () -> named.createSharedConsumer(null, "s"),
            () -> named.createSharedConsumer(null, "s", "a = 1"),
            () -> named.createDurableConsumer(null, "s"),
            () -> named.createDurableConsumer(null, "s", "a = 1", false),
            () -> named.createSharedDurableConsumer(null, "s"),
            () -> named.createSharedDurableConsumer(null, "s", "a = 1"));
    for (int i = 0; i < destinations.size(); i++) {
      assertThrows(
          InvalidDestinationRuntimeException.class, destinations.get(i)::run, "number " + i);
    }
    List<Runnable> selectors =
        List.of(
            () -> named.createConsumer(queue, "a ="),
            () -> named.createConsumer(queue, "a =", true),
            () -> named.createBrowser(queue, "a ="),
            () -> named.createSharedConsumer(topic, "s", "a ="),
            () -> named.createDurableConsumer(topic, "s", "a =", false),
            () -> named.createSharedDurableConsumer(topic, "s", "a ="));
    for (int i = 0; i < selectors.size(); i++) {
      assertThrows(InvalidSelectorRuntimeException.class, selectors.get(i)::run, "number " + i);
    }
  }

  @Test
  @Section("8.3.3")
  void aDurableConsumerNeedsAClientId() {
    JMSContext context = context();
    Topic topic = topic(context);
    assertThrows(
        IllegalStateRuntimeException.class, () -> context.createDurableConsumer(topic, "s"));
    assertThrows(
        IllegalStateRuntimeException.class,
        () -> context.createDurableConsumer(topic, "s", null, false));
  }

  @Test
  @Section("8.3")
  void eachKindOfSubscriptionWorksThroughAContext() throws JMSException {
    JMSContext context = context();
    context.setClientID(unique("client"));
    Topic topic = topic(context);
    String name = unique("subscription");
    JMSConsumer unshared = context.createConsumer(topic);
    JMSConsumer shared = context.createSharedConsumer(topic, name);
    JMSConsumer durable = context.createDurableConsumer(topic, name);
    JMSConsumer sharedDurable = context.createSharedDurableConsumer(topic, name + ".shared");
    send(context, topic, "m");
    for (JMSConsumer consumer : List.of(unshared, shared, durable, sharedDurable)) {
      assertReceives(consumer, "m");
    }
    assertThrows(JMSRuntimeException.class, () -> context.unsubscribe(name));
    durable.close();
    sharedDurable.close();
    context.unsubscribe(name);
    context.unsubscribe(name + ".shared");
    assertThrows(InvalidDestinationRuntimeException.class, () -> context.unsubscribe(name));
  }

  @Test
  @Section("8.7")
  void aContextDeliversToListeners() throws Exception {
    JMSContext context = context();
    Queue queue = queue(context);
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    JMSConsumer consumer = context.createConsumer(queue);
    consumer.setMessageListener(received::add);
    assertNotNull(consumer.getMessageListener());
    send(context(), queue, "a", "b");
    assertEquals("a", text(next(received)));
    assertEquals("b", text(next(received)));
  }

  @Test
  @Section("6.1.5")
  void aListenerThatStopsOrClosesItsContextIsRefusedOrSucceeds() throws Exception {
    for (boolean close : new boolean[] {true, false}) {
      JMSContext context = context();
      Queue queue = queue(context);
      BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
      context
          .createConsumer(queue)
          .setMessageListener(
              message -> {
                try {
                  if (close) {
                    context.close();
                  } else {
                    context.stop();
                  }
                  outcome.add("done");
                } catch (IllegalStateRuntimeException e) {
                  outcome.add("refused");
                }
              });
      send(context(), queue, "m");
      String what = outcome.poll(SOON, TimeUnit.MILLISECONDS);
      assertTrue("done".equals(what) || "refused".equals(what), what);
    }
  }

  // 8.6 receiveBody

  private Queue holding(Message... messages) throws JMSException {
    JMSContext context = context();
    Queue queue = queue(context);
    for (Message message : messages) {
      context.createProducer().send(queue, message);
    }
    return queue;
  }

  @Test
  @Section("8.6")
  void receiveBodyGivesTheBodyOfEachType() throws JMSException {
    JMSContext context = context();
    Queue queue = queue(context);
    JMSProducer producer = context.createProducer();
    JMSConsumer consumer = context.createConsumer(queue);
    producer.send(queue, "text").send(queue, "text").send(queue, "text");
    assertEquals("text", consumer.receiveBody(String.class));
    assertEquals("text", consumer.receiveBody(Object.class, SOON));
    assertEquals("text", consumer.receiveBody(CharSequence.class, SOON));
    producer.send(queue, Map.of("a", (Object) 1));
    assertEquals(Map.of("a", 1), consumer.receiveBody(Map.class, SOON));
    producer.send(queue, new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, consumer.receiveBody(byte[].class, SOON));
    producer.send(queue, (Serializable) 42);
    assertEquals(42, consumer.receiveBody(Integer.class, SOON));
    assertNull(consumer.receiveBody(String.class, 1));
    assertNull(consumer.receiveBodyNoWait(String.class));
  }

  @Test
  @Section("8.6")
  void receiveBodyOfAnotherTypeLeavesTheMessageIfTheSessionAcknowledges() throws JMSException {
    JMSContext context = context();
    Queue queue = holding(context.createTextMessage("one"), context.createTextMessage("two"));
    JMSConsumer consumer = context.createConsumer(queue);
    assertThrows(
        MessageFormatRuntimeException.class, () -> consumer.receiveBody(Integer.class, SOON));
    assertThrows(
        MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Integer.class));
    Message message = next(consumer);
    assertEquals("one", text(message));
    assertFalse(message.getJMSRedelivered());
    assertEquals(1, message.getIntProperty("JMSXDeliveryCount"));
    assertEquals("two", consumer.receiveBody(String.class, SOON));
  }

  @Test
  @Section("8.6")
  void receiveBodyOfAnotherTypeTakesTheMessageIfTheClientAcknowledges() throws JMSException {
    JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
    Queue queue = holding(context.createTextMessage("one"), context.createTextMessage("two"));
    JMSConsumer consumer = context.createConsumer(queue);
    assertThrows(
        MessageFormatRuntimeException.class, () -> consumer.receiveBody(Integer.class, SOON));
    assertEquals("two", consumer.receiveBody(String.class, SOON));
    context.recover();
    Message again = next(consumer);
    assertEquals("one", text(again));
    assertTrue(again.getJMSRedelivered());
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
  }

  @Test
  @Section("8.6")
  void receiveBodyOfAnotherTypeTakesTheMessageInATransaction() throws JMSException {
    JMSContext context = context(JMSContext.SESSION_TRANSACTED);
    Queue queue = holding(context.createTextMessage("one"), context.createTextMessage("two"));
    JMSConsumer consumer = context.createConsumer(queue);
    assertThrows(
        MessageFormatRuntimeException.class, () -> consumer.receiveBody(Integer.class, SOON));
    assertEquals("two", consumer.receiveBody(String.class, SOON));
    context.rollback();
    Message again = next(consumer);
    assertEquals("one", text(again));
    assertTrue(again.getJMSRedelivered());
    context.commit();
  }

  @Test
  @Section("8.6")
  void receiveBodyRefusesMessagesWithoutABody() throws JMSException {
    JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
    StreamMessage stream = context.createStreamMessage();
    stream.writeInt(1);
    TextMessage text = context.createTextMessage();
    ObjectMessage object = context.createObjectMessage();
    MapMessage map = context.createMapMessage();
    Queue queue = holding(stream, context.createMessage(), text, object);
    JMSConsumer consumer = context.createConsumer(queue);
    for (Class<?> type : List.of(Object.class, Object.class, String.class, Serializable.class)) {
      assertThrows(
          MessageFormatRuntimeException.class, () -> consumer.receiveBody(type, SOON), "" + type);
    }
    assertNotNull(map);
  }

  @Test
  @Section("8.8")
  void aClosedConsumerRefusesEverythingElse() {
    JMSContext context = context();
    JMSConsumer consumer = context.createConsumer(queue(context), "a = 1");
    assertEquals("a = 1", consumer.getMessageSelector());
    consumer.close();
    consumer.close();
    assertThrows(IllegalStateRuntimeException.class, consumer::receive);
    assertThrows(IllegalStateRuntimeException.class, () -> consumer.receive(1));
    assertThrows(IllegalStateRuntimeException.class, consumer::receiveNoWait);
    assertThrows(IllegalStateRuntimeException.class, () -> consumer.receiveBody(String.class));
    assertThrows(IllegalStateRuntimeException.class, consumer::getMessageSelector);
    assertThrows(IllegalStateRuntimeException.class, consumer::getMessageListener);
  }

  @Test
  @Section("8.8")
  void aReceiveThatWaitsReturnsNullWhenItsContextIsClosed() throws Exception {
    JMSContext context = context();
    JMSConsumer consumer = context.createConsumer(queue(context));
    BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
    Thread receiving =
        new Thread(() -> outcome.add("" + assertDoesNotThrow(() -> consumer.receive())));
    receiving.start();
    awaitWaiting(receiving);
    context.close();
    join(receiving);
    assertEquals("null", next(outcome));
  }
}
