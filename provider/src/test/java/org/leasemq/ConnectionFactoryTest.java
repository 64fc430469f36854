package org.leasemq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factory, and how factories share nodes. */
class ConnectionFactoryTest {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

  @Test
  void factoriesOfOneUrlShareAStore() {
    try (JMSContext one = new LeaseMQConnectionFactory(url).createContext();
        JMSContext two = new LeaseMQConnectionFactory(url).createContext()) {
      one.createProducer().send(one.createQueue("q"), "x");
      assertEquals("x", two.createConsumer(two.createQueue("q")).receiveBody(String.class, 20_000));
    }
  }

  @Test
  void aMemoryStoreOutlivesItsConnections() {
    LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url);
    try (JMSContext context = factory.createContext()) {
      context.createProducer().send(context.createQueue("q"), "x");
    }
    try (JMSContext context = factory.createContext()) {
      assertEquals(
          "x", context.createConsumer(context.createQueue("q")).receiveBody(String.class, 20_000));
    }
  }

  @Test
  void aHoldKeepsTheNodeOpen() throws Exception {
    LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url);
    AutoCloseable hold = factory.hold();
    factory.createConnection().close();
    LeaseMQConnectionFactory other = new LeaseMQConnectionFactory(url);
    other.setNodeName("other");
    JMSException e = assertThrows(JMSException.class, other::createConnection);
    assertTrue(e.getMessage().contains("nodeName"), e.getMessage());
    hold.close();
    hold.close();
    other.createConnection().close();
  }

  @Test
  void anUnknownUrlIsRefusedWithAdvice() {
    for (String bad : new String[] {"jdbc:nosuch:x", "http://localhost", "orders"}) {
      JMSException e =
          assertThrows(
              JMSException.class, () -> new LeaseMQConnectionFactory(bad).createConnection());
      assertTrue(e.getMessage().contains("jdbc:h2:file:"), e.getMessage());
    }
    JMSException e =
        assertThrows(JMSException.class, () -> new LeaseMQConnectionFactory().createConnection());
    assertTrue(e.getMessage().contains("url"), e.getMessage());
  }

  @Test
  void withoutAutoCreateAnUnknownQueueIsRefused() throws JMSException {
    LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url);
    factory.setAutoCreate(false);
    try (Connection connection = factory.createConnection()) {
      Session session = connection.createSession();
      var queue = session.createQueue("nobody made it");
      assertThrows(InvalidDestinationException.class, () -> session.createProducer(queue));
      assertThrows(InvalidDestinationException.class, () -> session.createConsumer(queue));
      assertThrows(InvalidDestinationException.class, () -> session.createBrowser(queue));
    }
  }

  @Test
  void aFailedConnectionLeavesNothingBehind() throws JMSException {
    LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url);
    factory.setClientId("me");
    assertThrows(jakarta.jms.JMSRuntimeException.class, () -> factory.createContext(17));
    factory.createConnection().close();
    factory.setNodeName("other");
    factory.createConnection().close();
  }

  @Test
  void theFactoryIsSerialisableAndKeepsItsPasswordToItself() throws Exception {
    LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url);
    factory.setUserName("user");
    factory.setPassword("secret");
    factory.setObjectMessageAllowList("com.acme.*, com.other.Order");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(factory);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      LeaseMQConnectionFactory copy = (LeaseMQConnectionFactory) in.readObject();
      assertEquals(url, copy.getUrl());
      assertEquals("user", copy.getUserName());
      assertEquals("secret", copy.getPassword());
      assertEquals("com.acme.*, com.other.Order", copy.getObjectMessageAllowList());
      assertNotNull(copy.getNodeName());
    }
    assertFalse(factory.toString().contains("secret"));
    assertThrows(
        IllegalArgumentException.class, () -> factory.setObjectMessageAllowList("not a class"));
  }

  @Test
  void pathsAreComparedAbsolute(@TempDir Path directory) {
    String absolute = directory.resolve("orders").toString();
    String normal = "jdbc:h2:file:" + absolute.replace('\\', '/');
    assertEquals(normal, JdbcUrls.normalised("jdbc:h2:" + absolute));
    assertEquals(
        normal + ";A=B", JdbcUrls.normalised("jdbc:h2:file:" + directory + "/x/../orders;A=B"));
    assertEquals("jdbc:h2:mem:x", JdbcUrls.normalised("jdbc:h2:mem:x"));
    assertEquals("jdbc:h2:nio:x", JdbcUrls.normalised("jdbc:h2:nio:x"));
    assertEquals("jdbc:postgresql:x", JdbcUrls.normalised("jdbc:postgresql:x"));
    assertTrue(JdbcUrls.normalised("jdbc:h2:~/x").startsWith("jdbc:h2:file:/"));
  }
}
