package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicRequestor;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import org.junit.jupiter.api.Test;

/** The domain-specific interfaces (Jakarta Messaging 3.1, 2.4, 4.1.7, 4.2.10 and 9.2). */
class LegacyInterfacesTest extends SpecFixture {

  private static final int MODE = DeliveryMode.PERSISTENT;

  private QueueConnection queueConnection() throws JMSException {
    QueueConnection connection = closing(PROVIDER.queueConnections().createQueueConnection());
    connection.start();
    return connection;
  }

  private TopicConnection topicConnection() throws JMSException {
    TopicConnection connection = closing(PROVIDER.topicConnections().createTopicConnection());
    connection.start();
    return connection;
  }

  private QueueSession queueSession() throws JMSException {
    return queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  private TopicSession topicSession() throws JMSException {
    return topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  // Queues

  @Test
  @Section("7.2")
  void aQueueSenderSendsInEachWay() throws JMSException {
    QueueSession session = queueSession();
    Queue queue = queue(session);
    QueueSender sender = session.createSender(queue);
    assertEquals(queue, sender.getQueue());
    sender.send(session.createTextMessage("a"));
    sender.send(session.createTextMessage("b"), MODE, 4, 0);
    QueueSender free = session.createSender(null);
    assertNull(free.getQueue());
    free.send(queue, session.createTextMessage("c"));
    free.send(queue, session.createTextMessage("d"), MODE, 4, 0);
    QueueReceiver receiver = session.createReceiver(queue);
    assertEquals(queue, receiver.getQueue());
    assertReceives(receiver, "a", "b", "c", "d");
  }

  @Test
  @Section("QueueSender.send")
  void aQueueSenderRefusesWhatAProducerRefuses() throws JMSException {
    QueueSession session = queueSession();
    Queue queue = queue(session);
    QueueSender sender = session.createSender(queue);
    QueueSender free = session.createSender(null);
    Message message = session.createMessage();
    assertThrows(UnsupportedOperationException.class, () -> sender.send(queue, message));
    assertThrows(UnsupportedOperationException.class, () -> free.send(message));
    assertThrows(InvalidDestinationException.class, () -> free.send((Queue) null, message));
    assertThrows(MessageFormatException.class, () -> sender.send(null));
    sender.close();
    assertThrows(IllegalStateException.class, sender::getQueue);
  }

  @Test
  @Section("QueueSession.createReceiver")
  void aQueueReceiverTakesASelectorAndChecksItsArguments() throws JMSException {
    QueueSession session = queueSession();
    Queue queue = queue(session);
    QueueReceiver receiver = session.createReceiver(queue, "p = 1");
    assertEquals("p = 1", receiver.getMessageSelector());
    assertThrows(InvalidDestinationException.class, () -> session.createReceiver(null));
    assertThrows(InvalidDestinationException.class, () -> session.createReceiver(null, "p = 1"));
    assertThrows(InvalidSelectorException.class, () -> session.createReceiver(queue, "p ="));
    receiver.close();
    assertThrows(IllegalStateException.class, receiver::getQueue);
  }

  @Test
  @Section("9.2")
  void aQueueSessionRefusesTheMethodsOfTopics() throws JMSException {
    QueueSession session = queueSession();
    Topic topic = topic(session());
    assertThrows(IllegalStateException.class, () -> session.createDurableSubscriber(topic, "s"));
    assertThrows(
        IllegalStateException.class,
        () -> session.createDurableSubscriber(topic, "s", null, false));
    assertThrows(IllegalStateException.class, () -> session.createDurableConsumer(topic, "s"));
    assertThrows(
        IllegalStateException.class, () -> session.createDurableConsumer(topic, "s", null, false));
    assertThrows(IllegalStateException.class, () -> session.createSharedConsumer(topic, "s"));
    assertThrows(
        IllegalStateException.class, () -> session.createSharedConsumer(topic, "s", "a=1"));
    assertThrows(
        IllegalStateException.class, () -> session.createSharedDurableConsumer(topic, "s"));
    assertThrows(
        IllegalStateException.class, () -> session.createSharedDurableConsumer(topic, "s", "a=1"));
    assertThrows(IllegalStateException.class, session::createTemporaryTopic);
    assertThrows(IllegalStateException.class, () -> session.createTopic("t"));
    assertThrows(IllegalStateException.class, () -> session.unsubscribe("s"));
  }

  @Test
  @Section("9.2")
  void aQueueConnectionRefusesTheMethodsOfTopics() throws JMSException {
    QueueConnection connection = queueConnection();
    Topic topic = topic(session());
    assertThrows(
        IllegalStateException.class,
        () -> connection.createSharedConnectionConsumer(topic, "s", null, () -> null, 1));
    assertThrows(
        IllegalStateException.class,
        () -> connection.createDurableConnectionConsumer(topic, "s", null, () -> null, 1));
    assertThrows(
        IllegalStateException.class,
        () -> connection.createSharedDurableConnectionConsumer(topic, "s", null, () -> null, 1));
  }

  @Test
  @Section("2.4")
  void aQueueSessionBrowsesAndMakesTemporaryQueues() throws JMSException {
    QueueSession session = queueSession();
    Queue queue = session.createTemporaryQueue();
    send(session, queue, "m");
    assertTrue(session.createBrowser(queue).getEnumeration().hasMoreElements());
    assertReceives(session.createReceiver(queue), "m");
  }

  @Test
  @Section("2.4")
  void aQueueSessionMayBeTransacted() throws JMSException {
    QueueSession session = queueConnection().createQueueSession(true, 0);
    Queue queue = queue(session);
    session.createSender(queue).send(session.createTextMessage("m"));
    session.commit();
    QueueReceiver receiver = session.createReceiver(queue);
    assertReceives(receiver, "m");
    session.rollback();
    assertTrue(next(receiver).getJMSRedelivered());
    session.commit();
  }

  // Topics

  @Test
  @Section("7.2")
  void aTopicPublisherPublishesInEachWay() throws JMSException {
    TopicSession session = topicSession();
    Topic topic = topic(session);
    TopicSubscriber subscriber = session.createSubscriber(topic);
    assertEquals(topic.getTopicName(), subscriber.getTopic().getTopicName());
    assertFalse(subscriber.getNoLocal());
    TopicPublisher publisher = session.createPublisher(topic);
    assertEquals(topic, publisher.getTopic());
    publisher.publish(session.createTextMessage("a"));
    publisher.publish(session.createTextMessage("b"), MODE, 4, 0);
    publisher.send(session.createTextMessage("c"));
    TopicPublisher free = session.createPublisher(null);
    assertNull(free.getTopic());
    free.publish(topic, session.createTextMessage("d"));
    free.publish(topic, session.createTextMessage("e"), MODE, 4, 0);
    free.send(topic, session.createTextMessage("f"));
    assertReceives(subscriber, "a", "b", "c", "d", "e", "f");
  }

  @Test
  @Section("TopicPublisher.publish")
  void aTopicPublisherRefusesWhatAProducerRefuses() throws JMSException {
    TopicSession session = topicSession();
    Topic topic = topic(session);
    TopicPublisher publisher = session.createPublisher(topic);
    TopicPublisher free = session.createPublisher(null);
    Message message = session.createMessage();
    assertThrows(UnsupportedOperationException.class, () -> publisher.publish(topic, message));
    assertThrows(UnsupportedOperationException.class, () -> free.publish(message));
    assertThrows(InvalidDestinationException.class, () -> free.publish(null, message));
    assertThrows(MessageFormatException.class, () -> publisher.publish(null));
    publisher.close();
    assertThrows(IllegalStateException.class, publisher::getTopic);
    assertThrows(IllegalStateException.class, () -> publisher.publish(message));
  }

  @Test
  @Section("TopicSession.createSubscriber")
  void aTopicSubscriberTakesSelectorAndNoLocalAndChecksItsArguments() throws JMSException {
    TopicConnection connection = topicConnection();
    TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    Topic topic = topic(session);
    TopicSubscriber subscriber = session.createSubscriber(topic, "p = 1", true);
    assertEquals("p = 1", subscriber.getMessageSelector());
    assertTrue(subscriber.getNoLocal());
    assertThrows(InvalidDestinationException.class, () -> session.createSubscriber(null));
    assertThrows(
        InvalidDestinationException.class, () -> session.createSubscriber(null, "p = 1", true));
    assertThrows(
        InvalidSelectorException.class, () -> session.createSubscriber(topic, "p =", true));

    Message local = session.createTextMessage("local");
    local.setIntProperty("p", 1);
    session.createPublisher(topic).publish(local);
    Session other = session();
    Message remote = other.createTextMessage("remote");
    remote.setIntProperty("p", 1);
    other.createProducer(topic).send(remote);
    assertReceives(subscriber, "remote");
    subscriber.close();
    assertThrows(IllegalStateException.class, subscriber::getTopic);
    assertThrows(IllegalStateException.class, subscriber::getNoLocal);
  }

  @Test
  @Section("9.2")
  void aTopicSessionRefusesTheMethodsOfQueues() throws JMSException {
    TopicSession session = topicSession();
    Queue queue = queue(session());
    assertThrows(IllegalStateException.class, () -> session.createBrowser(queue));
    assertThrows(IllegalStateException.class, () -> session.createBrowser(queue, "a = 1"));
    assertThrows(IllegalStateException.class, () -> session.createQueue("q"));
    assertThrows(IllegalStateException.class, session::createTemporaryQueue);
  }

  @Test
  @Section("8.3.3")
  void aTopicSessionMakesDurableSubscribers() throws JMSException {
    TopicConnection connection = closing(PROVIDER.topicConnections().createTopicConnection());
    connection.setClientID(unique("client"));
    connection.start();
    TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    Topic topic = topic(session);
    String name = unique("subscription");
    TopicSubscriber subscriber = session.createDurableSubscriber(topic, name, "p = 1", true);
    assertTrue(subscriber.getNoLocal());
    assertEquals("p = 1", subscriber.getMessageSelector());
    subscriber.close();
    session.unsubscribe(name);
    assertThrows(InvalidDestinationException.class, () -> session.unsubscribe(name));
  }

  // Requestors

  @Test
  @Section("4.1.7")
  void aQueueRequestorSendsARequestAndWaitsForTheReply() throws JMSException {
    QueueSession session = queueSession();
    Queue queue = queue(session);
    Session answering = session();
    answering
        .createConsumer(queue)
        .setMessageListener(
            request -> {
              try {
                Message reply = answering.createTextMessage("re: " + text(request));
                reply.setJMSCorrelationID(request.getJMSMessageID());
                answering.createProducer(request.getJMSReplyTo()).send(reply);
              } catch (JMSException e) {
                throw new AssertionError(e);
              }
            });
    QueueRequestor requestor = new QueueRequestor(session, queue);
    Message request = session.createTextMessage("question");
    Message reply = requestor.request(request);
    assertEquals("re: question", text(reply));
    assertEquals(request.getJMSMessageID(), reply.getJMSCorrelationID());
    requestor.close();
    assertThrows(IllegalStateException.class, session::createMessage);
  }

  @Test
  @Section("4.2.10")
  void aTopicRequestorSendsARequestAndWaitsForTheReply() throws JMSException {
    TopicSession session = topicSession();
    Topic topic = topic(session);
    Session answering = session();
    answering
        .createConsumer(topic)
        .setMessageListener(
            request -> {
              try {
                answering
                    .createProducer(request.getJMSReplyTo())
                    .send(answering.createTextMessage("re: " + text(request)));
              } catch (JMSException e) {
                throw new AssertionError(e);
              }
            });
    TopicRequestor requestor = new TopicRequestor(session, topic);
    assertEquals("re: question", text(requestor.request(session.createTextMessage("question"))));
    requestor.close();
    assertThrows(IllegalStateException.class, session::createMessage);
  }

  @Test
  @Section("QueueRequestor")
  void aRequestorNeedsAnOpenSessionAndADestination() throws JMSException {
    QueueSession session = queueSession();
    Queue queue = queue(session);
    assertThrows(InvalidDestinationException.class, () -> new QueueRequestor(session, null));
    session.close();
    assertThrows(IllegalStateException.class, () -> new QueueRequestor(session, queue));
    TopicSession topics = topicSession();
    Topic topic = topic(topics);
    assertThrows(InvalidDestinationException.class, () -> new TopicRequestor(topics, null));
    topics.close();
    assertThrows(IllegalStateException.class, () -> new TopicRequestor(topics, topic));
  }
}
