package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TransactionRolledBackException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, 6.2.7. */
class LocalTransactionTest extends JmsFixture {

  private Connection connection;
  private Session transacted;
  private Session other;
  private Queue in;
  private Queue out;

  @BeforeEach
  void open() throws JMSException {
    connection = started();
    transacted = connection.createSession(true, Session.CLIENT_ACKNOWLEDGE);
    other = connection.createSession();
    in = other.createQueue("in");
    out = other.createQueue("out");
    send(other, in, "a", "b", "c");
  }

  @Test
  void theModeIsTransacted() throws JMSException {
    assertTrue(transacted.getTransacted());
    assertEquals(Session.SESSION_TRANSACTED, transacted.getAcknowledgeMode());
    assertFalse(other.getTransacted());
  }

  @Test
  void whatIsSentShowsWithTheCommit() throws JMSException {
    MessageConsumer consumer = other.createConsumer(out);
    send(transacted, out, "x", "y");
    assertNull(consumer.receiveNoWait());
    transacted.commit();
    assertEquals("x", text(receive(consumer)));
    assertEquals("y", text(receive(consumer)));
  }

  @Test
  void whatIsReceivedComesBackInOrderOnRollback() throws JMSException {
    MessageConsumer consumer = transacted.createConsumer(in);
    send(transacted, out, "lost");
    receive(consumer);
    receive(consumer);
    transacted.rollback();

    Message first = receive(consumer);
    assertEquals("a", text(first));
    assertTrue(first.getJMSRedelivered());
    assertEquals(2, first.getIntProperty("JMSXDeliveryCount"));
    assertEquals("b", text(receive(consumer)));
    Message third = receive(consumer);
    assertEquals("c", text(third));
    assertFalse(third.getJMSRedelivered());
    transacted.commit();
    assertNull(consumer.receiveNoWait());
    assertNull(other.createConsumer(out).receiveNoWait());
  }

  @Test
  void manyOfOneGroupGoIntoOneTransaction() throws JMSException {
    Queue fifo = other.createQueue("orders.fifo");
    var producer = other.createProducer(fifo);
    for (int i = 0; i < 100; i++) {
      Message message = other.createTextMessage("m" + i);
      message.setStringProperty("JMSXGroupID", "g");
      producer.send(message);
    }
    MessageConsumer consumer = transacted.createConsumer(fifo);
    for (int i = 0; i < 100; i++) {
      assertEquals("m" + i, text(receive(consumer)));
    }
    transacted.commit();
    assertNull(consumer.receiveNoWait());
  }

  /** 6.2.14 and 6.1.5: a transaction in progress is rolled back. */
  @Test
  void closeRollsBack() throws JMSException {
    send(transacted, out, "lost");
    receive(transacted.createConsumer(in));
    transacted.close();
    assertEquals("a", text(receive(other.createConsumer(in))));
    assertNull(other.createConsumer(out).receiveNoWait());
  }

  @Test
  void closingTheConnectionRollsBack() throws JMSException {
    receive(transacted.createConsumer(in));
    AutoCloseable hold = closing(factory.hold());
    connection.close();
    Session later = started().createSession();
    assertEquals("a", text(receive(later.createConsumer(in))));
    assertTrue(hold != null);
  }

  @Test
  void commitAndRollbackAreForTransactedSessions() {
    assertThrows(IllegalStateException.class, other::commit);
    assertThrows(IllegalStateException.class, other::rollback);
  }

  @Test
  void aClosedConsumersMessagesStayInTheTransaction() throws JMSException {
    MessageConsumer consumer = transacted.createConsumer(in);
    receive(consumer);
    consumer.close();
    transacted.commit();
    assertEquals("b", text(receive(other.createConsumer(in))));
  }

  @Test
  void whatBreaksARuleIsRefusedAtTheSend() throws JMSException {
    Queue fifo = transacted.createQueue("orders.fifo");
    assertThrows(JMSException.class, () -> send(transacted, fifo, "without a group"));
    send(transacted, out, "good");
    transacted.commit();
    assertEquals("good", text(receive(other.createConsumer(out))));
  }

  @Test
  void aQueueThatHasGoneRollsTheTransactionBack() throws JMSException {
    TemporaryQueue temporary = other.createTemporaryQueue();
    MessageConsumer consumer = transacted.createConsumer(in);
    receive(consumer);
    send(transacted, temporary, "x");
    temporary.delete();
    assertThrows(TransactionRolledBackException.class, transacted::commit);
    Message again = receive(consumer);
    assertEquals("a", text(again));
    assertTrue(again.getJMSRedelivered());
  }
}
