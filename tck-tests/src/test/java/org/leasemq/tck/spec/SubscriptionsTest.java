package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics and the four kinds of subscription (Jakarta Messaging 3.1, 4.2 and 8.3). */
class SubscriptionsTest extends SpecFixture {

  private String clientId;
  private String name;
  private Session publishing;
  private Topic topic;

  @BeforeEach
  void names() throws JMSException {
    clientId = unique("client");
    name = unique("subscription");
    publishing = session();
    topic = topic(publishing);
  }

  private Connection named() throws JMSException {
    Connection connection = connect();
    connection.setClientID(clientId);
    connection.start();
    return connection;
  }

  private void publish(String... texts) throws JMSException {
    send(publishing, topic, texts);
  }

  private void publishWith(int property, String text) throws JMSException {
    Message message = publishing.createTextMessage(text);
    message.setIntProperty("p", property);
    MessageProducer producer = publishing.createProducer(topic);
    producer.send(message);
    producer.close();
  }

  private static void remove(Session session, String subscription) throws JMSException {
    session.unsubscribe(subscription);
    assertThrows(InvalidDestinationException.class, () -> session.unsubscribe(subscription));
  }

  // 4.2.2

  @Test
  @Section("4.2.2")
  void eachSubscriptionReceivesACopy() throws JMSException {
    MessageConsumer one = session().createConsumer(topic);
    MessageConsumer two = session().createConsumer(topic);
    publish("a", "b");
    assertReceives(one, "a", "b");
    assertReceives(two, "a", "b");
  }

  @Test
  @Section("4.2.2")
  void workOnOneCopyDoesNotTouchAnother() throws JMSException {
    Session transacted = session(Session.SESSION_TRANSACTED);
    MessageConsumer one = transacted.createConsumer(topic);
    MessageConsumer two = session().createConsumer(topic);
    publish("a");
    TextMessage mine = (TextMessage) next(one);
    mine.clearBody();
    mine.setText("changed");
    transacted.rollback();
    Message other = next(two);
    assertEquals("a", text(other));
    assertFalse(other.getJMSRedelivered());
    assertEquals(1, other.getIntProperty("JMSXDeliveryCount"));
    Message again = next(one);
    assertEquals("a", text(again));
    assertTrue(again.getJMSRedelivered());
    transacted.commit();
  }

  @Test
  @Section("4.2.2")
  void whatWasPublishedBeforeTheSubscriptionIsNotReceived() throws JMSException {
    publish("early");
    MessageConsumer consumer = session().createConsumer(topic);
    publish("late");
    assertReceives(consumer, "late");
    assertNothing(consumer);
  }

  @Test
  @Section("6.2.9")
  void messagesArriveInTheOrderTheyWerePublished() throws JMSException {
    MessageConsumer one = session().createConsumer(topic);
    MessageConsumer two = session().createConsumer(topic);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      texts.add("" + i);
    }
    publish(texts.toArray(String[]::new));
    assertReceives(one, texts.toArray(String[]::new));
    assertReceives(two, texts.toArray(String[]::new));
  }

  @Test
  @Section("4.2.2")
  void aTopicAndAQueueOfOneNameAreTwoDestinations() throws JMSException {
    String both = unique("both");
    Session session = session();
    MessageConsumer fromQueue = session.createConsumer(session.createQueue(both));
    MessageConsumer fromTopic = session.createConsumer(session.createTopic(both));
    send(session, session.createTopic(both), "t");
    assertReceives(fromTopic, "t");
    assertNothing(fromQueue);
    send(session, session.createQueue(both), "q");
    assertReceives(fromQueue, "q");
    assertNothing(fromTopic);
  }

  @Test
  @Section("7.9")
  void aDelayedMessageIsOnlyForSubscriptionsThatExistWhenItIsSent() throws JMSException {
    MessageConsumer early = session().createConsumer(topic);
    MessageProducer producer = publishing.createProducer(topic);
    producer.setDeliveryDelay(100);
    producer.send(publishing.createTextMessage("delayed"));
    MessageConsumer late = session().createConsumer(topic);
    assertReceives(early, "delayed");
    assertNothing(late);
  }

  @Test
  @Section("6.2.7")
  void aTransactionPublishesAtItsCommit() throws JMSException {
    Session transacted = session(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = session().createConsumer(topic);
    send(transacted, topic, "rolled back");
    transacted.rollback();
    send(transacted, topic, "committed");
    assertNothing(consumer);
    transacted.commit();
    assertReceives(consumer, "committed");
  }

  @Test
  @Section("8.7")
  void aListenerReceivesFromATopic() throws Exception {
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    session().createConsumer(topic).setMessageListener(received::add);
    publish("a", "b");
    assertEquals("a", text(next(received)));
    assertEquals("b", text(next(received)));
  }

  // 8.3.1 Unshared, non-durable

  @Test
  @Section("8.3.1")
  void anUnsharedNonDurableSubscriptionEndsWithItsConsumer() throws JMSException {
    Session session = session();
    session.createConsumer(topic).close();
    publish("missed");
    MessageConsumer consumer = session.createConsumer(topic);
    publish("received");
    assertReceives(consumer, "received");
    assertNothing(consumer);
  }

  @Test
  @Section("8.3.1")
  void aSelectorDecidesWhatIsAddedToASubscription() throws JMSException {
    MessageConsumer consumer = session().createConsumer(topic, "p = 2");
    publishWith(1, "one");
    publishWith(2, "two");
    publishWith(3, "three");
    assertReceives(consumer, "two");
    assertNothing(consumer);
  }

  @Test
  @Section("8.3.1")
  void noLocalLeavesOutWhatItsConnectionPublishes() throws JMSException {
    Connection connection = started();
    Session session = connection.createSession();
    MessageConsumer remoteOnly = session.createConsumer(topic, null, true);
    MessageConsumer all = session.createConsumer(topic, null, false);
    send(session, topic, "local");
    send(connection.createSession(), topic, "local too");
    publish("remote");
    assertReceives(remoteOnly, "remote");
    assertReceives(all, "local", "local too", "remote");
  }

  @Test
  @Section("Session.createConsumer")
  void noLocalMayBeGivenForAQueueToo() throws JMSException {
    Session session = session();
    MessageConsumer consumer = session.createConsumer(session.createQueue(name), null, false);
    send(session, session.createQueue(name), "m");
    assertReceives(consumer, "m");
  }

  // 8.3.2 Shared, non-durable

  @Test
  @Section("8.3.2")
  void consumersOfASharedSubscriptionShareItsMessages() throws JMSException {
    MessageConsumer one = session().createSharedConsumer(topic, name);
    MessageConsumer two = session().createSharedConsumer(topic, name);
    publish("a");
    Message first = one.receive(WHILE);
    Message second = two.receive(first == null ? SOON : WHILE);
    assertEquals(1, (first == null ? 0 : 1) + (second == null ? 0 : 1));
  }

  @Test
  @Section("8.3.2")
  void aSharedNonDurableSubscriptionEndsWithItsLastConsumer() throws JMSException {
    MessageConsumer one = session().createSharedConsumer(topic, name);
    MessageConsumer two = session().createSharedConsumer(topic, name);
    publish("a");
    one.close();
    assertReceives(two, "a");
    publish("b");
    two.close();
    MessageConsumer three = session().createSharedConsumer(topic, name);
    assertNothing(three);
    publish("c");
    assertReceives(three, "c");
  }

  @Test
  @Section("8.3.2")
  void aSharedSubscriptionOfAnotherTopicOrSelectorIsRefusedWhileInUse() throws JMSException {
    session().createSharedConsumer(topic, name, "p = 1");
    Session other = session();
    Topic otherTopic = topic(other);
    assertThrows(JMSException.class, () -> other.createSharedConsumer(topic, name, "p = 2"));
    assertThrows(JMSException.class, () -> other.createSharedConsumer(topic, name));
    assertThrows(JMSException.class, () -> other.createSharedConsumer(otherTopic, name, "p = 1"));
    other.createSharedConsumer(topic, name, "p = 1");
  }

  @Test
  @Section("8.3.2")
  void aSharedSubscriptionIsIdentifiedByTheClientIdToo() throws JMSException {
    MessageConsumer of = named().createSession().createSharedConsumer(topic, name);
    MessageConsumer without = session().createSharedConsumer(topic, name);
    publish("a");
    assertReceives(of, "a");
    assertReceives(without, "a");
  }

  @Test
  @Section("8.3.2")
  void aSharedNonDurableAndADurableSubscriptionOfOneNameAreSeparate() throws JMSException {
    Session session = session();
    MessageConsumer nonDurable = session.createSharedConsumer(topic, name);
    MessageConsumer durable = session.createSharedDurableConsumer(topic, name);
    publish("a");
    assertReceives(nonDurable, "a");
    assertReceives(durable, "a");
    nonDurable.close();
    durable.close();
    remove(session, name);
  }

  // 8.3.3 Unshared, durable

  @Test
  @Section("8.3.3")
  void anUnsharedDurableSubscriptionNeedsAClientId() throws JMSException {
    Session session = session();
    assertThrows(IllegalStateException.class, () -> session.createDurableConsumer(topic, name));
    assertThrows(
        IllegalStateException.class, () -> session.createDurableConsumer(topic, name, null, false));
    assertThrows(IllegalStateException.class, () -> session.createDurableSubscriber(topic, name));
    assertThrows(
        IllegalStateException.class,
        () -> session.createDurableSubscriber(topic, name, null, false));
  }

  @Test
  @Section("8.3.3")
  void aDurableSubscriptionAccumulatesWhileItIsInactive() throws JMSException {
    Connection connection = named();
    Session session = connection.createSession();
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    publish("a", "b");
    assertReceives(consumer, "a");
    connection.close();
    publish("c");
    Session later = named().createSession();
    MessageConsumer resumed = later.createDurableConsumer(topic, name);
    assertReceives(resumed, "b", "c");
    resumed.close();
    remove(later, name);
  }

  @Test
  @Section("8.3.3")
  void anUnsharedDurableSubscriptionHasOneConsumerAtATime() throws JMSException {
    Session session = named().createSession();
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    assertThrows(JMSException.class, () -> session.createDurableConsumer(topic, name));
    assertThrows(JMSException.class, () -> session.createDurableSubscriber(topic, name));
    consumer.close();
    session.createDurableConsumer(topic, name).close();
    remove(session, name);
  }

  @Test
  @Section("8.3.3")
  void createDurableSubscriberAndConsumerMeanOneSubscription() throws JMSException {
    Session session = named().createSession();
    TopicSubscriber subscriber = session.createDurableSubscriber(topic, name);
    assertEquals(topic.getTopicName(), subscriber.getTopic().getTopicName());
    assertFalse(subscriber.getNoLocal());
    subscriber.close();
    publish("a");
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    assertReceives(consumer, "a");
    consumer.close();
    remove(session, name);
  }

  @Test
  @Section("8.3.3")
  void anotherSelectorMakesANewDurableSubscription() throws JMSException {
    Session session = named().createSession();
    session.createDurableConsumer(topic, name, "p = 1", false).close();
    publishWith(1, "old");
    MessageConsumer changed = session.createDurableConsumer(topic, name, "p = 2", false);
    publishWith(1, "one");
    publishWith(2, "two");
    assertReceives(changed, "two");
    assertNothing(changed);
    changed.close();
    remove(session, name);
  }

  @Test
  @Section("8.3.3")
  void anotherTopicMakesANewDurableSubscription() throws JMSException {
    Session session = named().createSession();
    session.createDurableConsumer(topic, name).close();
    publish("old");
    Topic other = topic(session);
    MessageConsumer changed = session.createDurableConsumer(other, name);
    publish("first topic");
    send(publishing, other, "second topic");
    assertReceives(changed, "second topic");
    assertNothing(changed);
    changed.close();
    remove(session, name);
  }

  @Test
  @Section("8.3.3")
  void anotherNoLocalMakesANewDurableSubscription() throws JMSException {
    Session session = named().createSession();
    session.createDurableConsumer(topic, name, null, false).close();
    publish("old");
    MessageConsumer changed = session.createDurableConsumer(topic, name, null, true);
    assertNothing(changed);
    changed.close();
    remove(session, name);
  }

  @Test
  @Section("8.3.3")
  void theSameParametersKeepTheDurableSubscription() throws JMSException {
    Session session = named().createSession();
    session.createDurableConsumer(topic, name, "p = 1", true).close();
    publishWith(1, "kept");
    MessageConsumer again = session.createDurableConsumer(topic, name, "p = 1", true);
    assertReceives(again, "kept");
    again.close();
    remove(session, name);
  }

  @Test
  @Section("8.3.3")
  void noLocalOfADurableSubscriptionHoldsForItsClientId() throws JMSException {
    Connection connection = named();
    Session session = connection.createSession();
    session.createDurableConsumer(topic, name, null, true).close();
    send(session, topic, "local");
    connection.close();
    Session later = named().createSession();
    send(later, topic, "local to the same client id");
    publish("remote");
    MessageConsumer consumer = later.createDurableConsumer(topic, name, null, true);
    assertReceives(consumer, "remote");
    assertNothing(consumer);
    consumer.close();
    remove(later, name);
  }

  @Test
  @Section("8.3.3")
  void anUnsharedDurableSubscriptionIsRefusedWhereASharedOneIs() throws JMSException {
    Session session = named().createSession();
    session.createSharedDurableConsumer(topic, name).close();
    assertThrows(JMSException.class, () -> session.createDurableConsumer(topic, name));
    assertThrows(JMSException.class, () -> session.createDurableSubscriber(topic, name));
    remove(session, name);
  }

  @Test
  @Section("8.3.3")
  void durableSubscriptionsOfTwoClientIdsAreTwo() throws JMSException {
    Session one = named().createSession();
    one.createDurableConsumer(topic, name).close();
    Connection second = connect();
    second.setClientID(unique("client"));
    second.start();
    Session two = second.createSession();
    two.createDurableConsumer(topic, name).close();
    publish("a");
    MessageConsumer first = one.createDurableConsumer(topic, name);
    MessageConsumer other = two.createDurableConsumer(topic, name);
    assertReceives(first, "a");
    assertReceives(other, "a");
    first.close();
    other.close();
    remove(one, name);
    remove(two, name);
  }

  @Test
  @Section("8.3.3")
  void whatADurableSubscriberDidNotAcknowledgeIsRedelivered() throws JMSException {
    Connection connection = named();
    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    publish("a", "b");
    next(consumer).acknowledge();
    assertReceives(consumer, "b");
    connection.close();
    Session later = named().createSession();
    MessageConsumer resumed = later.createDurableConsumer(topic, name);
    Message again = next(resumed);
    assertEquals("b", text(again));
    assertTrue(again.getJMSRedelivered());
    resumed.close();
    remove(later, name);
  }

  @Test
  @Section("8.3.3")
  void aDurableSubscriptionCannotBeDeletedWhileItIsConsumed() throws JMSException {
    Session session = named().createSession();
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    assertThrows(JMSException.class, () -> session.unsubscribe(name));
    consumer.close();
    remove(session, name);
  }

  @Test
  @Section("8.3.3")
  void aDurableSubscriptionCannotBeDeletedWhileItsMessageIsInATransaction() throws JMSException {
    Session session = named().createSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    publish("a");
    assertReceives(consumer, "a");
    consumer.close();
    assertThrows(JMSException.class, () -> session.unsubscribe(name));
    session.commit();
    remove(session, name);
  }

  @Test
  @Section("8.3.3")
  void aDurableSubscriptionCannotBeDeletedWhileItsMessageIsUnacknowledged() throws JMSException {
    Session session = named().createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    publish("a");
    Message message = next(consumer);
    consumer.close();
    assertThrows(JMSException.class, () -> session.unsubscribe(name));
    message.acknowledge();
    remove(session, name);
  }

  @Test
  @Section("Session.unsubscribe")
  void unsubscribeDeletesWhatWasKept() throws JMSException {
    Session session = named().createSession();
    session.createDurableConsumer(topic, name).close();
    publish("old");
    remove(session, name);
    MessageConsumer anew = session.createDurableConsumer(topic, name);
    assertNothing(anew);
    publish("new");
    assertReceives(anew, "new");
    anew.close();
    remove(session, name);
  }

  @Test
  @Section("Session.unsubscribe")
  void anUnknownSubscriptionIsAnInvalidDestination() throws JMSException {
    Session session = named().createSession();
    assertThrows(InvalidDestinationException.class, () -> session.unsubscribe(unique("nobody")));
  }

  @Test
  @Section("Session.createDurableConsumer")
  void aSubscriptionNeedsAName() throws JMSException {
    Session session = named().createSession();
    for (String none : new String[] {null, ""}) {
      assertThrows(JMSException.class, () -> session.createDurableConsumer(topic, none));
      assertThrows(JMSException.class, () -> session.createDurableSubscriber(topic, none));
      assertThrows(JMSException.class, () -> session.createSharedConsumer(topic, none));
      assertThrows(JMSException.class, () -> session.createSharedDurableConsumer(topic, none));
    }
  }

  @Test
  @Section("4.2.4")
  void aSubscriptionNameMayHave128LettersDigitsUnderscoresDotsAndMinuses() throws JMSException {
    String longest =
        String.join("", Collections.nCopies(4, "Az09_.-é")) + "x".repeat(96 - name.length()) + name;
    assertEquals(128, longest.length());
    Session session = named().createSession();
    session.createDurableConsumer(topic, longest).close();
    publish("a");
    MessageConsumer consumer = session.createDurableConsumer(topic, longest);
    assertReceives(consumer, "a");
    consumer.close();
    remove(session, longest);
    MessageConsumer shared = session.createSharedConsumer(topic, longest);
    publish("b");
    assertReceives(shared, "b");
  }

  // 8.3.4 Shared, durable

  @Test
  @Section("8.3.4")
  void aSharedDurableSubscriptionNeedsNoClientId() throws JMSException {
    Connection connection = started();
    connection.createSession().createSharedDurableConsumer(topic, name);
    connection.close();
    publish("a");
    Session later = session();
    MessageConsumer consumer = later.createSharedDurableConsumer(topic, name);
    assertReceives(consumer, "a");
    consumer.close();
    remove(later, name);
  }

  @Test
  @Section("8.3.4")
  void consumersOfASharedDurableSubscriptionShareItsMessages() throws JMSException {
    MessageConsumer one = session().createSharedDurableConsumer(topic, name);
    MessageConsumer two = session().createSharedDurableConsumer(topic, name);
    publish("a");
    Message first = one.receive(WHILE);
    Message second = two.receive(first == null ? SOON : WHILE);
    assertEquals(1, (first == null ? 0 : 1) + (second == null ? 0 : 1));
    one.close();
    two.close();
    remove(session(), name);
  }

  @Test
  @Section("8.3.4")
  void aSharedDurableSubscriptionIsIdentifiedByTheClientIdToo() throws JMSException {
    Session of = named().createSession();
    Session without = session();
    of.createSharedDurableConsumer(topic, name).close();
    without.createSharedDurableConsumer(topic, name).close();
    publish("a");
    MessageConsumer first = of.createSharedDurableConsumer(topic, name);
    MessageConsumer second = without.createSharedDurableConsumer(topic, name);
    assertReceives(first, "a");
    assertReceives(second, "a");
    first.close();
    second.close();
    remove(of, name);
    remove(without, name);
  }

  @Test
  @Section("8.3.4")
  void aSharedDurableSubscriptionIsChangedOnlyWhileItIsInactive() throws JMSException {
    Session session = session();
    MessageConsumer consumer = session.createSharedDurableConsumer(topic, name, "p = 1");
    Topic otherTopic = topic(session);
    assertThrows(
        JMSException.class, () -> session.createSharedDurableConsumer(topic, name, "p = 2"));
    assertThrows(
        JMSException.class, () -> session.createSharedDurableConsumer(otherTopic, name, "p = 1"));
    publishWith(1, "old");
    consumer.close();
    MessageConsumer changed = session.createSharedDurableConsumer(topic, name, "p = 2");
    publishWith(2, "new");
    assertReceives(changed, "new");
    assertNothing(changed);
    changed.close();
    remove(session, name);
  }

  @Test
  @Section("8.3.4")
  void aSharedDurableSubscriptionIsRefusedWhereAnUnsharedOneIs() throws JMSException {
    Session session = named().createSession();
    session.createDurableConsumer(topic, name).close();
    assertThrows(JMSException.class, () -> session.createSharedDurableConsumer(topic, name));
    remove(session, name);
  }

  @Test
  @Section("8.3.4")
  void aSharedDurableSubscriptionCannotBeDeletedWhileAnyoneConsumesIt() throws JMSException {
    Session one = session();
    Session two = session();
    MessageConsumer first = one.createSharedDurableConsumer(topic, name);
    MessageConsumer second = two.createSharedDurableConsumer(topic, name);
    first.close();
    assertThrows(JMSException.class, () -> one.unsubscribe(name));
    second.close();
    remove(one, name);
  }

  // 4.2.7 Temporary topics

  @Test
  @Section("4.2.7")
  void aTemporaryTopicIsPublishedToByAnyone() throws JMSException {
    Session session = session();
    TemporaryTopic temporary = session.createTemporaryTopic();
    MessageConsumer consumer = session.createConsumer(temporary);
    Message request = publishing.createTextMessage("hello");
    publishing.createProducer(temporary).send(request);
    assertReceives(consumer, "hello");
  }

  @Test
  @Section("10.3")
  void aDeletedTemporaryTopicIsNoLongerValid() throws JMSException {
    Session session = session();
    TemporaryTopic temporary = session.createTemporaryTopic();
    temporary.delete();
    assertThrows(InvalidDestinationException.class, () -> session.createConsumer(temporary));
  }
}
