package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Session;
import jakarta.resource.spi.SecurityException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.InflowSource;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.LeaseMQUsers;
import org.leasemq.queue.Permission;

/** Users through the adapter: its connections and its activations. */
class AdapterSecurityTest {

  private final LeaseMQResourceAdapter adapter = new LeaseMQResourceAdapter();
  private final LeaseMQManagedConnectionFactory managed = new LeaseMQManagedConnectionFactory();
  private AutoCloseable hold;
  private ConnectionFactory connections;

  @BeforeEach
  void configure() throws Exception {
    adapter.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
    adapter.setNodeName("leasemq");
    LeaseMQConnectionFactory factory = adapter.connectionFactory();
    hold = factory.hold();
    try (LeaseMQUsers users = factory.users()) {
      users.add("root", "a secret");
    }
    try (LeaseMQUsers users = factory.users("root", "a secret")) {
      users.add("ann", "hers");
      users.grant("ann", "orders", Permission.SEND, Permission.RECEIVE);
    }
    managed.setResourceAdapter(adapter);
    connections = (ConnectionFactory) managed.createConnectionFactory();
  }

  @AfterEach
  void letGo() throws Exception {
    hold.close();
  }

  @Test
  void userAndUserNameAreOneProperty() throws Exception {
    managed.setUser("ann");
    managed.setPassword("hers");
    assertEquals("ann", managed.getUserName());
    connections.createConnection().close();
    managed.setUserName("root");
    assertEquals("root", managed.getUser());
    assertThrows(JMSSecurityException.class, connections::createConnection);
  }

  @Test
  void wrongCredentialsAreRefused() {
    assertThrows(JMSSecurityException.class, connections::createConnection);
    assertThrows(JMSSecurityException.class, () -> connections.createConnection("ann", "wrong"));
    assertThrows(
        JMSSecurityRuntimeException.class, () -> connections.createContext("ann", "wrong"));
    managed.setUserName("ann");
    managed.setPassword("wrong");
    assertThrows(SecurityException.class, () -> managed.createManagedConnection(null, null));
  }

  @Test
  void theAdaptersUserConnectsWhereNobodySays() throws Exception {
    adapter.setUserName("ann");
    adapter.setPassword("hers");
    connections.createConnection().close();
  }

  @Test
  void permissionsHoldForApplications() throws Exception {
    try (Connection connection = connections.createConnection("ann", "hers")) {
      Session session = connection.createSession();
      session.createProducer(session.createQueue("orders")).close();
      JMSSecurityException e =
          assertThrows(
              JMSSecurityException.class,
              () -> session.createProducer(session.createQueue("other")));
      assertTrue(e.getMessage().contains("'ann'") && e.getMessage().contains("other"));
    }
    try (JMSContext context = connections.createContext("ann", "hers")) {
      assertThrows(
          JMSSecurityRuntimeException.class,
          () -> context.createProducer().send(context.createQueue("other"), "refused"));
    }
  }

  private InflowSource open(String queue, String user, String password) throws Exception {
    LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
    spec.setDestination(queue);
    spec.setUser(user);
    spec.setPassword(password);
    return ActivationTarget.of(spec, adapter.connectionFactory()).open();
  }

  @Test
  void permissionsHoldForActivations() throws Exception {
    try (InflowSource source = open("orders", "ann", "hers")) {
      assertNotNull(source);
    }
    for (String[] wrong :
        new String[][] {
          {"orders", "ann", "wrong"}, {"orders", null, null}, {"other", "ann", "hers"}
        }) {
      JMSException e =
          assertThrows(JMSSecurityException.class, () -> open(wrong[0], wrong[1], wrong[2]));
      assertNotNull(e.getMessage());
    }
  }

  @Test
  void theAuthenticatorIsTheProviders() {
    adapter.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
    adapter.setAuthenticator("no.such.Type");
    JMSException e = assertThrows(JMSException.class, connections::createConnection);
    assertTrue(e.getMessage().contains("authenticator: no.such.Type"), e.getMessage());
  }
}
