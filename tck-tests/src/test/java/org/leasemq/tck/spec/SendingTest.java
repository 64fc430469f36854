package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Producers and synchronous sends (Jakarta Messaging 3.1, 7.1, 7.2 and 7.4 to 7.9). */
class SendingTest extends SpecFixture {

  private static final int MODE = DeliveryMode.PERSISTENT;

  private static final CompletionListener IGNORE =
      new CompletionListener() {
        @Override
        public void onCompletion(Message message) {}

        @Override
        public void onException(Message message, Exception exception) {}
      };

  // 7.1 Producers

  @Test
  @Section("7.1")
  void aProducerWithADestinationSendsThere() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    assertEquals(queue, producer.getDestination());
    producer.send(session.createTextMessage("a"));
    producer.send(session.createTextMessage("b"), MODE, 4, 0);
    assertReceives(session.createConsumer(queue), "a", "b");
  }

  @Test
  @Section("7.1")
  void aProducerWithoutADestinationSendsWhereEachSendSays() throws JMSException {
    Session session = session();
    Queue one = queue(session);
    Queue two = queue(session);
    MessageProducer producer = session.createProducer(null);
    assertNull(producer.getDestination());
    producer.send(one, session.createTextMessage("a"));
    producer.send(two, session.createTextMessage("b"), MODE, 4, 0);
    assertReceives(session.createConsumer(one), "a");
    assertReceives(session.createConsumer(two), "b");
  }

  @Test
  @Section("MessageProducer.send")
  void aProducerWithADestinationRefusesAnother() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    Message message = session.createMessage();
    assertThrows(UnsupportedOperationException.class, () -> producer.send(queue, message));
    assertThrows(
        UnsupportedOperationException.class, () -> producer.send(queue, message, MODE, 4, 0));
    assertThrows(UnsupportedOperationException.class, () -> producer.send(queue, message, IGNORE));
    assertThrows(
        UnsupportedOperationException.class,
        () -> producer.send(queue, message, MODE, 4, 0, IGNORE));
  }

  @Test
  @Section("MessageProducer.send")
  void aProducerWithoutADestinationNeedsOne() throws JMSException {
    Session session = session();
    MessageProducer producer = session.createProducer(null);
    Message message = session.createMessage();
    assertThrows(UnsupportedOperationException.class, () -> producer.send(message));
    assertThrows(UnsupportedOperationException.class, () -> producer.send(message, MODE, 4, 0));
    assertThrows(UnsupportedOperationException.class, () -> producer.send(message, IGNORE));
    assertThrows(
        UnsupportedOperationException.class, () -> producer.send(message, MODE, 4, 0, IGNORE));
  }

  @Test
  @Section("MessageProducer.send")
  void aNullDestinationIsInvalid() throws JMSException {
    Session session = session();
    MessageProducer producer = session.createProducer(null);
    Message message = session.createMessage();
    assertThrows(InvalidDestinationException.class, () -> producer.send(null, message));
    assertThrows(InvalidDestinationException.class, () -> producer.send(null, message, MODE, 4, 0));
    assertThrows(InvalidDestinationException.class, () -> producer.send(null, message, IGNORE));
    assertThrows(
        InvalidDestinationException.class, () -> producer.send(null, message, MODE, 4, 0, IGNORE));
  }

  @Test
  @Section("MessageProducer.send")
  void aNullMessageIsInvalid() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    assertThrows(MessageFormatException.class, () -> producer.send(null));
    assertThrows(MessageFormatException.class, () -> producer.send(null, MODE, 4, 0));
    assertThrows(MessageFormatException.class, () -> producer.send((Message) null, IGNORE));
    MessageProducer free = session.createProducer(null);
    assertThrows(MessageFormatException.class, () -> free.send(queue, null));
    assertThrows(MessageFormatException.class, () -> free.send(queue, null, MODE, 4, 0));
    assertThrows(MessageFormatException.class, () -> free.send(queue, null, IGNORE));
  }

  @Test
  @Section("MessageProducer.send")
  void aNullCompletionListenerIsAnIllegalArgument() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    MessageProducer free = session.createProducer(null);
    Message message = session.createMessage();
    assertThrows(
        IllegalArgumentException.class, () -> producer.send(message, (CompletionListener) null));
    assertThrows(IllegalArgumentException.class, () -> producer.send(message, MODE, 4, 0, null));
    assertThrows(IllegalArgumentException.class, () -> free.send(queue, message, null));
    assertThrows(IllegalArgumentException.class, () -> free.send(queue, message, MODE, 4, 0, null));
  }

  @Test
  @Section("MessageProducer.close")
  void aClosedProducerRefusesEverythingElse() throws JMSException {
    Session session = session();
    MessageProducer producer = session.createProducer(queue(session));
    Message message = session.createMessage();
    producer.close();
    producer.close();
    assertThrows(IllegalStateException.class, () -> producer.send(message));
    assertThrows(IllegalStateException.class, () -> producer.send(message, MODE, 4, 0));
    assertThrows(IllegalStateException.class, () -> producer.send(message, IGNORE));
    assertThrows(IllegalStateException.class, producer::getDestination);
    assertThrows(IllegalStateException.class, producer::getDeliveryMode);
    assertThrows(IllegalStateException.class, () -> producer.setDeliveryMode(MODE));
    assertThrows(IllegalStateException.class, producer::getPriority);
    assertThrows(IllegalStateException.class, () -> producer.setPriority(1));
    assertThrows(IllegalStateException.class, producer::getTimeToLive);
    assertThrows(IllegalStateException.class, () -> producer.setTimeToLive(1));
    assertThrows(IllegalStateException.class, producer::getDeliveryDelay);
    assertThrows(IllegalStateException.class, () -> producer.setDeliveryDelay(1));
    assertThrows(IllegalStateException.class, producer::getDisableMessageID);
    assertThrows(IllegalStateException.class, () -> producer.setDisableMessageID(true));
    assertThrows(IllegalStateException.class, producer::getDisableMessageTimestamp);
    assertThrows(IllegalStateException.class, () -> producer.setDisableMessageTimestamp(true));
  }

  // 7.4 Options

  @Test
  @Section("7.4")
  void theOptionsOfANewProducerAreTheDefaults() throws JMSException {
    Session session = session();
    MessageProducer producer = session.createProducer(null);
    assertEquals(Message.DEFAULT_DELIVERY_MODE, producer.getDeliveryMode());
    assertEquals(Message.DEFAULT_PRIORITY, producer.getPriority());
    assertEquals(Message.DEFAULT_TIME_TO_LIVE, producer.getTimeToLive());
    assertEquals(Message.DEFAULT_DELIVERY_DELAY, producer.getDeliveryDelay());
    assertFalse(producer.getDisableMessageID());
    assertFalse(producer.getDisableMessageTimestamp());
  }

  @Test
  @Section("7.4")
  void theOptionsOfAProducerHoldForItsSends() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    producer.setPriority(8);
    producer.setTimeToLive(100_000);
    producer.send(session.createMessage());
    Message received = next(session.createConsumer(queue));
    assertEquals(DeliveryMode.NON_PERSISTENT, received.getJMSDeliveryMode());
    assertEquals(8, received.getJMSPriority());
    assertEquals(received.getJMSTimestamp() + 100_000, received.getJMSExpiration());
    assertEquals(8, producer.getPriority());
    assertEquals(100_000, producer.getTimeToLive());
    assertEquals(DeliveryMode.NON_PERSISTENT, producer.getDeliveryMode());
  }

  @Test
  @Section("7.4")
  void theOptionsOfASendOverrideTheProducersForThisSendOnly() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.setPriority(8);
    producer.setTimeToLive(100_000);
    producer.send(session.createMessage(), DeliveryMode.NON_PERSISTENT, 3, 0);
    MessageConsumer consumer = session.createConsumer(queue);
    Message first = next(consumer);
    assertEquals(DeliveryMode.NON_PERSISTENT, first.getJMSDeliveryMode());
    assertEquals(3, first.getJMSPriority());
    assertEquals(0, first.getJMSExpiration());
    producer.send(session.createMessage());
    Message second = next(consumer);
    assertEquals(DeliveryMode.PERSISTENT, second.getJMSDeliveryMode());
    assertEquals(8, second.getJMSPriority());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3, 100})
  @Section("MessageProducer.setDeliveryMode")
  void anUnknownDeliveryModeIsRefused(int mode) throws JMSException {
    Session session = session();
    MessageProducer producer = session.createProducer(queue(session));
    assertThrows(JMSException.class, () -> producer.setDeliveryMode(mode));
    Message message = session.createMessage();
    assertThrows(JMSException.class, () -> producer.send(message, mode, 4, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10, 100})
  @Section("MessageProducer.setPriority")
  void aPriorityThatIsNotFromZeroToNineIsRefused(int priority) throws JMSException {
    Session session = session();
    MessageProducer producer = session.createProducer(queue(session));
    assertThrows(JMSException.class, () -> producer.setPriority(priority));
    Message message = session.createMessage();
    assertThrows(JMSException.class, () -> producer.send(message, MODE, priority, 0));
  }

  @Test
  @Section("MessageProducer.setPriority")
  void eachPriorityFromZeroToNineIsAllowed() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    MessageConsumer consumer = session.createConsumer(queue);
    for (int priority = 0; priority <= 9; priority++) {
      producer.setPriority(priority);
      producer.send(session.createMessage());
      assertEquals(priority, next(consumer).getJMSPriority());
    }
  }

  @Test
  @Section("3.4.10")
  void expeditedMessagesComeBeforeNormalOnes() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.send(session.createTextMessage("normal"), MODE, 1, 0);
    producer.send(session.createTextMessage("urgent"), MODE, 9, 0);
    producer.send(session.createTextMessage("normal too"), MODE, 1, 0);
    assertReceives(session.createConsumer(queue), "urgent", "normal", "normal too");
  }

  // 7.7 Delivery mode

  @Test
  @Section("7.7")
  void aNonPersistentMessageIsDeliveredOnce() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    producer.send(session.createTextMessage("m"));
    MessageConsumer consumer = session.createConsumer(queue);
    assertReceives(consumer, "m");
    assertNothing(consumer);
  }

  // 7.8 Time-to-live

  @Test
  @Section("7.8")
  void aMessageThatHasExpiredIsNotReceived() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.setTimeToLive(1);
    Message message = session.createTextMessage("expired");
    producer.send(message);
    while (System.currentTimeMillis() <= message.getJMSExpiration()) {
      Thread.onSpinWait();
    }
    producer.setTimeToLive(0);
    producer.send(session.createTextMessage("lives"));
    MessageConsumer consumer = session.createConsumer(queue);
    assertReceives(consumer, "lives");
    assertNothing(consumer);
  }

  @Test
  @Section("7.8")
  void aMessageIsReceivedBeforeItExpires() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.setTimeToLive(600_000);
    producer.send(session.createTextMessage("lives"));
    assertReceives(session.createConsumer(queue), "lives");
  }

  // 7.9 Delivery delay

  @Test
  @Section("7.9")
  void aDelayedMessageComesAfterThoseThatAreDueEarlier() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryDelay(150);
    producer.send(session.createTextMessage("later"));
    producer.setDeliveryDelay(0);
    producer.send(session.createTextMessage("now"));
    assertReceives(session.createConsumer(queue), "now", "later");
  }

  @Test
  @Section("7.9")
  void theDelayOfATransactedSendCountsFromTheSend() throws JMSException {
    Session session = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryDelay(80);
    Message message = session.createTextMessage("m");
    producer.send(message);
    long due = message.getJMSDeliveryTime();
    assertTrue(due <= System.currentTimeMillis() + 80);
    while (System.currentTimeMillis() <= due) {
      Thread.onSpinWait();
    }
    session.commit();
    assertEquals(due, next(session().createConsumer(queue)).getJMSDeliveryTime());
  }

  @Test
  @Section("7.9")
  void theDelayCannotBeSetOnTheMessage() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    Message message = session.createTextMessage("m");
    message.setJMSDeliveryTime(System.currentTimeMillis() + 1_000_000);
    session.createProducer(queue).send(message);
    assertReceives(session.createConsumer(queue), "m");
  }
}
