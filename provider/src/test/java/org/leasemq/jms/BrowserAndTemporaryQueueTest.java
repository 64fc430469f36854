package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, 4.1.6, 6.2.2 and 4.1.7. */
class BrowserAndTemporaryQueueTest extends JmsFixture {

  private Connection connection;
  private Session session;
  private Queue queue;

  @BeforeEach
  void open() throws JMSException {
    connection = started();
    session = connection.createSession();
    queue = session.createQueue("orders");
  }

  @SuppressWarnings("JdkObsolete") // as QueueBrowser has it
  private static List<String> browse(QueueBrowser browser) throws JMSException {
    List<String> texts = new ArrayList<>();
    Enumeration<?> messages = browser.getEnumeration();
    while (messages.hasMoreElements()) {
      texts.add(text((Message) messages.nextElement()));
    }
    assertThrows(NoSuchElementException.class, messages::nextElement);
    return texts;
  }

  @Test
  void aBrowserShowsWhatWouldBeReceivedAndLeavesIt() throws JMSException {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      sent.add("m" + i);
    }
    QueueBrowser browser = session.createBrowser(queue);
    assertEquals(List.of(), browse(browser));
    send(session, queue, sent.toArray(String[]::new));
    assertEquals(sent, browse(browser));
    assertEquals(sent, browse(browser));
    assertEquals(queue, browser.getQueue());
    assertNull(browser.getMessageSelector());
    assertEquals("m0", text(receive(session.createConsumer(queue))));
    assertEquals(sent.subList(1, 250), browse(browser));
  }

  @Test
  void aBrowserSelectsAndLeavesOutWhatIsNotDue() throws JMSException {
    MessageProducer producer = session.createProducer(queue);
    for (int i = 0; i < 4; i++) {
      Message message = session.createTextMessage("m" + i);
      message.setIntProperty("n", i);
      producer.send(message);
    }
    producer.setDeliveryDelay(3_600_000);
    producer.send(session.createTextMessage("later"));
    assertEquals(List.of("m2", "m3"), browse(session.createBrowser(queue, "n > 1")));
    assertEquals(4, browse(session.createBrowser(queue)).size());
  }

  @Test
  void whatIsBeingWorkedOnIsNotShown() throws JMSException {
    send(session, queue, "a", "b");
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = client.createConsumer(queue);
    receive(consumer);
    assertEquals(List.of("b"), browse(session.createBrowser(queue)));
    client.recover();
    client.close();
    assertEquals(List.of("a", "b"), browse(session.createBrowser(queue)));
  }

  @Test
  void onlyItsConnectionConsumesATemporaryQueue() throws JMSException {
    TemporaryQueue temporary = session.createTemporaryQueue();
    Session stranger = started().createSession();
    assertThrows(InvalidDestinationException.class, () -> stranger.createConsumer(temporary));
    Queue byName = stranger.createQueue(temporary.getQueueName());
    assertThrows(InvalidDestinationException.class, () -> stranger.createConsumer(byName));
    send(stranger, temporary, "x");
    assertEquals("x", text(receive(session.createConsumer(temporary))));
  }

  @Test
  void aTemporaryQueueCanBeConsumedByEachSessionOfItsConnection() throws JMSException {
    TemporaryQueue temporary = session.createTemporaryQueue();
    session.close();
    Session another = connection.createSession();
    send(another, temporary, "x");
    assertEquals("x", text(receive(another.createConsumer(temporary))));
  }

  @Test
  void aTemporaryQueueIsDeletedOnlyWithoutConsumers() throws JMSException {
    TemporaryQueue temporary = session.createTemporaryQueue();
    MessageConsumer consumer = session.createConsumer(temporary);
    assertThrows(JMSException.class, temporary::delete);
    consumer.close();
    MessageProducer producer = session.createProducer(temporary);
    temporary.delete();
    Message message = session.createMessage();
    assertThrows(InvalidDestinationException.class, () -> producer.send(message));
    assertThrows(InvalidDestinationException.class, () -> session.createConsumer(temporary));
    assertThrows(JMSException.class, temporary::delete);
  }

  @Test
  void aTemporaryQueueGoesWithItsConnection() throws JMSException {
    TemporaryQueue temporary = session.createTemporaryQueue();
    Session stranger = started().createSession();
    MessageProducer producer = stranger.createProducer(temporary);
    connection.close();
    assertThrows(InvalidDestinationException.class, () -> producer.send(stranger.createMessage()));
  }

  @Test
  void aReplyFindsItsWay() throws Exception {
    Thread server =
        new Thread(
            () -> {
              try (Connection mine = factory.createConnection()) {
                mine.start();
                Session from = mine.createSession();
                Message request = from.createConsumer(queue).receive(SOON);
                from.createProducer(request.getJMSReplyTo())
                    .send(from.createTextMessage(text(request) + " back"));
              } catch (JMSException e) {
                throw new AssertionError(e);
              }
            });
    server.start();
    QueueConnection requesting = closing(factory.createQueueConnection());
    requesting.start();
    QueueSession legacy = requesting.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
    QueueRequestor requestor = new QueueRequestor(legacy, queue);
    assertEquals("there back", text(requestor.request(legacy.createTextMessage("there"))));
    requestor.close();
    join(server);
  }

  @Test
  void theReceivedReplyDestinationIsTemporaryToo() throws JMSException {
    TemporaryQueue temporary = session.createTemporaryQueue();
    Message message = session.createTextMessage("x");
    message.setJMSReplyTo(temporary);
    session.createProducer(queue).send(message);
    Message received = session.createConsumer(queue).receive(SOON);
    assertEquals(temporary, received.getJMSReplyTo());
    assertTrue(received.getJMSReplyTo() instanceof TemporaryQueue);
    assertFalse(received.getJMSDestination() instanceof TemporaryQueue);
  }
}
