package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, 4.2.7 and 6.2.2: temporary topics. */
class TemporaryTopicTest extends JmsFixture {

  private Connection connection;
  private Session session;
  private Session foreign;
  private TemporaryTopic temporary;

  @BeforeEach
  void open() throws JMSException {
    connection = started();
    session = connection.createSession();
    foreign = started().createSession();
    temporary = session.createTemporaryTopic();
  }

  @Test
  void anybodyPublishesAndTheOwnConnectionConsumes() throws JMSException {
    assertNotEquals(temporary, session.createTemporaryTopic());
    MessageConsumer consumer = connection.createSession().createConsumer(temporary);
    MessageConsumer shared = session.createSharedConsumer(temporary, "shared");
    foreign.createProducer(temporary).send(foreign.createTextMessage("a"));
    assertEquals("a", receive(consumer).getText());
    assertEquals("a", receive(shared).getText());
    assertThrows(InvalidDestinationException.class, () -> foreign.createConsumer(temporary));
    assertThrows(
        InvalidDestinationException.class, () -> foreign.createSharedConsumer(temporary, "shared"));
  }

  @Test
  void itIsKnownByAReplyTo() throws JMSException {
    Topic requests = session.createTopic("requests");
    MessageConsumer server = foreign.createConsumer(requests);
    MessageConsumer replies = session.createConsumer(temporary);
    Message request = session.createMessage();
    request.setJMSReplyTo(temporary);
    session.createProducer(requests).send(request);
    Message received = server.receive(SOON);
    assertEquals(temporary, received.getJMSReplyTo());
    assertTrue(received.getJMSReplyTo() instanceof TemporaryTopic);
    foreign.createProducer(received.getJMSReplyTo()).send(foreign.createTextMessage("b"));
    assertEquals("b", receive(replies).getText());
    TemporaryTopic seen = (TemporaryTopic) received.getJMSReplyTo();
    assertThrows(InvalidDestinationException.class, seen::delete);
  }

  /** TemporaryTopic.delete: refused while it has subscribers. */
  @Test
  void aDeletionIsRefusedWhileItHasConsumers() throws JMSException {
    MessageConsumer consumer = session.createConsumer(temporary);
    MessageProducer producer = foreign.createProducer(temporary);
    assertThrows(JMSException.class, temporary::delete);
    consumer.close();
    temporary.delete();
    assertThrows(InvalidDestinationException.class, temporary::delete);
    assertThrows(InvalidDestinationException.class, () -> session.createConsumer(temporary));
    assertThrows(InvalidDestinationException.class, () -> producer.send(foreign.createMessage()));
  }

  @Test
  void itGoesWithItsConnection() throws JMSException {
    MessageProducer producer = foreign.createProducer(temporary);
    session.createConsumer(temporary);
    connection.close();
    assertThrows(InvalidDestinationException.class, () -> producer.send(foreign.createMessage()));
    assertThrows(InvalidDestinationException.class, () -> foreign.createProducer(temporary));
  }

  /** A publish that is to be committed to a topic that has gone rolls all back. */
  @Test
  void aTransactionToADeletedTopicIsRolledBack() throws JMSException {
    Session transacted = foreignTransacted();
    transacted.createProducer(temporary).send(transacted.createMessage());
    temporary.delete();
    assertThrows(jakarta.jms.TransactionRolledBackException.class, transacted::commit);
  }

  private Session foreignTransacted() throws JMSException {
    return connect().createSession(Session.SESSION_TRANSACTED);
  }

  /** 4.2.7: it does not make sense, and is refused. */
  @Test
  void durableSubscriptionsAreRefused() throws JMSException {
    Connection named = connect();
    named.setClientID("me");
    Session own = named.createSession();
    TemporaryTopic mine = own.createTemporaryTopic();
    assertThrows(
        InvalidDestinationException.class, () -> own.createDurableConsumer(mine, "durable"));
    assertThrows(
        InvalidDestinationException.class, () -> own.createSharedDurableConsumer(mine, "durable"));
  }

  @Test
  void aContextHasThemToo() throws JMSException {
    try (JMSContext context = factory.createContext()) {
      TemporaryTopic own = context.createTemporaryTopic();
      var consumer = context.createConsumer(own);
      context.createProducer().send(own, "a");
      assertEquals("a", consumer.receiveBody(String.class, SOON));
      consumer.close();
      own.delete();
    }
  }
}
