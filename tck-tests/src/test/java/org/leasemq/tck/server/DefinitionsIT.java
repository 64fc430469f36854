package org.leasemq.tck.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.leasemq.tck.server.app.LimitedBean;

/** An application that defines its factory and queues by annotations (Jakarta EE 10, EE.5.18). */
@ArquillianTest
class DefinitionsIT {

  @Resource(lookup = LimitedBean.CONNECTIONS)
  private ConnectionFactory connections;

  @Resource(lookup = LimitedBean.LIMITED)
  private Queue limited;

  @Resource(lookup = LimitedBean.LETTERS)
  private Queue letters;

  @Deployment(name = "adapter", order = 1, testable = false)
  static Archive<?> adapter() {
    return Archives.adapter();
  }

  @Deployment(order = 2)
  static Archive<?> application() {
    // WildFly makes the objects with the classes that the application sees.
    return Archives.application("definitions.war", LimitedBean.class)
        .setManifest(new StringAsset("Dependencies: deployment.leasemq.rar\n"));
  }

  @Test
  void anAdministeredObjectsSettingsAreTheQueues() throws Exception {
    try (JMSContext context = connections.createContext()) {
      context.createProducer().send(limited, "refused three times");
      Message letter = context.createConsumer(letters).receive(30_000);
      assertNotNull(letter, "no dead letter came");
      assertEquals("refused three times", letter.getBody(String.class));
      assertEquals("tck.limited", letter.getStringProperty("JMS_LEASEMQ_SOURCE_QUEUE"));
      assertEquals(3, letter.getIntProperty("JMS_LEASEMQ_SOURCE_DELIVERY_COUNT"));
    }
  }
}
