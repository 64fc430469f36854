package org.leasemq.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TransactionRolledBackRuntimeException;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.LeaseMQConnectionFactory;

/** Injected contexts in Jakarta transactions (Jakarta Messaging 3.1, 12.4.4), with Narayana. */
class TransactionTest {

  @Dependent
  static class Sender {
    @Inject JMSContext context;

    void send(String text) {
      context.createProducer().send(context.createQueue("orders"), text);
    }
  }

  @Dependent
  static class Other {
    @Inject JMSContext context;

    @Inject
    @JMSConnectionFactory("plain")
    JMSContext plain;
  }

  @ApplicationScoped
  static class Manager {
    @Produces
    @ApplicationScoped
    TransactionManager transactions() {
      return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }
  }

  private final TransactionManager transactions =
      com.arjuna.ats.jta.TransactionManager.transactionManager();
  private final LeaseMQConnectionFactory factory = Containers.freshFactory();
  private SeContainer container;
  private JMSContext outside;
  private Queue queue;

  @BeforeEach
  void start() {
    var factories = new Containers.Factories().with("", factory).with("plain", withoutXa(factory));
    container = Containers.start(factories, Sender.class, Other.class, Manager.class);
    outside = factory.createContext();
    queue = outside.createQueue("orders");
  }

  /** Another provider's factory that knows no XA. */
  private static ConnectionFactory withoutXa(ConnectionFactory factory) {
    return (ConnectionFactory)
        Proxy.newProxyInstance(
            TransactionTest.class.getClassLoader(),
            new Class<?>[] {ConnectionFactory.class},
            (proxy, method, arguments) -> method.invoke(factory, arguments));
  }

  @AfterEach
  void stop() throws Exception {
    if (transactions.getTransaction() != null) {
      transactions.rollback();
    }
    outside.close();
    container.close();
  }

  private String received() {
    return outside.createConsumer(queue).receiveBody(String.class, 5000);
  }

  private String receivedAtOnce() {
    String body = outside.createConsumer(queue).receiveBodyNoWait(String.class);
    return body;
  }

  @Test
  void sendsWithTheCommit() throws Exception {
    Sender sender = container.select(Sender.class).get();
    transactions.begin();
    sender.send("committed");
    assertNull(receivedAtOnce());
    transactions.commit();
    assertEquals("committed", received());
  }

  @Test
  void sendsNothingAfterARollback() throws Exception {
    Sender sender = container.select(Sender.class).get();
    transactions.begin();
    sender.send("rolled back");
    transactions.rollback();
    transactions.begin();
    sender.send("committed");
    transactions.commit();
    assertEquals("committed", received());
    assertNull(receivedAtOnce());
  }

  @Test
  void receivesWithTheTransaction() throws Exception {
    outside.createProducer().send(queue, "order");
    Sender sender = container.select(Sender.class).get();
    transactions.begin();
    assertEquals("order", sender.context.createConsumer(queue).receiveBody(String.class, 5000));
    transactions.rollback();
    assertEquals("order", received());
  }

  @Test
  void identicalAnnotationsShareAContextUntilTheTransactionIsOver() throws Exception {
    Sender sender = container.select(Sender.class).get();
    Other other = container.select(Other.class).get();
    transactions.begin();
    TemporaryQueue temporary = sender.context.createTemporaryQueue();
    other.context.createConsumer(temporary).close();
    transactions.commit();
    assertThrows(
        InvalidDestinationRuntimeException.class,
        () -> outside.createProducer().send(temporary, "it has gone with its connection"));
  }

  @Test
  void aCallOutsideOfTheTransactionIsNotInIt() throws Exception {
    Sender sender = container.select(Sender.class).get();
    transactions.begin();
    sender.send("inside");
    var suspended = transactions.suspend();
    sender.send("outside");
    assertEquals("outside", received());
    transactions.resume(suspended);
    transactions.rollback();
    assertNull(receivedAtOnce());
  }

  @Test
  void aTransactionThatIsToBeRolledBackRefuses() throws Exception {
    Sender sender = container.select(Sender.class).get();
    transactions.begin();
    transactions.setRollbackOnly();
    assertThrows(TransactionRolledBackRuntimeException.class, () -> sender.send("in vain"));
  }

  @Test
  void aFactoryWithoutXaIsRefusedInATransactionOnly() throws Exception {
    Other other = container.select(Other.class).get();
    other.plain.createProducer().send(queue, "outside");
    assertEquals("outside", received());
    transactions.begin();
    JMSRuntimeException e =
        assertThrows(JMSRuntimeException.class, () -> other.plain.createProducer());
    assertTrue(e.getMessage().contains("plain is no XAConnectionFactory"), e.getMessage());
  }
}
