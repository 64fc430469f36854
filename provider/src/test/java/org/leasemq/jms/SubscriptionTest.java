package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Jakarta Messaging 3.1, 8.3.2 to 8.3.4: subscriptions that are durable or shared. */
class SubscriptionTest extends JmsFixture {

  private Connection connection;
  private Session session;
  private Session publishing;
  private Topic topic;
  private Topic another;

  @BeforeEach
  void open() throws JMSException {
    connection = connect();
    connection.setClientID("me");
    connection.start();
    session = connection.createSession();
    publishing = connect().createSession();
    topic = session.createTopic("prices");
    another = session.createTopic("weather");
  }

  private void publish(String... texts) throws JMSException {
    publish(publishing, topic, texts);
  }

  private static void publish(Session from, Topic to, String... texts) throws JMSException {
    try (var producer = from.createProducer(to)) {
      for (String text : texts) {
        producer.send(from.createTextMessage(text));
      }
    }
  }

  private static void assertNothing(MessageConsumer consumer) throws JMSException {
    assertNull(consumer.receiveNoWait());
  }

  /** JMSException itself, or IllegalStateException where a state can be mended. */
  private static void assertRefused(Executable call) {
    assertThrows(JMSException.class, call);
  }

  // 8.3.3: unshared durable subscriptions.

  @Test
  void aDurableSubscriptionKeepsWhatIsPublishedWhileItIsInactive() throws JMSException {
    session.createDurableConsumer(topic, "all").close();
    publish("a", "b");
    MessageConsumer consumer = session.createDurableConsumer(topic, "all");
    assertEquals("a", receive(consumer).getText());
    consumer.close();
    publish("c");
    TopicSubscriber subscriber = session.createDurableSubscriber(topic, "all");
    assertEquals(topic, subscriber.getTopic());
    assertFalse(subscriber.getNoLocal());
    assertEquals("b", receive(subscriber).getText());
    assertEquals("c", receive(subscriber).getText());
    assertNothing(subscriber);
  }

  @Test
  void itNeedsAClientId() throws JMSException {
    assertThrows(IllegalStateException.class, () -> publishing.createDurableConsumer(topic, "all"));
    assertThrows(
        IllegalStateException.class,
        () -> publishing.createDurableConsumer(topic, "all", null, false));
    assertThrows(
        IllegalStateException.class, () -> publishing.createDurableSubscriber(topic, "all"));
    assertThrows(
        IllegalStateException.class,
        () -> publishing.createDurableSubscriber(topic, "all", null, false));
    try (JMSContext context = factory.createContext()) {
      assertThrows(
          IllegalStateRuntimeException.class, () -> context.createDurableConsumer(topic, "all"));
    }
  }

  @Test
  void anAdministeredClientIdServes() throws JMSException {
    factory.setClientId("administered");
    Session administered = started().createSession();
    assertNotNull(administered.createDurableConsumer(topic, "all"));
  }

  @Test
  void itHasOneActiveConsumer() throws JMSException {
    MessageConsumer first = session.createDurableConsumer(topic, "all");
    Session second = connection.createSession();
    assertRefused(() -> second.createDurableConsumer(topic, "all"));
    assertRefused(() -> second.createDurableSubscriber(topic, "all"));
    assertRefused(() -> second.createDurableConsumer(another, "all"));
    publish("still there");
    assertEquals("still there", receive(first).getText());
    session.close();
    second.createDurableConsumer(topic, "all").close();
  }

  @Test
  void eachClientIdHasNamesOfItsOwn() throws JMSException {
    Connection you = connect();
    you.setClientID("you");
    you.start();
    MessageConsumer mine = session.createDurableConsumer(topic, "all");
    MessageConsumer yours = you.createSession().createDurableConsumer(topic, "all");
    publish("a");
    assertEquals("a", receive(mine).getText());
    assertEquals("a", receive(yours).getText());
  }

  @Test
  void anotherTopicOrSelectorOrNoLocalMakesItAnew() throws JMSException {
    session.createDurableConsumer(topic, "all").close();
    publish("lost with the selector");
    MessageConsumer selecting =
        session.createDurableConsumer(topic, "all", "JMSPriority = 4", false);
    assertNothing(selecting);
    publish("lost with noLocal");
    selecting.close();
    TopicSubscriber noLocal =
        session.createDurableSubscriber(topic, "all", "JMSPriority = 4", true);
    assertTrue(noLocal.getNoLocal());
    assertNothing(noLocal);
    publish("lost with the topic");
    noLocal.close();
    MessageConsumer elsewhere =
        session.createDurableConsumer(another, "all", "JMSPriority = 4", true);
    publish("nothing to it");
    publish(publishing, another, "a");
    assertEquals("a", receive(elsewhere).getText());
    assertNothing(elsewhere);
  }

  @Test
  void theSameSpecificationGoesOn() throws JMSException {
    session.createDurableConsumer(topic, "all", "JMSPriority = 4", true).close();
    publish("a");
    MessageConsumer consumer = session.createDurableConsumer(topic, "all", "JMSPriority = 4", true);
    assertEquals("a", receive(consumer).getText());
    consumer.close();
    session.createDurableConsumer(topic, "plain", "", false).close();
    publish("b");
    assertEquals("b", receive(session.createDurableConsumer(topic, "plain")).getText());
  }

  /** Own connection, or any other with the same client id. */
  @Test
  void noLocalShutsOutTheClientId() throws JMSException {
    session.createDurableConsumer(topic, "foreign", null, true).close();
    publish(session, topic, "own");
    connection.close();
    Connection later = connect();
    later.setClientID("me");
    later.start();
    Session again = later.createSession();
    publish(again, topic, "own too");
    publish("foreign");
    MessageConsumer consumer = again.createDurableConsumer(topic, "foreign", null, true);
    assertEquals("foreign", receive(consumer).getText());
    assertNothing(consumer);
  }

  @Test
  void whatIsNotAcknowledgedComesAgainToTheNextConsumer() throws JMSException {
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = client.createDurableConsumer(topic, "all");
    publish("a", "b");
    receive(consumer).acknowledge();
    receive(consumer);
    client.close();
    TextMessage again = receive(session.createDurableConsumer(topic, "all"));
    assertEquals("b", again.getText());
    assertTrue(again.getJMSRedelivered());
  }

  @Test
  void aPoisonousMessageIsADeadLetterWithItsTopic() throws JMSException {
    Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = transacted.createDurableConsumer(topic, "all");
    publish("poison");
    TextMessage last = null;
    for (int i = 1; i <= 2; i++) {
      last = receive(consumer);
      assertEquals(i, last.getIntProperty("JMSXDeliveryCount"));
      transacted.rollback();
    }
    assertEquals(topic, last.getJMSDestination());
  }

  // 8.3.2 and 8.3.4: shared subscriptions.

  @Test
  void sharedConsumersShareTheMessages() throws JMSException {
    for (boolean durable : new boolean[] {false, true}) {
      List<MessageConsumer> consumers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Session each = started().createSession();
        consumers.add(
            durable
                ? each.createSharedDurableConsumer(topic, "work")
                : each.createSharedConsumer(topic, "work"));
      }
      publish("a", "b", "c");
      TreeSet<String> received = new TreeSet<>();
      for (MessageConsumer consumer : consumers) {
        received.add(receive(consumer).getText());
      }
      assertEquals(new TreeSet<>(List.of("a", "b", "c")), received);
      for (MessageConsumer consumer : consumers) {
        assertNothing(consumer);
        consumer.close();
      }
    }
  }

  @Test
  void aSharedSubscriptionIsOverWithItsLastConsumer() throws JMSException {
    MessageConsumer one = session.createSharedConsumer(topic, "work");
    MessageConsumer two = connection.createSession().createSharedConsumer(topic, "work");
    one.close();
    two.close();
    publish("nobody is there");
    MessageConsumer three = session.createSharedConsumer(topic, "work");
    assertNothing(three);
    publish("a");
    assertEquals("a", receive(three).getText());
  }

  @Test
  void aSharedSubscriptionOutlivesAllButItsLastConsumer() throws JMSException {
    Session anonymous = started().createSession();
    MessageConsumer one = anonymous.createSharedConsumer(topic, "work");
    MessageConsumer two = started().createSession().createSharedConsumer(topic, "work");
    publish("a");
    one.close();
    assertEquals("a", receive(two).getText());
  }

  @Test
  void aSharedDurableSubscriptionStays() throws JMSException {
    session.createSharedDurableConsumer(topic, "work", "JMSPriority = 4").close();
    publish("a");
    MessageConsumer consumer =
        session.createSharedDurableConsumer(topic, "work", "JMSPriority = 4");
    assertEquals("JMSPriority = 4", consumer.getMessageSelector());
    assertEquals("a", receive(consumer).getText());
  }

  @Test
  void theClientIdIsPartOfASharedSubscriptionsName() throws JMSException {
    Session anonymous = started().createSession();
    MessageConsumer mine = session.createSharedConsumer(topic, "work");
    MessageConsumer nobodys = anonymous.createSharedConsumer(topic, "work");
    MessageConsumer mineDurable = session.createSharedDurableConsumer(topic, "work");
    MessageConsumer nobodysDurable = anonymous.createSharedDurableConsumer(topic, "work");
    publish("a");
    for (MessageConsumer each : List.of(mine, nobodys, mineDurable, nobodysDurable)) {
      assertEquals("a", receive(each).getText());
    }
  }

  @Test
  void anActiveSharedSubscriptionHasOneTopicAndSelector() throws JMSException {
    MessageConsumer plain = session.createSharedConsumer(topic, "work");
    assertRefused(() -> session.createSharedConsumer(another, "work"));
    assertRefused(() -> session.createSharedConsumer(topic, "work", "JMSPriority = 4"));
    MessageConsumer durable = session.createSharedDurableConsumer(topic, "work");
    assertRefused(() -> session.createSharedDurableConsumer(another, "work"));
    assertRefused(() -> session.createSharedDurableConsumer(topic, "work", "JMSPriority = 4"));
    plain.close();
    durable.close();
    session.createSharedConsumer(another, "work", "JMSPriority = 4");
    publish("lost: the durable one is made anew");
    MessageConsumer anew = session.createSharedDurableConsumer(another, "work");
    publish(publishing, another, "a");
    assertEquals("a", receive(anew).getText());
  }

  @Test
  void aDurableSubscriptionIsEitherSharedOrNot() throws JMSException {
    MessageConsumer shared = session.createSharedDurableConsumer(topic, "one");
    assertRefused(() -> session.createDurableConsumer(topic, "one"));
    shared.close();
    assertRefused(() -> session.createDurableConsumer(topic, "one"));
    assertRefused(() -> session.createDurableSubscriber(topic, "one"));
    MessageConsumer unshared = session.createDurableConsumer(topic, "two");
    assertRefused(() -> session.createSharedDurableConsumer(topic, "two"));
    unshared.close();
    assertRefused(() -> session.createSharedDurableConsumer(topic, "two"));
  }

  /** Durable subscriptions and shared ones that are not may have the same name. */
  @Test
  void durableAndOtherNamesAreApart() throws JMSException {
    MessageConsumer durable = session.createDurableConsumer(topic, "same");
    MessageConsumer shared = session.createSharedConsumer(topic, "same");
    publish("a");
    assertEquals("a", receive(durable).getText());
    assertEquals("a", receive(shared).getText());
  }

  // Session.unsubscribe.

  @Test
  void unsubscribeDeletesTheSubscriptionAndItsMessages() throws JMSException {
    session.createDurableConsumer(topic, "all").close();
    publish("lost");
    session.unsubscribe("all");
    MessageConsumer consumer = session.createDurableConsumer(topic, "all");
    assertNothing(consumer);
    consumer.close();
    session.unsubscribe("all");
    publishing.createSharedDurableConsumer(topic, "shared").close();
    assertThrows(InvalidDestinationException.class, () -> session.unsubscribe("shared"));
    publishing.unsubscribe("shared");
    assertThrows(InvalidDestinationException.class, () -> publishing.unsubscribe("shared"));
  }

  @Test
  void unsubscribeRefusesWhatDoesNotExist() {
    assertThrows(InvalidDestinationException.class, () -> session.unsubscribe("unknown"));
    assertThrows(InvalidDestinationException.class, () -> session.unsubscribe(""));
    assertThrows(InvalidDestinationException.class, () -> session.unsubscribe(null));
    try (JMSContext context = factory.createContext()) {
      assertThrows(InvalidDestinationRuntimeException.class, () -> context.unsubscribe("unknown"));
    }
  }

  @Test
  void unsubscribeRefusesAnActiveSubscription() throws JMSException {
    MessageConsumer consumer = session.createDurableConsumer(topic, "all");
    assertThrows(IllegalStateException.class, () -> session.unsubscribe("all"));
    publish("a");
    assertEquals("a", receive(consumer).getText());
    MessageConsumer shared = session.createSharedDurableConsumer(topic, "shared");
    assertThrows(IllegalStateException.class, () -> session.unsubscribe("shared"));
    shared.close();
    consumer.close();
    session.unsubscribe("all");
    session.unsubscribe("shared");
  }

  @Test
  void unsubscribeRefusesWhileAMessageIsNotSettled() throws JMSException {
    Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
    MessageConsumer inTransaction = transacted.createDurableConsumer(topic, "transacted");
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer held = client.createDurableConsumer(topic, "held");
    publish("a");
    receive(inTransaction);
    inTransaction.close();
    TextMessage message = receive(held);
    held.close();
    assertThrows(IllegalStateException.class, () -> transacted.unsubscribe("transacted"));
    assertThrows(IllegalStateException.class, () -> client.unsubscribe("held"));
    assertRefused(() -> session.createDurableConsumer(another, "held"));
    transacted.commit();
    transacted.unsubscribe("transacted");
    message.acknowledge();
    client.unsubscribe("held");
  }

  @Test
  void inAnAutomaticSessionWhatWasReceivedIsSettledWithTheClose() throws JMSException {
    for (int mode : new int[] {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE}) {
      Session automatic = connection.createSession(mode);
      MessageConsumer consumer = automatic.createDurableConsumer(topic, "all");
      publish("a");
      receive(consumer);
      consumer.close();
      automatic.unsubscribe("all");
    }
  }

  // Names.

  /** 4.2.4: letters, digits, underscore, dot, minus; up to 128 characters. */
  @Test
  void namesMayBeLong() throws JMSException {
    String name = "Ab0_.-" + "ä".repeat(122);
    session.createDurableConsumer(topic, name).close();
    publish("a");
    assertEquals("a", receive(session.createDurableConsumer(topic, name)).getText());
    session.createSharedConsumer(topic, name);
    session.createSharedDurableConsumer(topic, name + "2");
  }

  @Test
  void missingNamesAreRefused() {
    for (String name : new String[] {null, ""}) {
      assertRefused(() -> session.createDurableConsumer(topic, name));
      assertRefused(() -> session.createDurableSubscriber(topic, name));
      assertRefused(() -> session.createSharedConsumer(topic, name));
      assertRefused(() -> session.createSharedDurableConsumer(topic, name));
    }
  }

  @Test
  void invalidSelectorsAreRefusedAtOnce() throws JMSException {
    String invalid = "a =";
    assertThrows(
        InvalidSelectorException.class,
        () -> session.createDurableConsumer(topic, "s", invalid, false));
    assertThrows(
        InvalidSelectorException.class,
        () -> session.createDurableSubscriber(topic, "s", invalid, false));
    assertThrows(
        InvalidSelectorException.class, () -> session.createSharedConsumer(topic, "s", invalid));
    assertThrows(
        InvalidSelectorException.class,
        () -> session.createSharedDurableConsumer(topic, "s", invalid));
    assertThrows(InvalidDestinationException.class, () -> session.unsubscribe("s"));
  }

  // The simplified interface.

  @Test
  void contextsHaveAllKindsOfSubscription() {
    factory.setClientId("context");
    try (JMSContext context = factory.createContext();
        JMSContext child = context.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
      var durable = context.createDurableConsumer(topic, "durable");
      var selecting = context.createDurableConsumer(topic, "selecting", "JMSPriority = 4", true);
      var shared = context.createSharedConsumer(topic, "shared");
      var sharedToo = child.createSharedConsumer(topic, "shared", "");
      var sharedDurable = context.createSharedDurableConsumer(topic, "both", "JMSPriority = 4");
      context.createProducer().send(topic, "a");
      assertEquals("a", durable.receiveBody(String.class, SOON));
      assertNull(selecting.receiveNoWait());
      assertEquals("a", sharedDurable.receiveBody(String.class, SOON));
      sharedToo.close();
      assertEquals("a", shared.receiveBody(String.class, SOON));
      assertThrows(JMSRuntimeException.class, () -> child.createDurableConsumer(topic, "durable"));
      assertThrows(IllegalStateRuntimeException.class, () -> child.unsubscribe("durable"));
      durable.close();
      child.unsubscribe("durable");
    }
  }

  /** However many come and go at a time: one subscription, no message lost, none twice. */
  @Test
  void sharedConsumersComeAndGoTogether() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    MessageConsumer stays = started().createSession().createSharedConsumer(topic, "work");
    stays.setMessageListener(message -> Unchecked.run(() -> seen.add(text(message))));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Session own = started().createSession();
      Thread thread =
          new Thread(
              () -> {
                for (int round = 0; round < 20; round++) {
                  Unchecked.run(
                      () -> {
                        try (MessageConsumer consumer = own.createSharedConsumer(topic, "work")) {
                          TextMessage message = (TextMessage) consumer.receiveNoWait();
                          if (message != null) {
                            seen.add(message.getText());
                          }
                        }
                      });
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (int i = 0; i < 50; i++) {
      publish("m" + i);
    }
    TreeSet<String> received = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      assertTrue(received.add(next(seen)));
    }
    for (Thread thread : threads) {
      join(thread);
    }
    assertTrue(seen.isEmpty());
  }

  /** The last one may leave while the next one comes. */
  @Test
  void theLastConsumerMayLeaveWhileTheNextComes() throws Exception {
    List<Thread> threads = new ArrayList<>();
    BlockingQueue<Object> failures = new LinkedBlockingQueue<>();
    for (int i = 0; i < 4; i++) {
      Session own = started().createSession();
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int round = 0; round < 20; round++) {
                    MessageConsumer consumer = own.createSharedConsumer(topic, "work");
                    publish(own, topic, "a");
                    consumer.close();
                  }
                } catch (JMSException | RuntimeException e) {
                  failures.add(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      join(thread);
    }
    assertTrue(failures.isEmpty(), failures::toString);
    MessageConsumer last = session.createSharedConsumer(topic, "work");
    assertNothing(last);
  }
}
