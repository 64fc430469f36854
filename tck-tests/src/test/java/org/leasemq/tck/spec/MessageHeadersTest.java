package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Message header fields (Jakarta Messaging 3.1, 3.4). */
class MessageHeadersTest extends SpecFixture {

  @Test
  @Section("3.4.1")
  void destinationIsIgnoredOnSendAndThenHoldsWhereItWasSent() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    TextMessage message = session.createTextMessage("m");
    message.setJMSDestination(queue(session));
    session.createProducer(queue).send(message);
    assertEquals(queue, message.getJMSDestination());
  }

  @Test
  @Section("3.4.1")
  void destinationReceivedIsEquivalentToTheOneSent() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    send(session, queue, "m");
    Message received = next(session.createConsumer(queue));
    assertEquals(queue, received.getJMSDestination());
    assertEquals(queue.getQueueName(), ((Queue) received.getJMSDestination()).getQueueName());
  }

  @Test
  @Section("3.4.1")
  void destinationReceivedFromATopicIsTheTopic() throws JMSException {
    Session session = session();
    Topic topic = topic(session);
    var consumer = session.createConsumer(topic);
    send(session, topic, "m");
    assertEquals(topic.getTopicName(), ((Topic) next(consumer).getJMSDestination()).getTopicName());
  }

  @Test
  @Section("3.4.2")
  void deliveryModeIsIgnoredOnSendAndThenHoldsTheProducers() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    TextMessage message = session.createTextMessage("m");
    message.setJMSDeliveryMode(DeliveryMode.PERSISTENT);
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    producer.send(message);
    assertEquals(DeliveryMode.NON_PERSISTENT, message.getJMSDeliveryMode());
    assertEquals(
        DeliveryMode.NON_PERSISTENT, next(session.createConsumer(queue)).getJMSDeliveryMode());
  }

  @Test
  @Section("3.4.2")
  void deliveryModeIsPersistentIfNothingWasSaid() throws JMSException {
    Message received = passed(session().createMessage());
    assertEquals(DeliveryMode.PERSISTENT, received.getJMSDeliveryMode());
  }

  @Test
  @Section("3.4.3")
  void messageIdStartsWithIdColonAndIsTheSameOnBothSides() throws JMSException {
    Message message = session().createMessage();
    Message received = passed(message);
    assertTrue(message.getJMSMessageID().startsWith("ID:"), message.getJMSMessageID());
    assertEquals(message.getJMSMessageID(), received.getJMSMessageID());
  }

  @Test
  @Section("3.4.3")
  void messageIdIsNullBeforeTheMessageIsSent() throws JMSException {
    assertNull(session().createMessage().getJMSMessageID());
  }

  @Test
  @Section("3.4.3")
  void messageIdThatAClientSetsIsIgnored() throws JMSException {
    Message message = session().createMessage();
    message.setJMSMessageID("ID:mine");
    Message received = passed(message);
    assertNotEquals("ID:mine", message.getJMSMessageID());
    assertNotEquals("ID:mine", received.getJMSMessageID());
  }

  @Test
  @Section("3.4.3")
  void messageIdIsAnotherEachTimeTheSameMessageIsSent() throws JMSException {
    Session session = session();
    MessageProducer producer = session.createProducer(queue(session));
    Message message = session.createMessage();
    producer.send(message);
    String first = message.getJMSMessageID();
    producer.send(message);
    assertNotEquals(first, message.getJMSMessageID());
  }

  @Test
  @Section("3.4.3")
  void disabledMessageIdIsNullOrNormal() throws JMSException {
    Session session = session();
    MessageProducer producer = session.createProducer(queue(session));
    producer.setDisableMessageID(true);
    Message message = session.createMessage();
    producer.send(message);
    String id = message.getJMSMessageID();
    assertTrue(id == null || id.startsWith("ID:"), id);
  }

  @Test
  @Section("3.4.4")
  void timestampIsBetweenTheCallAndTheReturnOfSend() throws JMSException {
    Session session = session();
    MessageProducer producer = session.createProducer(queue(session));
    Message message = session.createMessage();
    message.setJMSTimestamp(1);
    long before = System.currentTimeMillis();
    producer.send(message);
    long after = System.currentTimeMillis();
    long stamp = message.getJMSTimestamp();
    assertTrue(before <= stamp && stamp <= after, before + " <= " + stamp + " <= " + after);
  }

  @Test
  @Section("3.4.4")
  void timestampIsTheSameOnBothSides() throws JMSException {
    Message message = session().createMessage();
    Message received = passed(message);
    assertEquals(message.getJMSTimestamp(), received.getJMSTimestamp());
  }

  @Test
  @Section("3.4.4")
  void disabledTimestampIsZeroOrNormal() throws JMSException {
    Session session = session();
    MessageProducer producer = session.createProducer(queue(session));
    producer.setDisableMessageTimestamp(true);
    long before = System.currentTimeMillis();
    Message message = session.createMessage();
    producer.send(message);
    long stamp = message.getJMSTimestamp();
    assertTrue(stamp == 0 || stamp >= before, "" + stamp);
  }

  @Test
  @Section("3.4.5")
  void correlationIdIsTheClientsOnBothSides() throws JMSException {
    Message message = session().createMessage();
    message.setJMSCorrelationID("order 7");
    assertEquals("order 7", passed(message).getJMSCorrelationID());
    assertEquals("order 7", message.getJMSCorrelationID());
  }

  @Test
  @Section("3.4.5")
  void correlationIdMayBeAMessageId() throws JMSException {
    Session session = session();
    Message request = session.createMessage();
    session.createProducer(queue(session)).send(request);
    Message reply = session.createMessage();
    reply.setJMSCorrelationID(request.getJMSMessageID());
    assertEquals(request.getJMSMessageID(), passed(reply).getJMSCorrelationID());
  }

  @Test
  @Section("3.4.5")
  void correlationIdMayBeBytesIfTheProviderSupportsThem() throws JMSException {
    Message message = session().createMessage();
    byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
    try {
      message.setJMSCorrelationIDAsBytes(bytes);
    } catch (UnsupportedOperationException allowed) {
      return;
    }
    assertArrayEquals(bytes, passed(message).getJMSCorrelationIDAsBytes());
  }

  @Test
  @Section("3.4.5")
  void correlationIdCanBeTakenBack() throws JMSException {
    Message message = session().createMessage();
    message.setJMSCorrelationID("x");
    message.setJMSCorrelationID(null);
    assertNull(passed(message).getJMSCorrelationID());
  }

  @Test
  @Section("3.4.6")
  void replyToMayBeAQueue() throws JMSException {
    Session session = session();
    Message message = session.createMessage();
    Queue replies = queue(session);
    message.setJMSReplyTo(replies);
    assertEquals(replies, passed(message).getJMSReplyTo());
  }

  @Test
  @Section("3.4.6")
  void replyToMayBeATopic() throws JMSException {
    Session session = session();
    Message message = session.createMessage();
    Topic replies = topic(session);
    message.setJMSReplyTo(replies);
    Topic received = (Topic) passed(message).getJMSReplyTo();
    assertEquals(replies.getTopicName(), received.getTopicName());
  }

  @Test
  @Section("3.4.6")
  void replyToMayBeATemporaryQueueThatAnotherConnectionAnswers() throws JMSException {
    Session asking = session();
    Session answering = session();
    Queue requests = queue(asking);
    var replies = asking.createTemporaryQueue();
    Message request = asking.createMessage();
    request.setJMSReplyTo(replies);
    asking.createProducer(requests).send(request);

    Message received = next(answering.createConsumer(requests));
    answering
        .createProducer(received.getJMSReplyTo())
        .send(answering.createTextMessage("the answer"));
    assertReceives(asking.createConsumer(replies), "the answer");
  }

  @Test
  @Section("3.4.6")
  void replyToIsNullIfNotSet() throws JMSException {
    assertNull(passed(session().createMessage()).getJMSReplyTo());
  }

  @Test
  @Section("3.4.7")
  void redeliveredIsFalseAtTheFirstDelivery() throws JMSException {
    assertFalse(passed(session().createMessage()).getJMSRedelivered());
  }

  @Test
  @Section("3.4.7")
  void redeliveredThatAClientSetsHasNoMeaning() throws JMSException {
    Message message = session().createMessage();
    message.setJMSRedelivered(true);
    assertFalse(passed(message).getJMSRedelivered());
  }

  @Test
  @Section("3.4.7")
  void redeliveredIsSetAfterARollback() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    send(session, queue, "m");
    session.commit();
    var consumer = session.createConsumer(queue);
    assertFalse(next(consumer).getJMSRedelivered());
    session.rollback();
    assertTrue(next(consumer).getJMSRedelivered());
  }

  @Test
  @Section("3.4.8")
  void typeIsTheClientsOnBothSides() throws JMSException {
    Message message = session().createMessage();
    message.setJMSType("order");
    assertEquals("order", passed(message).getJMSType());
  }

  @Test
  @Section("3.4.9")
  void expirationIsZeroIfTimeToLiveIsZero() throws JMSException {
    Message message = session().createMessage();
    message.setJMSExpiration(5);
    Message received = passed(message);
    assertEquals(0, message.getJMSExpiration());
    assertEquals(0, received.getJMSExpiration());
  }

  @Test
  @Section("3.4.9")
  void expirationIsTheTimeOfTheSendAndTheTimeToLive() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    Message message = session.createMessage();
    long before = System.currentTimeMillis();
    session
        .createProducer(queue)
        .send(message, DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, 100_000);
    long after = System.currentTimeMillis();
    long expiration = message.getJMSExpiration();
    assertTrue(before + 100_000 <= expiration && expiration <= after + 100_000, "" + expiration);
    assertEquals(expiration, next(session.createConsumer(queue)).getJMSExpiration());
  }

  @Test
  @Section("3.4.9")
  void expirationOfATransactedSendCountsFromTheSend() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    MessageProducer producer = session.createProducer(queue(session));
    producer.setTimeToLive(100_000);
    Message message = session.createMessage();
    producer.send(message);
    long sent = System.currentTimeMillis();
    assertTrue(message.getJMSExpiration() <= sent + 100_000, "" + message.getJMSExpiration());
    assertTrue(message.getJMSExpiration() > sent, "" + message.getJMSExpiration());
    session.commit();
  }

  @Test
  @Section("3.4.10")
  void priorityIsIgnoredOnSendAndThenHoldsTheSends() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    Message message = session.createMessage();
    message.setJMSPriority(9);
    session.createProducer(queue).send(message, DeliveryMode.PERSISTENT, 2, 0);
    assertEquals(2, message.getJMSPriority());
    assertEquals(2, next(session.createConsumer(queue)).getJMSPriority());
  }

  @Test
  @Section("3.4.10")
  void priorityIsFourIfNothingWasSaid() throws JMSException {
    assertEquals(4, passed(session().createMessage()).getJMSPriority());
  }

  @Test
  @Section("3.4.11")
  void headersThatTheClientSetsKeepTheirValuesOnceSent() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    Message message = session.createMessage();
    message.setJMSType("t");
    message.setJMSCorrelationID("c");
    message.setJMSReplyTo(queue);
    session.createProducer(queue).send(message);
    assertEquals("t", message.getJMSType());
    assertEquals("c", message.getJMSCorrelationID());
    assertEquals(queue, message.getJMSReplyTo());
  }

  @Test
  @Section("3.4.13")
  void deliveryTimeIsTheTimeOfTheSendIfThereIsNoDelay() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    Message message = session.createMessage();
    message.setJMSDeliveryTime(Long.MAX_VALUE);
    long before = System.currentTimeMillis();
    session.createProducer(queue).send(message);
    long after = System.currentTimeMillis();
    long time = message.getJMSDeliveryTime();
    assertTrue(before <= time && time <= after, before + " <= " + time + " <= " + after);
    assertEquals(time, next(session.createConsumer(queue)).getJMSDeliveryTime());
  }

  @Test
  @Section("3.4.13")
  void deliveryTimeIsTheTimeOfTheSendAndTheDelay() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryDelay(200);
    Message message = session.createMessage();
    long before = System.currentTimeMillis();
    producer.send(message);
    long after = System.currentTimeMillis();
    long time = message.getJMSDeliveryTime();
    assertTrue(before + 200 <= time && time <= after + 200, "" + time);
    Message received = next(session.createConsumer(queue));
    assertTrue(System.currentTimeMillis() >= time, "came before its delivery time");
    assertEquals(time, received.getJMSDeliveryTime());
  }

  @Test
  @Section("3.10")
  void headersOfAReceivedMessageCanBeChanged() throws JMSException {
    Message received = passed(session().createMessage());
    received.setJMSType("mine");
    received.setJMSCorrelationID("mine");
    received.setJMSPriority(7);
    assertEquals("mine", received.getJMSType());
    assertEquals("mine", received.getJMSCorrelationID());
    assertEquals(7, received.getJMSPriority());
  }
}
