package org.leasemq.tck.xa;

import static jakarta.transaction.Status.STATUS_NO_TRANSACTION;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.XAJMSContext;
import jakarta.transaction.TransactionManager;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.UUID;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.leasemq.LeaseMQConnectionFactory;

/** A fresh store and database in memory for each test, and the transaction manager. */
abstract class XaFixture {

  static final long SOON = 20_000;

  final TransactionManager transactions = Narayana.transactions();
  final LeaseMQConnectionFactory factory =
      new LeaseMQConnectionFactory("jdbc:h2:mem:" + UUID.randomUUID());

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

  @AfterEach
  void closeAll() throws Exception {
    if (transactions.getStatus() != STATUS_NO_TRANSACTION) {
      transactions.rollback();
    }
    while (!toClose.isEmpty()) {
      toClose.pop().close();
    }
  }

  <C extends AutoCloseable> C closing(C resource) {
    toClose.push(resource);
    return resource;
  }

  XAJMSContext xaContext() {
    return closing(factory.createXAContext());
  }

  JMSContext plainContext() {
    return closing(factory.createContext());
  }

  Rows rows() throws Exception {
    return closing(new Rows("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
  }

  /** Begins a transaction with these resources in it. */
  void begin(XAResource... resources) throws Exception {
    transactions.begin();
    enlist(resources);
  }

  void enlist(XAResource... resources) throws Exception {
    for (XAResource resource : resources) {
      assertTrue(transactions.getTransaction().enlistResource(resource));
    }
  }

  void delist(XAResource resource, int flags) throws Exception {
    assertTrue(transactions.getTransaction().delistResource(resource, flags));
  }

  static void send(JMSContext context, Queue queue, String... texts) {
    for (String text : texts) {
      context.createProducer().send(queue, text);
    }
  }

  static void sendToGroup(JMSContext context, Queue queue, String group, String... texts) {
    for (String text : texts) {
      context.createProducer().setProperty("JMSXGroupID", group).send(queue, text);
    }
  }

  static String receive(JMSConsumer consumer) throws JMSException {
    return text(consumer.receive(SOON));
  }

  static String text(Message message) throws JMSException {
    assertNotNull(message, "no message came");
    return message.getBody(String.class);
  }

  /** What nobody has received, in order. */
  List<String> waiting(Queue queue) throws JMSException {
    try (JMSContext context = factory.createContext();
        QueueBrowser browser = context.createBrowser(queue)) {
      List<String> texts = new ArrayList<>();
      Enumeration<?> messages = browser.getEnumeration();
      while (messages.hasMoreElements()) {
        texts.add(text((Message) messages.nextElement()));
      }
      return texts;
    }
  }
}
