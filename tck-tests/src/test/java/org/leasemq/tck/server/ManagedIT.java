package org.leasemq.tck.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.transaction.UserTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.tck.server.app.BookBean;
import org.leasemq.tck.server.app.Database;
import org.leasemq.tck.server.app.Deliveries;
import org.leasemq.tck.server.app.FifoBean;
import org.leasemq.tck.server.app.Gateway;
import org.leasemq.tck.server.app.RetryBean;
import org.leasemq.tck.server.app.StandardBean;

/** Runs on the server, beside message-driven beans (Jakarta Messaging 3.1, chapters 12 and 13). */
@ArquillianTest
class ManagedIT {

  private static final long SOON = 30_000;

  @Resource(lookup = "java:/LeaseMQConnectionFactory")
  private ConnectionFactory factory;

  @Resource private UserTransaction transaction;
  @EJB private Gateway gateway;
  @EJB private Database database;

  @Inject
  @JMSConnectionFactory("java:/LeaseMQConnectionFactory")
  private JMSContext injected;

  @Deployment(name = "adapter", order = 1, testable = false)
  static Archive<?> adapter() {
    return Archives.adapter();
  }

  @Deployment(order = 2)
  static Archive<?> application() {
    return Archives.application(
        "tck.war",
        StandardBean.class,
        FifoBean.class,
        RetryBean.class,
        BookBean.class,
        Gateway.class,
        Deliveries.class,
        Deliveries.Seen.class);
  }

  @Test
  void theAdapterNeedsNoConfiguration() {
    assertNotNull(factory);
    Path store = Path.of(System.getProperty("jboss.server.data.dir"), "leasemq");
    assertTrue(Files.isDirectory(store), () -> "no store in " + store);
  }

  @Test
  void aBeanConsumesFromAStandardQueue() throws Exception {
    List<String> sent = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
    for (String text : sent) {
      gateway.send(StandardBean.QUEUE, text);
    }
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      Deliveries.Seen next = Deliveries.next(StandardBean.QUEUE);
      assertEquals(1, next.count());
      assertFalse(next.redelivered());
      seen.add(next.text());
    }
    assertEquals(sent.stream().sorted().toList(), seen.stream().sorted().toList());
  }

  @Test
  void eightSessionsKeepTheOrderOfEachGroup() throws Exception {
    int each = 25;
    for (int number = 0; number < each; number++) {
      for (int group = 0; group < FifoBean.GROUPS; group++) {
        gateway.sendNumbers(FifoBean.QUEUE, "group " + group, number, 1);
      }
    }
    Map<String, List<Integer>> seen = new TreeMap<>();
    for (int i = 0; i < each * FifoBean.GROUPS; i++) {
      Deliveries.Seen next = Deliveries.next(FifoBean.QUEUE);
      seen.computeIfAbsent(next.group(), group -> new ArrayList<>())
          .add(Integer.valueOf(next.text()));
    }
    List<Integer> inOrder = IntStream.range(0, each).boxed().toList();
    assertEquals(FifoBean.GROUPS, seen.size());
    seen.forEach((group, numbers) -> assertEquals(inOrder, numbers, group));
  }

  @Test
  void aMessageComesAgainAfterSetRollbackOnly() throws Exception {
    assertComesAgain("rolled back once");
  }

  @Test
  void aMessageComesAgainAfterAnException() throws Exception {
    assertComesAgain("fails once");
  }

  private void assertComesAgain(String text) throws Exception {
    gateway.send(RetryBean.QUEUE, text);
    assertEquals(new Deliveries.Seen(text, "null", 1, false), Deliveries.next(RetryBean.QUEUE));
    assertEquals(new Deliveries.Seen(text, "null", 2, true), Deliveries.next(RetryBean.QUEUE));
  }

  @Test
  void aMessageThatIsRefusedTooOftenIsADeadLetterWithItsReason() throws Exception {
    gateway.send(RetryBean.QUEUE, "poison");
    assertEquals(1, Deliveries.next(RetryBean.QUEUE).count());
    assertEquals(2, Deliveries.next(RetryBean.QUEUE).count());
    Message letter = gateway.receiveMessage("DLQ", SOON);
    assertNotNull(letter, "no dead letter came");
    assertEquals("poison", letter.getBody(String.class));
    assertEquals(RetryBean.QUEUE, letter.getStringProperty("JMS_LEASEMQ_SOURCE_QUEUE"));
    assertEquals(2, letter.getIntProperty("JMS_LEASEMQ_SOURCE_DELIVERY_COUNT"));
    String reason = letter.getStringProperty("JMS_LEASEMQ_DEAD_LETTER_REASON");
    assertTrue(reason.contains("refused by the bean"), reason);
  }

  @Test
  void aBeansReceiveRowAndSendAreOneTransaction() throws Exception {
    gateway.send(BookBean.QUEUE, "booked");
    gateway.send(BookBean.QUEUE, "undone at first");
    List<String> confirmed = new ArrayList<>();
    confirmed.add(gateway.receive(BookBean.CONFIRMATIONS, SOON));
    confirmed.add(gateway.receive(BookBean.CONFIRMATIONS, SOON));
    confirmed.sort(null);
    assertEquals(List.of("booked", "undone at first"), confirmed);
    assertEquals(confirmed, database.texts(BookBean.QUEUE).stream().sorted().toList());
    for (int delivery = 0; delivery < 3; delivery++) {
      Deliveries.next(BookBean.QUEUE);
    }
    assertNull(gateway.receive(BookBean.CONFIRMATIONS, 0));
  }

  @Test
  void aSendAndARowAreCommittedOrRolledBackTogether() throws Exception {
    transaction.begin();
    gateway.send("tck.together", "rolled back");
    database.insert("together", "rolled back");
    transaction.rollback();
    assertNull(gateway.receive("tck.together", 0));
    assertEquals(List.of(), database.texts("together"));

    transaction.begin();
    gateway.send("tck.together", "committed");
    database.insert("together", "committed");
    assertNull(gateway.receive("tck.together", 0));
    transaction.commit();
    assertEquals("committed", gateway.receive("tck.together", SOON));
    assertEquals(List.of("committed"), database.texts("together"));
  }

  @Test
  void anInjectedContextWorksInTheTransactionThatGoesOn() throws Exception {
    transaction.begin();
    injected.createProducer().send(injected.createQueue("tck.injected"), "rolled back");
    assertThrows(IllegalStateRuntimeException.class, injected::commit);
    transaction.rollback();
    assertNull(gateway.receive("tck.injected", 0));

    transaction.begin();
    injected.createProducer().send(injected.createQueue("tck.injected"), "committed");
    assertNull(gateway.receive("tck.injected", 0));
    transaction.commit();
    assertEquals("committed", gateway.receive("tck.injected", SOON));
  }

  /** Jakarta Messaging 3.1, 12.2 and 12.4. */
  @Test
  void whatTheContainerDoesIsRefusedToApplications() throws Exception {
    try (Connection connection = factory.createConnection()) {
      assertRefused(() -> connection.setExceptionListener(failure -> {}));
      assertRefused(() -> connection.setClientID("mine"));
      assertRefused(connection::stop);
      Session session = connection.createSession();
      assertRefused(connection::createSession);
      assertRefused(() -> session.setMessageListener(message -> {}));
      assertRefused(
          () ->
              session
                  .createConsumer(session.createQueue("tck.refused"))
                  .setMessageListener(message -> {}));
      assertThrows(JMSException.class, session::commit);
    }
  }

  private static void assertRefused(Executable call) {
    assertThrows(JMSException.class, call);
  }
}
