package org.leasemq.tck.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Messages whose implementation is not the provider's (Jakarta Messaging 3.1, 3.4.11 and 3.12). */
class ForeignMessagesTest extends SpecFixture {

  /** The message behind a class that no provider knows. */
  private static <M extends Message> M foreign(Class<M> type, M message) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return method.invoke(message, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  @Test
  @Section("3.12")
  void aForeignTextMessageIsSent() throws JMSException {
    assertEquals(
        "text", text(passed(foreign(TextMessage.class, session().createTextMessage("text")))));
  }

  @Test
  @Section("3.12")
  void aForeignBytesMessageIsSent() throws JMSException {
    BytesMessage message = session().createBytesMessage();
    message.writeBytes(new byte[] {1, 2, 3});
    message.reset();
    Message received = passed(foreign(BytesMessage.class, message));
    assertArrayEquals(new byte[] {1, 2, 3}, received.getBody(byte[].class));
  }

  @Test
  @Section("3.12")
  void aForeignMapMessageIsSent() throws JMSException {
    MapMessage message = session().createMapMessage();
    message.setInt("int", 1);
    message.setBytes("bytes", new byte[] {1});
    message.setString("null", null);
    MapMessage received = (MapMessage) passed(foreign(MapMessage.class, message));
    assertEquals(1, received.getObject("int"));
    assertArrayEquals(new byte[] {1}, received.getBytes("bytes"));
    assertTrue(received.itemExists("null"));
  }

  @Test
  @Section("3.12")
  void aForeignStreamMessageIsSent() throws JMSException {
    StreamMessage message = session().createStreamMessage();
    message.writeLong(1);
    message.writeString("two");
    message.reset();
    StreamMessage received = (StreamMessage) passed(foreign(StreamMessage.class, message));
    assertEquals(1L, received.readObject());
    assertEquals("two", received.readObject());
  }

  @Test
  @Section("3.12")
  void aForeignObjectMessageIsSent() throws JMSException {
    ObjectMessage message = session().createObjectMessage("object");
    ObjectMessage received = (ObjectMessage) passed(foreign(ObjectMessage.class, message));
    assertEquals("object", received.getObject());
  }

  @Test
  @Section("3.12")
  void aForeignMessageKeepsItsPropertiesAndTheClientsHeaders() throws JMSException {
    Session session = session();
    Message message = session.createMessage();
    Queue replies = queue(session);
    message.setIntProperty("p", 1);
    message.setStringProperty("JMSXGroupID", "group");
    message.setJMSType("type");
    message.setJMSCorrelationID("correlation");
    message.setJMSReplyTo(replies);
    Message received = passed(foreign(Message.class, message));
    assertEquals(1, received.getObjectProperty("p"));
    assertEquals("group", received.getStringProperty("JMSXGroupID"));
    assertEquals("type", received.getJMSType());
    assertEquals("correlation", received.getJMSCorrelationID());
    assertEquals(replies, received.getJMSReplyTo());
  }

  @Test
  @Section("3.4.11")
  void theProviderSetsTheHeadersOfAForeignMessage() throws JMSException {
    Session session = session();
    Queue queue = queue(session);
    TextMessage message = foreign(TextMessage.class, session.createTextMessage("m"));
    MessageProducer producer = session.createProducer(queue);
    producer.send(message, DeliveryMode.NON_PERSISTENT, 7, 100_000);
    Message received = next(session.createConsumer(queue));
    assertEquals(received.getJMSMessageID(), message.getJMSMessageID());
    assertEquals(received.getJMSTimestamp(), message.getJMSTimestamp());
    assertEquals(received.getJMSExpiration(), message.getJMSExpiration());
    assertEquals(received.getJMSDeliveryTime(), message.getJMSDeliveryTime());
    assertEquals(queue, message.getJMSDestination());
    assertEquals(DeliveryMode.NON_PERSISTENT, message.getJMSDeliveryMode());
    assertEquals(7, message.getJMSPriority());
    assertFalse(message.getJMSRedelivered());
  }

  @Test
  @Section("7.3.6")
  void theProviderSetsTheHeadersOfAForeignMessageThatIsSentAsynchronously() throws Exception {
    Session session = session();
    Queue queue = queue(session);
    TextMessage message = foreign(TextMessage.class, session.createTextMessage("m"));
    BlockingQueue<Message> completed = new LinkedBlockingQueue<>();
    session
        .createProducer(queue)
        .send(
            message,
            new CompletionListener() {
              @Override
              public void onCompletion(Message sent) {
                completed.add(sent);
              }

              @Override
              public void onException(Message sent, Exception exception) {}
            });
    assertTrue(next(completed) == message, "not the message that was sent");
    assertTrue(message.getJMSMessageID().startsWith("ID:"));
    assertEquals(queue, message.getJMSDestination());
  }

  @Test
  @Section("3.12")
  void aContextSendsForeignMessages() throws JMSException {
    JMSContext context = context();
    Queue queue = queue(context);
    TextMessage message = foreign(TextMessage.class, context.createTextMessage("m"));
    context.createProducer().setProperty("p", 1).setJMSType("t").send(queue, message);
    Message received = next(context.createConsumer(queue));
    assertEquals("m", text(received));
    assertEquals(1, received.getIntProperty("p"));
    assertEquals("t", received.getJMSType());
  }
}
