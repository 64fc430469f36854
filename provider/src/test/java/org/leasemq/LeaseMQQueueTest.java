package org.leasemq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.naming.spi.NamingManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.QueueSettings;

class LeaseMQQueueTest {

  private static final QueueSettings DEFAULTS =
      QueueSettings.defaults(new QueueName("orders.fifo"));

  private final LeaseMQQueue queue = new LeaseMQQueue("orders.fifo");

  @Test
  void aPlainQueueChangesNothing() {
    assertTrue(queue.overrides().isEmpty());
    assertSame(DEFAULTS, queue.settings(DEFAULTS));
  }

  @Test
  void whatIsSetReplacesWhatTheQueueHasAndTheRestStays() {
    LeaseMQQueue first = new LeaseMQQueue("orders.fifo");
    first.setMaxReceiveCount(3);
    first.setDelay("5s");
    QueueSettings has = first.settings(DEFAULTS);

    queue.setVisibilityTimeout("2m");
    queue.setDelay("0");
    QueueSettings changed = queue.settings(has);

    assertEquals(Duration.ofMinutes(2), changed.visibilityTimeout());
    assertEquals(Duration.ZERO, changed.delay());
    assertEquals(3, changed.redelivery().maxReceiveCount());
  }

  @Test
  void everySettingHasAPropertyOfItsNameThatReadsBackAndArrives() throws Exception {
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("visibilityTimeout", "40s"),
            Map.entry("leaseExtension", "false"),
            Map.entry("maxLease", "1h"),
            Map.entry("deduplicationWindow", "10m"),
            Map.entry("contentBasedDeduplication", "true"),
            Map.entry("delay", "3s"),
            Map.entry("maxReceiveCount", "4"),
            Map.entry("deadLetterQueue", "dead.fifo"),
            Map.entry("backOffImmediate", "2"),
            Map.entry("backOffInitial", "5s"),
            Map.entry("backOffMultiplier", "3.5"),
            Map.entry("backOffMax", "20m"),
            Map.entry("maxMessageSize", "1MiB"),
            Map.entry("defaultGroup", "all"),
            Map.entry("expiryQueue", "late"),
            Map.entry("maxInFlight", "500"),
            Map.entry("retention", "4d"),
            Map.entry("deduplicationScope", "group"),
            Map.entry("sendPaused", "true"),
            Map.entry("receivePaused", "true"),
            Map.entry("redriveAllow", "orders.fifo,jobs.fifo"),
            Map.entry("tags", "team=orders"));
    Map<String, PropertyDescriptor> properties =
        Arrays.stream(Introspector.getBeanInfo(LeaseMQQueue.class).getPropertyDescriptors())
            .collect(Collectors.toMap(PropertyDescriptor::getName, Function.identity()));
    Set<String> settings =
        Arrays.stream(QueueSetting.values())
            .map(QueueSetting::propertyName)
            .collect(Collectors.toSet());
    assertEquals(settings, values.keySet());

    for (QueueSetting setting : QueueSetting.values()) {
      PropertyDescriptor property = properties.get(setting.propertyName());
      String text = values.get(setting.propertyName());
      Object value =
          property.getPropertyType() == String.class
              ? text
              : property.getPropertyType().getMethod("valueOf", String.class).invoke(null, text);
      LeaseMQQueue one = new LeaseMQQueue("orders.fifo");
      property.getWriteMethod().invoke(one, value);

      assertEquals(value, property.getReadMethod().invoke(one), setting::propertyName);
      assertFalse(one.settings(DEFAULTS).equals(DEFAULTS), setting::propertyName);

      property.getWriteMethod().invoke(one, (Object) null);
      assertNull(property.getReadMethod().invoke(one), setting::propertyName);
      assertTrue(one.overrides().isEmpty(), setting::propertyName);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VISIBILITY_TIMEOUT, 13h, visibilityTimeout is PT0S to PT12H",
    "MAX_LEASE, 31d, maxLease is PT0S to PT720H",
    "DEDUPLICATION_WINDOW, 25h, deduplicationWindow is PT0S to PT24H",
    "DELAY, 366d, delay is PT0S to PT8760H",
    "MAX_RECEIVE_COUNT, 0, maxReceiveCount is 1 to 1000",
    "MAX_RECEIVE_COUNT, many, maxReceiveCount is a whole number",
    "BACK_OFF_IMMEDIATE, 1001, backOffImmediate is 0 to 1000",
    "BACK_OFF_MULTIPLIER, 0.5, backOffMultiplier is 1.0 to 100.0",
    "BACK_OFF_MAX, 366d, backOffMax is PT0S to PT8760H",
    "MAX_MESSAGE_SIZE, 10, maxMessageSize is 1024 to",
    "LEASE_EXTENSION, yes, leaseExtension is true or false",
    "MAX_IN_FLIGHT, 0, maxInFlight is 1 to 1000000000",
    "RETENTION, 4000d, retention is PT1S to PT87600H",
    "DEDUPLICATION_SCOPE, all, deduplicationScope is queue or group",
    "SEND_PAUSED, no, sendPaused is true or false",
    "TAGS, team, tags are name=value",
    "VISIBILITY_TIMEOUT, soon, visibilityTimeout is a duration"
  })
  void aWrongSettingIsRefusedAtOnceWithItsNameAndRange(
      QueueSetting setting, String text, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> QueueOverrides.NONE.with(setting, text));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void settingsThatDoNotFitTogetherAreRefusedWhenTheyMeet() {
    queue.setMaxLease("10s");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> queue.settings(DEFAULTS));
    assertTrue(e.getMessage().startsWith("maxLease is PT30S to"), e.getMessage());
  }

  @Test
  void fifoIsCheckedAgainstTheNameInWhateverOrder() {
    queue.setFifo(true);
    assertThrows(IllegalArgumentException.class, () -> queue.setFifo(false));
    LeaseMQQueue unnamed = new LeaseMQQueue();
    unnamed.setFifo(true);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> unnamed.setName("orders"));
    assertTrue(e.getMessage().contains(".fifo"), e.getMessage());
  }

  @Test
  void noDeadLetterQueueIsSaidByNone() {
    queue.setDeadLetterQueue("none");
    assertNull(queue.settings(DEFAULTS).redelivery().deadLetterQueue());
  }

  @Test
  void survivesSerialisation() throws Exception {
    queue.setDelay("5s");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(queue);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      LeaseMQQueue copy = (LeaseMQQueue) in.readObject();
      assertEquals(queue, copy);
      assertEquals(queue.settings(DEFAULTS), copy.settings(DEFAULTS));
    }
  }

  /** Servers hand out an object that cannot be referred to as a proxy of its interfaces only. */
  @Test
  void aNamingServiceKeepsTheNameAndTheSettings() throws Exception {
    queue.setMaxReceiveCount(3);
    queue.setDeadLetterQueue("letters.fifo");
    LeaseMQQueue found =
        (LeaseMQQueue) NamingManager.getObjectInstance(queue.getReference(), null, null, null);
    assertEquals(queue, found);
    assertEquals(queue.overrides(), found.overrides());

    LeaseMQTopic topic = new LeaseMQTopic("prices");
    assertEquals(topic, NamingManager.getObjectInstance(topic.getReference(), null, null, null));
  }
}
