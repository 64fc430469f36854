package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Queues and their browsers (Jakarta Messaging 3.1, 4.1). */
class QueuesTest extends SpecFixture {

  private static List<String> browse(QueueBrowser browser) throws JMSException {
    List<String> texts = new ArrayList<>();
    for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
      texts.add(text((Message) message));
    }
    return texts;
  }

  @Test
  @Section("4.1.2")
  void eachMessageIsDeliveredToOneConsumer() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sent.add("m" + (10 + i));
    }
    MessageConsumer one = session().createConsumer(queue);
    MessageConsumer two = session().createConsumer(queue);
    send(session, queue, sent.toArray(String[]::new));
    List<String> received = new ArrayList<>();
    for (int quiet = 0; quiet < 2; ) {
      quiet = 0;
      for (MessageConsumer consumer : List.of(one, two)) {
        Message message = consumer.receive(WHILE);
        if (message == null) {
          quiet++;
        } else {
          received.add(text(message));
        }
      }
    }
    assertEquals(sent, new ArrayList<>(new TreeSet<>(received)));
    assertEquals(sent.size(), received.size());
  }

  @Test
  @Section("4.1.8")
  void aQueueHoldsMessagesWhetherOrNotThereIsAConsumer() throws JMSException {
    Connection connection = connect();
    Session session = connection.createSession();
    Queue queue = queue(session);
    send(session, queue, "m");
    connection.close();
    assertReceives(session().createConsumer(queue), "m");
  }

  @Test
  @Section("4.1.6")
  void aBrowserLooksAtMessagesInOrderWithoutRemovingThem() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    send(session, queue, "a", "b", "c");
    QueueBrowser browser = session.createBrowser(queue);
    assertEquals(queue, browser.getQueue());
    assertEquals(List.of("a", "b", "c"), browse(browser));
    assertEquals(List.of("a", "b", "c"), browse(browser));
    MessageConsumer consumer = session.createConsumer(queue);
    Message first = next(consumer);
    assertEquals("a", text(first));
    assertFalse(first.getJMSRedelivered());
    assertEquals(1, first.getIntProperty("JMSXDeliveryCount"));
    assertReceives(consumer, "b", "c");
  }

  @Test
  @Section("4.1.6")
  void aBrowserMayHaveASelector() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    for (int i = 0; i < 4; i++) {
      Message message = session.createTextMessage("" + i);
      message.setIntProperty("odd", i % 2);
      session.createProducer(queue).send(message);
    }
    assertEquals(List.of("1", "3"), browse(session.createBrowser(queue, "odd = 1")));
  }

  @Test
  @Section("4.1.6")
  void aBrowserDoesNotShowAMessageBeforeItsDeliveryTime() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryDelay(600_000);
    producer.send(session.createTextMessage("later"));
    producer.setDeliveryDelay(0);
    producer.send(session.createTextMessage("now"));
    assertEquals(List.of("now"), browse(session.createBrowser(queue)));
  }

  @Test
  @Section("4.1.6")
  void aBrowserShowsNothingUncommitted() throws JMSException {
    Session transacted = session(Session.SESSION_TRANSACTED);
    Queue queue = queue(transacted);
    send(transacted, queue, "m");
    Session session = session();
    assertEquals(List.of(), browse(session.createBrowser(queue)));
    transacted.commit();
    assertEquals(List.of("m"), browse(session.createBrowser(queue)));
  }

  @Test
  @Section("QueueBrowser.getEnumeration")
  @SuppressWarnings("JdkObsolete") // as the interface has it
  void anEnumerationThatIsEmptyHasNoNextElement() throws JMSException {
    Session session = session();
    Enumeration<?> empty = session.createBrowser(queue(session)).getEnumeration();
    assertFalse(empty.hasMoreElements());
    assertThrows(NoSuchElementException.class, empty::nextElement);
  }

  @Test
  @Section("QueueBrowser")
  void aBrowserNeedsNoStartedConnection() throws JMSException {
    Session session = connect().createSession();
    Queue queue = queue(session);
    send(session, queue, "m");
    assertEquals(List.of("m"), browse(session.createBrowser(queue)));
  }

  @Test
  @Section("QueueBrowser.close")
  void aClosedBrowserRefusesEverythingElse() throws JMSException {
    Session session = session();
    QueueBrowser browser = session.createBrowser(queue(session));
    browser.close();
    browser.close();
    assertThrows(JMSException.class, browser::getEnumeration);
  }

  @Test
  @Section("4.1.5")
  void aTemporaryQueueIsBrowsedByItsConnection() throws JMSException {
    Session session = session();
    Queue queue = session.createTemporaryQueue();
    send(session, queue, "m");
    assertEquals(List.of("m"), browse(session.createBrowser(queue)));
  }

  @Test
  @Section("10.3")
  void aDestinationThatTheProviderDoesNotUnderstandIsInvalid() throws JMSException {
    Session session = session();
    Queue foreign = () -> "somewhere else";
    assertThrows(InvalidDestinationException.class, () -> session.createConsumer(foreign));
    assertThrows(InvalidDestinationException.class, () -> session.createProducer(foreign));
    assertThrows(InvalidDestinationException.class, () -> session.createBrowser(foreign));
    MessageProducer free = session.createProducer(null);
    Message message = session.createMessage();
    assertThrows(InvalidDestinationException.class, () -> free.send(foreign, message));
  }

  @Test
  @Section("5.2")
  void connectionFactoriesMakeAsManyConnectionsAsAreWanted() throws JMSException {
    Connection one = connect();
    Connection two = connect();
    Queue queue = queue(one.createSession());
    send(one.createSession(), queue, "m");
    two.start();
    assertReceives(two.createSession().createConsumer(queue), "m");
  }
}
