package org.leasemq.ra.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import jakarta.jms.TransactionInProgressException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import jakarta.resource.spi.ManagedConnectionMetaData;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.LeaseMQTopic;
import org.leasemq.ra.LeaseMQManagedConnectionFactory;
import org.leasemq.ra.LeaseMQResourceAdapter;

/** Applications' view of connections in a container, on a store in memory. */
@Timeout(60)
class OutboundTest {

  private final LeaseMQResourceAdapter adapter = new LeaseMQResourceAdapter();
  private final LeaseMQManagedConnectionFactory factory = new LeaseMQManagedConnectionFactory();
  private final TestPool pool = new TestPool();
  private ConnectionFactory connections;

  @BeforeEach
  void start() throws Exception {
    adapter.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
    adapter.start(new TestBootstrap());
    factory.setResourceAdapter(adapter);
    connections = (ConnectionFactory) factory.createConnectionFactory(pool);
  }

  @AfterEach
  void stop() throws Exception {
    pool.close();
    adapter.stop();
  }

  private void send(String... texts) {
    try (JMSContext context = connections.createContext()) {
      for (String text : texts) {
        context.createProducer().send(context.createQueue("work"), text);
      }
    }
  }

  private String receive(long millis) {
    try (JMSContext context = connections.createContext()) {
      return context.createConsumer(context.createQueue("work")).receiveBody(String.class, millis);
    }
  }

  @Test
  void outsideOfATransactionASendCountsAtOnceAndTheConnectionIsUsedAgain() {
    send("one");
    assertEquals("one", receive(10_000));
    assertNull(receive(200));
    assertEquals(1, pool.made());
  }

  @Test
  void workInABranchCountsWithItsCommit() throws Exception {
    TestPool.Branch branch = pool.begin();
    send("one", "two");
    branch.suspend();
    assertNull(receive(200));
    branch.resume();
    branch.commit();
    assertEquals("one", receive(10_000));
  }

  @Test
  void aSubscriptionLastsWhenTransactionsBeginAndEnd() throws Exception {
    try (JMSContext context = connections.createContext()) {
      Topic topic = context.createTopic("news");
      JMSConsumer own = context.createConsumer(topic);
      JMSConsumer selecting = context.createConsumer(topic, "JMSPriority = 4");
      JMSConsumer shared = context.createSharedConsumer(topic, "shared");
      TestPool.Branch branch = pool.begin();
      context.createProducer().send(topic, "one");
      assertNull(own.receiveNoWait());
      branch.commit();
      for (JMSConsumer each : List.of(own, selecting, shared)) {
        assertEquals("one", each.receiveBody(String.class, 10_000));
      }
      branch = pool.begin();
      context.createProducer().send(topic, "gone");
      branch.rollback();
      assertNull(own.receiveNoWait());
    }
  }

  @Test
  void aRolledBackReceiptFromATopicIsRedelivered() throws Exception {
    try (JMSContext context = connections.createContext()) {
      Topic topic = context.createTopic("news");
      JMSConsumer consumer = context.createConsumer(topic);
      context.createProducer().send(topic, "one");
      TestPool.Branch branch = pool.begin();
      assertEquals("one", consumer.receiveBody(String.class, 10_000));
      branch.rollback();
      assertTrue(consumer.receive(10_000).getJMSRedelivered());
    }
  }

  @Test
  void durableSubscriptionsBelongToTheFactorysClientId() throws Exception {
    factory.setClientId("application");
    Topic topic = new LeaseMQTopic("news");
    try (JMSContext context = connections.createContext()) {
      context.createDurableConsumer(topic, "all").close();
      context.createProducer().send(topic, "one");
    }
    try (JMSContext context = connections.createContext()) {
      JMSConsumer consumer = context.createDurableConsumer(topic, "all");
      TestPool.Branch branch = pool.begin();
      assertEquals("one", consumer.receiveBody(String.class, 10_000));
      branch.commit();
      assertThrows(IllegalStateRuntimeException.class, () -> context.unsubscribe("all"));
      consumer.close();
      context.unsubscribe("all");
    }
  }

  @Test
  void workInABranchIsGoneWithItsRollback() throws Exception {
    send("stays");
    TestPool.Branch branch = pool.begin();
    send("goes");
    assertEquals("stays", receive(10_000));
    branch.rollback();
    assertEquals("stays", receive(10_000));
    assertNull(receive(200));
  }

  @Test
  void whatIsPreparedIsRecoveredThroughTheAdapter() throws Exception {
    TestPool.Branch branch = pool.begin();
    send("one");
    branch.prepare();
    XAResource recovery = adapter.getXAResources(null)[0];
    assertEquals(1, recovery.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length);
    recovery.commit(branch.xid(), false);
    assertEquals("one", receive(10_000));
  }

  @Test
  void resourcesOfTheAdapterAreTheSame() throws Exception {
    XAResource first = pool.open(factory).getXAResource();
    XAResource second = pool.open(factory).getXAResource();
    assertTrue(first.isSameRM(second));
    assertTrue(adapter.getXAResources(null)[0].isSameRM(first));
  }

  @Test
  void theContainersLocalTransactionCarriesTheWork() throws Exception {
    pool.beginLocal();
    send("goes");
    pool.endLocal(false);
    pool.beginLocal();
    send("stays");
    pool.endLocal(true);
    assertEquals("stays", receive(10_000));
    assertNull(receive(200));
  }

  @Test
  void aLocalTransactionIsBegunOnceAndEndedOnce() throws Exception {
    LocalTransaction local = pool.open(factory).getLocalTransaction();
    assertThrows(LocalTransactionException.class, local::commit);
    local.begin();
    assertThrows(LocalTransactionException.class, local::begin);
    local.rollback();
    assertThrows(LocalTransactionException.class, local::rollback);
  }

  @Test
  void aHandleFollowsFromOutsideIntoATransactionAndOut() throws Exception {
    try (Connection connection = connections.createConnection()) {
      Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
      Queue queue = session.createQueue("work");
      MessageProducer producer = session.createProducer(queue);
      producer.setPriority(7);
      MessageConsumer consumer = session.createConsumer(queue);
      connection.start();
      assertFalse(session.getTransacted());

      TestPool.Branch branch = pool.begin();
      assertTrue(session.getTransacted());
      producer.send(session.createTextMessage("in"));
      assertThrows(TransactionInProgressException.class, session::commit);
      assertThrows(IllegalStateException.class, session::recover);
      branch.commit();

      producer.send(session.createTextMessage("out"));
      Message first = consumer.receive(1000);
      assertEquals("in", first.getBody(String.class));
      assertEquals(7, first.getJMSPriority());
      assertEquals("out", consumer.receive(1000).getBody(String.class));
    }
  }

  @Test
  void theArgumentsOfASessionCountOutsideOfATransaction() throws Exception {
    try (Connection connection = connections.createConnection()) {
      Session session = connection.createSession(Session.SESSION_TRANSACTED);
      MessageProducer producer = session.createProducer(session.createQueue("work"));
      producer.send(session.createTextMessage("goes"));
      session.rollback();
      producer.send(session.createTextMessage("stays"));
      session.commit();
    }
    assertEquals("stays", receive(10_000));
    assertNull(receive(200));
  }

  @Test
  void whatAnApplicationInAContainerMustNotDoIsRefused() throws Exception {
    try (Connection connection = connections.createConnection()) {
      Session session = connection.createSession();
      MessageProducer producer = session.createProducer(session.createQueue("work"));
      MessageConsumer consumer = session.createConsumer(session.createQueue("work"));
      Message message = session.createMessage();
      assertThrows(IllegalStateException.class, connection::createSession);
      assertThrows(IllegalStateException.class, () -> connection.setClientID("id"));
      assertThrows(IllegalStateException.class, connection::stop);
      assertThrows(IllegalStateException.class, () -> connection.setExceptionListener(e -> {}));
      assertThrows(IllegalStateException.class, () -> consumer.setMessageListener(m -> {}));
      assertThrows(IllegalStateException.class, () -> session.setMessageListener(m -> {}));
      assertThrows(IllegalStateException.class, () -> producer.send(message, new Ignored()));
      session.close();
      assertNotNull(connection.createSession(), "the first one is closed");
    }
    try (JMSContext context = connections.createContext()) {
      assertThrows(IllegalStateRuntimeException.class, () -> context.setClientID("id"));
      assertThrows(IllegalStateRuntimeException.class, context::stop);
    }
  }

  private static final class Ignored implements CompletionListener {
    @Override
    public void onCompletion(Message sent) {}

    @Override
    public void onException(Message sent, Exception failure) {}
  }

  @Test
  void withoutAContainerNothingIsRefusedAndCloseEndsTheConnection() throws Exception {
    ConnectionFactory plain = (ConnectionFactory) factory.createConnectionFactory();
    try (Connection connection = plain.createConnection()) {
      Session first = connection.createSession();
      Session second = connection.createSession();
      first.createProducer(first.createQueue("work")).send(first.createTextMessage("one"));
      connection.start();
      Message message = second.createConsumer(second.createQueue("work")).receive(1000);
      assertEquals("one", message.getBody(String.class));
      connection.stop();
    }
    for (int i = 0; i < 2; i++) {
      try (Connection connection = plain.createConnection()) {
        connection.setClientID("billing");
        assertEquals("billing", connection.getClientID());
      }
    }
  }

  @Test
  void everythingMadeFromAClosedHandleIsClosedToo() throws Exception {
    Connection connection = connections.createConnection();
    Session session = connection.createSession();
    MessageProducer producer = session.createProducer(session.createQueue("work"));
    MessageConsumer consumer = session.createConsumer(session.createQueue("work"));
    Message message = session.createMessage();
    connection.close();
    connection.close();
    assertThrows(IllegalStateException.class, connection::createSession);
    assertThrows(IllegalStateException.class, session::createMessage);
    assertThrows(IllegalStateException.class, () -> producer.send(message));
    assertThrows(IllegalStateException.class, consumer::receiveNoWait);
    assertEquals(1, pool.events(ConnectionEvent.CONNECTION_CLOSED));
  }

  @Test
  void aTemporaryQueueGoesWithItsHandleThoughThePoolKeepsTheConnection() throws Exception {
    TemporaryQueue temporary;
    try (Connection connection = connections.createConnection()) {
      temporary = connection.createSession().createTemporaryQueue();
    }
    try (Connection connection = connections.createConnection()) {
      Session session = connection.createSession();
      Message message = session.createMessage();
      assertThrows(JMSException.class, () -> session.createProducer(temporary).send(message));
    }
    assertEquals(1, pool.made());
  }

  @Test
  void aCleanupClosesWhatAnApplicationLeaked() throws Exception {
    Connection leaked = connections.createConnection();
    Session session = leaked.createSession();
    pool.cleanUpAll();
    assertThrows(IllegalStateException.class, session::createMessage);
    assertThrows(IllegalStateException.class, leaked::start);
    send("one");
    assertEquals(1, pool.made());
  }

  @Test
  void aHandleCanMoveToAnotherManagedConnection() throws Exception {
    try (Connection connection = connections.createConnection()) {
      Session session = connection.createSession();
      MessageConsumer consumer = session.createConsumer(session.createQueue("work"));
      connection.start();
      LeaseMQManagedConnection other = pool.open(factory);
      other.associateConnection(connection);
      session.createProducer(session.createQueue("work")).send(session.createTextMessage("one"));
      assertEquals("one", consumer.receive(1000).getBody(String.class));
    }
    assertEquals(1, pool.events(ConnectionEvent.CONNECTION_CLOSED));
  }

  @Test
  void aDissociatedHandleGetsAManagedConnectionWhenItIsUsed() throws Exception {
    try (Connection connection = connections.createConnection()) {
      Session session = connection.createSession();
      pool.dissociateAll();
      session.createProducer(session.createQueue("work")).send(session.createTextMessage("one"));
      connection.start();
      assertNotNull(session.createConsumer(session.createQueue("work")).receive(1000));
    }
  }

  @Test
  void aBodyOfAnotherTypeStaysInTheQueue() {
    send("text");
    try (JMSContext context = connections.createContext()) {
      JMSConsumer consumer = context.createConsumer(context.createQueue("work"));
      assertThrows(
          MessageFormatRuntimeException.class, () -> consumer.receiveBody(Integer.class, 1000));
      assertEquals("text", consumer.receiveBody(String.class, 1000));
    }
  }

  @Test
  void aContextKnowsTheTransactionItIsIn() throws Exception {
    try (JMSContext context = connections.createContext(JMSContext.DUPS_OK_ACKNOWLEDGE)) {
      assertEquals(JMSContext.DUPS_OK_ACKNOWLEDGE, context.getSessionMode());
      TestPool.Branch branch = pool.begin();
      assertTrue(context.getTransacted());
      branch.rollback();
      assertFalse(context.getTransacted());
    }
  }

  @Test
  void aContextAcknowledgesWhatItsClientModeHolds() {
    send("one");
    try (JMSContext context = connections.createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
      JMSConsumer consumer = context.createConsumer(context.createQueue("work"));
      assertEquals("one", consumer.receiveBody(String.class, 1000));
      context.acknowledge();
    }
    assertNull(receive(200));
  }

  @Test
  void legacyConnectionsKeepToTheirDomain() throws Exception {
    try (QueueConnection connection =
        ((QueueConnectionFactory) connections).createQueueConnection()) {
      Session session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
      assertThrows(IllegalStateException.class, () -> session.createTopic("prices"));
      assertThrows(IllegalStateException.class, session::createTemporaryTopic);
    }
  }

  @Test
  void managedConnectionsMatchByUser() throws Exception {
    LeaseMQManagedConnection configured = pool.open(factory);
    ConnectionRequest billing = new ConnectionRequest("billing", "secret");
    assertSame(
        configured,
        factory.matchManagedConnections(
            Set.of(configured, "stranger"), null, ConnectionRequest.CONFIGURED));
    assertNull(factory.matchManagedConnections(Set.of(configured), null, billing));
    assertThrows(ResourceException.class, () -> configured.getConnection(null, billing));
    assertFalse(billing.toString().contains("secret"));
  }

  @Test
  void aManagedConnectionWhoseConnectionHasEndedIsInvalid() throws Exception {
    LeaseMQManagedConnection ended = pool.open(factory);
    LeaseMQManagedConnection sound = pool.open(factory);
    ended.connection().close();
    assertEquals(Set.of(ended), factory.getInvalidConnections(Set.of(ended, sound)));
  }

  @Test
  void aStoreThatCannotBeOpenedIsRefusedWithTheReason() {
    LeaseMQResourceAdapter second = new LeaseMQResourceAdapter();
    second.setUrl(adapter.getUrl());
    second.setNodeName("another");
    ResourceAdapterInternalException e =
        assertThrows(
            ResourceAdapterInternalException.class, () -> second.start(new TestBootstrap()));
    assertTrue(
        e.getMessage().startsWith("LeaseMQ cannot start on " + adapter.getUrl()), e.getMessage());
    assertTrue(e.getMessage().contains("another"), e.getMessage());
    send("the first goes on");
  }

  @Test
  void metaDataNameTheProductAndTheUser() throws Exception {
    ManagedConnectionMetaData data = pool.open(factory).getMetaData();
    assertEquals("LeaseMQ", data.getEISProductName());
    assertNull(data.getUserName());
    assertEquals(0, data.getMaxConnections());
  }
}
