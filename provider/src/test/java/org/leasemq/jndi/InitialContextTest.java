package org.leasemq.jndi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import javax.naming.Binding;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import org.junit.jupiter.api.Test;
import org.leasemq.LeaseMQConnectionFactory;

/** JNDI from properties. */
@SuppressWarnings("BanJNDI") // it is what is tested
class InitialContextTest {

  private static Context context(String... properties) throws NamingException {
    Properties environment = new Properties();
    environment.setProperty(
        Context.INITIAL_CONTEXT_FACTORY, LeaseMQInitialContextFactory.class.getName());
    for (int i = 0; i < properties.length; i += 2) {
      environment.setProperty(properties[i], properties[i + 1]);
    }
    return new InitialContext(environment);
  }

  @Test
  void aProgramFindsWhatItNeeds() throws NamingException {
    Context names =
        context(
            "connectionfactory.store", "jdbc:h2:mem:" + UUID.randomUUID(),
            "queue.jms/orders", "orders.physical",
            "topic.prices", "prices.physical");
    ConnectionFactory factory = (ConnectionFactory) names.lookup("store");
    Queue queue = (Queue) names.lookup("jms/orders");
    try (JMSContext context = factory.createContext()) {
      context.createProducer().send(queue, "x");
      Queue same = context.createQueue("orders.physical");
      assertEquals("x", context.createConsumer(same).receiveBody(String.class, 20_000));
    }
    assertTrue(names.lookup("prices") instanceof Topic);
  }

  @Test
  void dynamicNamesNeedNoProperty() throws Exception {
    Context names = context();
    assertEquals("a.b", ((Queue) names.lookup("dynamicQueues/a.b")).getQueueName());
    assertEquals("a.b", ((Topic) names.lookup("dynamicTopics/a.b")).getTopicName());
    assertThrows(NamingException.class, () -> names.lookup("dynamicQueues/"));
  }

  @Test
  void aFactorysPropertiesAreSet() throws NamingException {
    Context names =
        context(
            "connectionFactory.Store", "jdbc:h2:mem:x",
            "property.connectionfactory.Store.nodeName", "n1",
            "property.connectionfactory.Store.clientId", "c",
            "property.connectionfactory.Store.autoCreate", "false",
            "property.connectionfactory.Store.authenticator", "com.acme.Directory",
            "property.connectionfactory.Storehouse.autoCreate", "true");
    LeaseMQConnectionFactory factory = (LeaseMQConnectionFactory) names.lookup("Store");
    assertEquals("n1", factory.getNodeName());
    assertEquals("c", factory.getClientId());
    assertFalse(factory.isAutoCreate());
    assertEquals("com.acme.Directory", factory.getAuthenticator());
  }

  @Test
  void mistakesAreNamed() throws NamingException {
    NamingException unknown =
        assertThrows(
            ConfigurationException.class,
            () ->
                context(
                    "connectionfactory.s", "jdbc:h2:mem:x",
                    "property.connectionfactory.s.colour", "red"));
    assertTrue(unknown.getMessage().contains("colour"), unknown.getMessage());
    NamingException invalid =
        assertThrows(ConfigurationException.class, () -> context("queue.q", ""));
    assertTrue(invalid.getMessage().contains("queue.q"), invalid.getMessage());
    Context names = context();
    NamingException missing =
        assertThrows(NameNotFoundException.class, () -> names.lookup("orders"));
    assertTrue(missing.getMessage().contains("queue.orders"), missing.getMessage());
  }

  @Test
  void namesAreListedAndReadOnly() throws NamingException {
    Context names = context("queue.a", "pa", "topic.b", "pb");
    List<String> found = new ArrayList<>();
    for (Binding binding : Collections.list(names.listBindings(""))) {
      found.add(binding.getName());
    }
    assertEquals(List.of("a", "b"), found);
    assertThrows(OperationNotSupportedException.class, () -> names.bind("x", "y"));
    assertThrows(OperationNotSupportedException.class, () -> names.unbind("a"));
  }
}
