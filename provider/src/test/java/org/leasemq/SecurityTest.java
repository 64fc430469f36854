package org.leasemq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.queue.DestinationPattern;
import org.leasemq.queue.Grant;
import org.leasemq.queue.Pause;
import org.leasemq.queue.Permission;

/** Who may connect, and what each user may do. */
class SecurityTest {

  private static final String ROOT = "root";
  private static final String ANN = "ann";
  private static final String SECRET = "a secret";

  private final LeaseMQConnectionFactory factory =
      new LeaseMQConnectionFactory("jdbc:h2:mem:" + UUID.randomUUID());
  private AutoCloseable hold;

  @BeforeEach
  void hold() throws JMSException {
    hold = factory.hold();
  }

  @AfterEach
  void letGo() throws Exception {
    hold.close();
  }

  /** Configures the first user, and with that closes the store; the factory's user is root. */
  private LeaseMQUsers closed() throws JMSException {
    try (LeaseMQUsers users = factory.users()) {
      users.add(ROOT, SECRET);
    }
    factory.setUserName(ROOT);
    factory.setPassword(SECRET);
    return factory.users();
  }

  /** Closes the store with a user beside the administrator. */
  private LeaseMQUsers withAnn(String pattern, Permission... permissions) throws JMSException {
    LeaseMQUsers users = closed();
    users.add(ANN, SECRET);
    if (permissions.length > 0) {
      users.grant(ANN, pattern, permissions);
    }
    return users;
  }

  private Connection ann() throws JMSException {
    return factory.createConnection(ANN, SECRET);
  }

  private static JMSSecurityException refused(Executable call, String... words) {
    JMSSecurityException e = assertThrows(JMSSecurityException.class, call);
    for (String word : words) {
      assertTrue(e.getMessage().contains(word), e.getMessage());
    }
    return e;
  }

  // Connecting.

  @Test
  void openWhileThereAreNoUsers() throws Exception {
    try (Connection nobody = factory.createConnection();
        Connection anybody = factory.createConnection("anybody", "anything")) {
      for (Connection connection : List.of(nobody, anybody)) {
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        session.createProducer(queue).send(session.createMessage());
        connection.start();
        assertNotNull(session.createConsumer(queue).receive(20_000));
      }
    }
  }

  @Test
  void wrongCredentialsAreRefusedWhenTheConnectionIsMade() throws Exception {
    closed().close();
    refused(() -> factory.createConnection(ROOT, "wrong"), ROOT, "wrong");
    refused(() -> factory.createConnection("unknown", SECRET), "unknown");
    refused(() -> factory.createConnection(ROOT, null), ROOT);
    refused(() -> factory.createConnection("no\nname", SECRET));
    refused(() -> factory.createConnection(null, null), "user name");
    refused(() -> factory.createConnection("", SECRET), "user name");
    refused(() -> factory.createQueueConnection(ROOT, "wrong"));
    refused(() -> factory.createTopicConnection(ROOT, "wrong"));
    refused(() -> factory.createXAConnection(ROOT, "wrong"));
    refused(() -> factory.users(ROOT, "wrong"));
    refused(
        () -> factory.openInflow(InflowSettings.queue("q").withCredentials(ROOT, "wrong")), ROOT);
    assertThrows(JMSSecurityRuntimeException.class, () -> factory.createContext(ROOT, "wrong"));
    assertThrows(JMSSecurityRuntimeException.class, () -> factory.createXAContext(ROOT, "wrong"));
  }

  @Test
  void theFactorysCredentialsAreTheDefault() throws Exception {
    closed().close();
    try (Connection connection = factory.createConnection();
        JMSContext context = factory.createContext();
        InflowSource source = factory.openInflow(InflowSettings.queue("q"))) {
      connection.createSession().createProducer(connection.createSession().createQueue("q"));
      context.createProducer().send(context.createQueue("q"), "by the default user");
      assertNotNull(source);
    }
    factory.setUserName(null);
    refused(factory::createConnection);
    refused(() -> factory.openInflow(InflowSettings.queue("q")));
  }

  @Test
  void aConnectionMadeWithoutAUserMayNothingOnceThereAreUsers() throws Exception {
    try (Connection early = factory.createConnection();
        Connection named = factory.createConnection(ROOT, "not verified")) {
      Session session = early.createSession();
      Queue queue = session.createQueue("q");
      MessageProducer producer = session.createProducer(queue);
      producer.send(session.createMessage());
      closed().close();
      refused(() -> producer.send(session.createMessage()), "without a user", "SEND", "q");
      refused(() -> session.createConsumer(queue), "RECEIVE");
      refused(() -> named.createSession().createProducer(queue), "SEND");
    }
  }

  @Test
  void theLastUsersRemovalOpensTheStore() throws Exception {
    try (LeaseMQUsers users = closed()) {
      users.remove(ROOT);
    }
    factory.setUserName(null);
    factory.createConnection().close();
  }

  @Test
  void usersLastWithTheStore(@TempDir Path directory) throws Exception {
    factory.setUrl("jdbc:h2:file:" + directory.resolve("store"));
    withAnn("orders.*", Permission.SEND, Permission.BROWSE).close();
    try (LeaseMQUsers users = factory.users()) {
      List<LeaseMQUsers.Entry> all = users.list();
      assertEquals(List.of(ANN, ROOT), all.stream().map(LeaseMQUsers.Entry::userName).toList());
      assertEquals(
          List.of(
              new Grant(
                  new DestinationPattern("orders.*"), Set.of(Permission.SEND, Permission.BROWSE))),
          all.get(0).grants());
    }
    refused(() -> factory.createConnection(ANN, "wrong"));
    ann().close();
  }

  // Permissions.

  @Test
  void sendingNeedsThePermission() throws Exception {
    try (LeaseMQUsers users = withAnn("orders.*", Permission.SEND);
        Connection connection = ann()) {
      Session session = connection.createSession();
      Queue other = session.createQueue("other");
      session
          .createProducer(session.createQueue("orders.eu"))
          .send(session.createTextMessage("allowed"));
      refused(() -> session.createProducer(other), ANN, "SEND", "other");
      MessageProducer anywhere = session.createProducer(null);
      refused(() -> anywhere.send(other, session.createMessage()), ANN, "SEND", "other");
      anywhere.send(session.createQueue("orders.us"), session.createMessage());
      users.revoke(ANN, "orders.*", Permission.SEND);
      refused(() -> anywhere.send(session.createQueue("orders.us"), session.createMessage()));
    }
    assertEquals(1, count("orders.us"), "Nothing was lost, nothing was added");
    assertEquals(0, count("other"));
  }

  /** As the administrator. */
  private int count(String name) throws JMSException {
    try (Connection connection = factory.createConnection()) {
      Session session = connection.createSession();
      var messages = session.createBrowser(session.createQueue(name)).getEnumeration();
      int count = 0;
      while (messages.hasMoreElements()) {
        messages.nextElement();
        count++;
      }
      return count;
    }
  }

  @Test
  void anAsynchronousSendIsRefusedAtTheCall() throws Exception {
    try (LeaseMQUsers users = withAnn("orders", Permission.SEND);
        Connection connection = ann()) {
      Session session = connection.createSession();
      MessageProducer producer = session.createProducer(null);
      BlockingQueue<Object> told = new LinkedBlockingQueue<>();
      CompletionListener listener =
          new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
              told.add("done");
            }

            @Override
            public void onException(Message message, Exception exception) {
              told.add(exception);
            }
          };
      refused(() -> producer.send(session.createQueue("other"), session.createMessage(), listener));
      producer.send(session.createQueue("orders"), session.createMessage(), listener);
      assertEquals("done", told.poll(20, TimeUnit.SECONDS));
      assertNull(told.poll(), "A refused send is not completed");
      assertNotNull(users);
    }
  }

  @Test
  void aTransactionThatHoldsARefusedSendCommitsTheRest() throws Exception {
    withAnn("orders", Permission.SEND).close();
    try (Connection connection = ann()) {
      Session session = connection.createSession(Session.SESSION_TRANSACTED);
      MessageProducer producer = session.createProducer(null);
      producer.send(session.createQueue("orders"), session.createMessage());
      refused(() -> producer.send(session.createQueue("other"), session.createMessage()));
      session.commit();
    }
    assertEquals(1, count("orders"));
    assertEquals(0, count("other"));
  }

  @Test
  void consumingAndBrowsingNeedTheirPermissions() throws Exception {
    try (LeaseMQUsers users = withAnn("read", Permission.RECEIVE)) {
      users.grant(ANN, "seen", Permission.BROWSE);
      try (Connection connection = ann()) {
        Session session = connection.createSession();
        session.createConsumer(session.createQueue("read")).close();
        session.createBrowser(session.createQueue("seen")).close();
        refused(() -> session.createConsumer(session.createQueue("seen")), "RECEIVE", "seen");
        refused(() -> session.createBrowser(session.createQueue("read")), "BROWSE", "read");
        var browser = session.createBrowser(session.createQueue("seen"));
        users.revoke(ANN, "seen", Permission.BROWSE);
        refused(browser::getEnumeration, "BROWSE", "seen");
      }
    }
  }

  @Test
  void anInflowNeedsThePermissionToReceive() throws Exception {
    withAnn("read", Permission.RECEIVE).close();
    factory.openInflow(InflowSettings.queue("read").withCredentials(ANN, SECRET)).close();
    refused(
        () -> factory.openInflow(InflowSettings.queue("other").withCredentials(ANN, SECRET)),
        ANN,
        "RECEIVE",
        "other");
  }

  @Test
  void xaSessionsAreCheckedToo() throws Exception {
    withAnn("orders", Permission.SEND).close();
    try (var connection = factory.createXAConnection(ANN, SECRET)) {
      Session session = connection.createXASession().getSession();
      session.createProducer(session.createQueue("orders")).close();
      refused(() -> session.createProducer(session.createQueue("other")));
    }
  }

  @Test
  void contextsAreRefusedWithRuntimeExceptions() throws Exception {
    withAnn("orders", Permission.SEND).close();
    try (JMSContext context = factory.createContext(ANN, SECRET)) {
      context.createProducer().send(context.createQueue("orders"), "allowed");
      assertThrows(
          JMSSecurityRuntimeException.class,
          () -> context.createProducer().send(context.createQueue("other"), "refused"));
      assertThrows(
          JMSSecurityRuntimeException.class,
          () -> context.createConsumer(context.createQueue("orders")));
      assertThrows(
          JMSSecurityRuntimeException.class,
          () -> context.createBrowser(context.createQueue("orders")));
    }
  }

  @Test
  void temporaryQueuesAreFreeForTheirConnection() throws Exception {
    withAnn("nothing").close();
    try (Connection connection = ann();
        Connection replier = factory.createConnection(ANN, SECRET)) {
      Session session = connection.createSession();
      TemporaryQueue queue = session.createTemporaryQueue();
      Session other = replier.createSession();
      other.createProducer(queue).send(other.createTextMessage("an answer"));
      assertTrue(session.createBrowser(queue).getEnumeration().hasMoreElements());
      connection.start();
      assertNotNull(session.createConsumer(queue).receive(20_000));
      assertThrows(InvalidDestinationException.class, () -> other.createConsumer(queue));
      refused(() -> other.createBrowser(queue), "BROWSE");
    }
  }

  @Test
  void changingAQueuesSettingsNeedsToAdministerIt() throws Exception {
    LeaseMQQueue queue = new LeaseMQQueue("orders");
    queue.setMaxReceiveCount(3);
    try (LeaseMQUsers users = withAnn("orders", Permission.SEND);
        Connection connection = ann()) {
      Session session = connection.createSession();
      session.createProducer(session.createQueue("orders")).close();
      refused(() -> session.createProducer(queue), "ADMINISTER", "orders");
      users.grant(ANN, "orders", Permission.ADMINISTER);
      session.createProducer(queue).close();
      users.revoke(ANN, "orders", Permission.ADMINISTER);
      session.createProducer(queue).close();
    }
  }

  // Administration.

  @Test
  void administrationOfAQueueNeedsToAdministerIt() throws Exception {
    try (LeaseMQUsers users =
            withAnn("o*", Permission.SEND, Permission.RECEIVE, Permission.BROWSE);
        LeaseMQAdmin root = factory.admin()) {
      root.createQueue("orders", QueueOverrides.NONE);
      root.createQueue("others", QueueOverrides.NONE);
      factory.setUserName(ANN);
      try (LeaseMQAdmin ann = factory.admin()) {
        for (Executable call :
            List.<Executable>of(
                () -> ann.queue("orders"),
                () -> ann.createQueue("orders", QueueOverrides.NONE),
                () -> ann.alterQueue("orders", QueueOverrides.NONE),
                () -> ann.pauseQueue("orders", Pause.NONE),
                () -> ann.purgeQueue("orders"),
                () -> ann.browse("orders", null, null, 1),
                () -> ann.deleteQueue("orders"))) {
          refused(call, ANN, "ADMINISTER", "orders");
        }
        assertEquals(List.of(), ann.queues());
        users.grant(ANN, "orders", Permission.ADMINISTER);
        assertEquals(List.of(ann.queue("orders").orElseThrow()), ann.queues());
        refused(() -> ann.queue("others"), ANN, "ADMINISTER", "others");
        refused(ann::verify, ANN, "ADMINISTER", "*");
        users.grant(ANN, "*", Permission.ADMINISTER);
        assertEquals(List.of(), ann.verify());
        assertEquals(2, ann.queues().size());
        ann.deleteQueue("orders");
      }
      assertEquals(1, root.queues().size());
    }
  }

  // Managing users.

  @Test
  void onlyAdministratorsManageUsers() throws Exception {
    try (LeaseMQUsers early = factory.users();
        LeaseMQUsers users = withAnn("orders", Permission.ADMINISTER);
        LeaseMQUsers ann = factory.users(ANN, SECRET)) {
      refused(() -> early.add("eve", SECRET), "without a user");
      refused(() -> ann.add("eve", SECRET), ANN, "ADMINISTER");
      refused(() -> ann.remove(ROOT), ANN);
      refused(() -> ann.changePassword(ROOT, "mine"), ANN);
      refused(() -> ann.grant(ANN, "*", Permission.ADMINISTER), ANN);
      refused(() -> ann.revoke(ROOT, "*", Permission.ADMINISTER), ANN);
      refused(ann::list, ANN);
      users.grant(ANN, "*", Permission.ADMINISTER);
      ann.remove(ROOT);
      refused(users::list, ROOT);
    }
  }

  @Test
  void theLastAdministratorStays() throws Exception {
    try (LeaseMQUsers users = withAnn("orders", Permission.SEND)) {
      for (Executable call :
          List.<Executable>of(
              () -> users.remove(ROOT), () -> users.revoke(ROOT, "*", Permission.ADMINISTER))) {
        JMSException e = assertThrows(JMSException.class, call);
        assertTrue(e.getMessage().contains("Nobody would be left"), e.getMessage());
      }
      assertEquals(2, users.list().size());
    }
  }

  @Test
  void mistakesAreNamed() throws Exception {
    try (LeaseMQUsers users = closed()) {
      assertTrue(
          assertThrows(JMSException.class, () -> users.add(ROOT, SECRET))
              .getMessage()
              .contains("There is a user 'root' already"));
      assertThrows(JMSException.class, () -> users.add("", SECRET));
      assertThrows(JMSException.class, () -> users.add("eve", ""));
      assertThrows(JMSException.class, () -> users.changePassword(ROOT, ""));
      assertThrows(JMSException.class, () -> users.grant(ROOT, "", Permission.SEND));
      for (Executable call :
          List.<Executable>of(
              () -> users.remove("eve"),
              () -> users.changePassword("eve", SECRET),
              () -> users.grant("eve", "*", Permission.SEND),
              () -> users.revoke("eve", "*", Permission.SEND))) {
        assertEquals("There is no user 'eve'", assertThrows(JMSException.class, call).getMessage());
      }
    }
  }

  @Test
  void aChangedPasswordIsForNewConnections() throws Exception {
    try (LeaseMQUsers users = withAnn("orders", Permission.SEND);
        Connection connection = ann()) {
      Session session = connection.createSession();
      MessageProducer producer = session.createProducer(session.createQueue("orders"));
      users.changePassword(ANN, "another");
      producer.send(session.createMessage());
      refused(this::ann);
      factory.createConnection(ANN, "another").close();
    }
  }

  @Test
  void aRemovedUserMayNothingMore() throws Exception {
    try (LeaseMQUsers users = withAnn("*", Permission.SEND, Permission.RECEIVE);
        Connection connection = ann()) {
      Session session = connection.createSession();
      Queue queue = session.createQueue("orders");
      MessageProducer producer = session.createProducer(queue);
      users.remove(ANN);
      refused(() -> producer.send(session.createMessage()), ANN, "SEND");
      refused(() -> session.createConsumer(queue), ANN, "RECEIVE");
      refused(this::ann);
    }
  }

  // An authenticator of the user's.

  @Test
  void anAuthenticatorTakesThePlaceOfTheUsers() throws Exception {
    LeaseMQConnectionFactory own = new LeaseMQConnectionFactory("jdbc:h2:mem:" + UUID.randomUUID());
    own.setAuthenticator(TestAuthenticator.class.getName());
    refused(own::createConnection, "nobody");
    refused(() -> own.createConnection(ANN, "wrong"), ANN);
    try (Connection connection = own.createConnection(ANN, "ANN")) {
      Session session = connection.createSession();
      session.createProducer(session.createQueue("ann.orders")).close();
      refused(() -> session.createConsumer(session.createQueue("ann.orders")), "RECEIVE");
      refused(() -> session.createProducer(session.createQueue("orders")), "SEND");
      assertTrue(
          assertThrows(JMSException.class, own::users).getMessage().contains("TestAuthenticator"));
      LeaseMQConnectionFactory without = new LeaseMQConnectionFactory(own.getUrl());
      assertTrue(
          assertThrows(JMSException.class, without::createConnection)
              .getMessage()
              .contains("authenticator"),
          "Who leaves the authenticator out does not get past it");
    }
  }

  @Test
  void anAuthenticatorThatCannotBeMadeIsNamed() {
    for (String type : List.of("no.such.Type", String.class.getName())) {
      LeaseMQConnectionFactory own =
          new LeaseMQConnectionFactory("jdbc:h2:mem:" + UUID.randomUUID());
      own.setAuthenticator(type);
      JMSException e = assertThrows(JMSException.class, own::createConnection);
      assertTrue(e.getMessage().contains("authenticator: " + type), e.getMessage());
    }
  }
}
