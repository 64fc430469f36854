package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LeaseMQActivationSpecTest {

  private final LeaseMQActivationSpec spec = new LeaseMQActivationSpec();

  private Set<String> wrongProperties() {
    InvalidPropertyException e = assertThrows(InvalidPropertyException.class, spec::validate);
    Set<String> wrong =
        Arrays.stream(e.getInvalidPropertyDescriptors())
            .map(PropertyDescriptor::getName)
            .collect(Collectors.toSet());
    wrong.forEach(name -> assertTrue(e.getMessage().contains(name), e.getMessage()));
    return wrong;
  }

  @Test
  void aDestinationIsEnough() {
    spec.setDestination("orders.fifo");
    assertDoesNotThrow(spec::validate);
    assertEquals(8, spec.getMaxSessions());
    assertEquals(256, spec.getReceiveBatchSize());
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() {
    spec.setDestinationType("jakarta.jms.Fax");
    spec.setAcknowledgeMode("Never");
    spec.setMaxSessions(0);
    spec.setVisibilityTimeout("13h");
    spec.setMaxReceiveCount(0);
    spec.setReceiveBatchSize(257);
    spec.setSubscriptionDurability("Forever");
    assertEquals(
        Set.of(
            "destination",
            "destinationType",
            "acknowledgeMode",
            "maxSessions",
            "visibilityTimeout",
            "maxReceiveCount",
            "receiveBatchSize",
            "subscriptionDurability"),
        wrongProperties());
  }

  @Test
  void aDurableSubscriptionNeedsANameAndAClientId() {
    spec.setDestination("prices");
    spec.setDestinationType("jakarta.jms.Topic");
    spec.setSubscriptionDurability("Durable");
    assertEquals(Set.of("subscriptionName", "clientId"), wrongProperties());

    spec.setSubscriptionName("all");
    spec.setShareSubscriptions(true);
    assertDoesNotThrow(spec::validate);
    spec.setShareSubscriptions(false);
    spec.setClientId("me");
    assertDoesNotThrow(spec::validate);
  }

  @Test
  void aSharedSubscriptionNeedsAName() {
    spec.setDestination("prices");
    spec.setDestinationType("jakarta.jms.Topic");
    assertDoesNotThrow(spec::validate);
    spec.setShareSubscriptions(true);
    assertEquals(Set.of("subscriptionName"), wrongProperties());
  }

  @Test
  void aTopicHasNoVisibilityTimeout() {
    spec.setDestination("prices");
    spec.setDestinationType("jakarta.jms.Topic");
    spec.setVisibilityTimeout("1m");
    assertEquals(Set.of("visibilityTimeout"), wrongProperties());
  }

  @Test
  void isEqualByIdentityAndKeepsItsPasswordToItself() {
    spec.setPassword("secret-word");
    assertNotEquals(spec, new LeaseMQActivationSpec());
    assertFalse(spec.toString().contains("secret-word"));
  }
}
