package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.queue.QueueName;

/** Sections 4.1.3, 4.2.3 and 6.2.2: destinations. */
class DestinationTest {

  /** As an administered object: a JavaBean that gets its name after construction. */
  private static final class AdministeredQueue extends QueueDestination {
    private static final long serialVersionUID = 1L;

    @Override
    public void setName(String name) {
      super.setName(name);
    }
  }

  @Test
  void equalityIsOfKindAndName() {
    List<LeaseMQDestination> all =
        List.of(
            new QueueDestination("a"),
            new QueueDestination("b"),
            new TopicDestination("a"),
            new TemporaryQueueDestination("a", d -> {}),
            new TemporaryTopicDestination("a", d -> {}));
    for (LeaseMQDestination one : all) {
      assertEquals(1, all.stream().filter(one::equals).count());
    }
    assertEquals(new QueueDestination("a"), all.get(0));
    assertEquals(new QueueDestination("a").hashCode(), all.get(0).hashCode());
    assertNotEquals(all.get(0), "a");
  }

  @Test
  void anAdministeredObjectGetsItsNameLaterAndThenEqualsTheQueue() throws JMSException {
    AdministeredQueue queue = new AdministeredQueue();
    assertNull(queue.getName());
    assertThrows(InvalidDestinationException.class, queue::getQueueName);
    assertThrows(InvalidDestinationException.class, queue::toQueueName);
    queue.setName("orders");
    assertEquals("orders", queue.getQueueName());
    assertEquals(new QueueName("orders"), queue.toQueueName());
    assertEquals(new QueueDestination("orders"), queue);
    assertEquals("queue:orders", queue.toString());
  }

  @Test
  void anImproperNameIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new QueueDestination(""));
    assertThrows(IllegalArgumentException.class, () -> new TopicDestination("a\nb"));
    assertThrows(IllegalArgumentException.class, () -> new AdministeredQueue().setName(""));
  }

  @Test
  void destinationsAreSerialisable() throws Exception {
    for (LeaseMQDestination destination :
        List.of(
            new QueueDestination("q"),
            new TopicDestination("t"),
            new TemporaryQueueDestination("tq", d -> {}),
            new TemporaryTopicDestination("tt", d -> {}))) {
      assertEquals(destination, serialised(destination));
    }
  }

  @Test
  void aTemporaryDestinationIsDeletedThroughItsConnectionOnly() throws Exception {
    TemporaryTopicDestination topic =
        new TemporaryTopicDestination(
            "t",
            d -> {
              throw new JMSException("in use: " + d);
            });
    JMSException failure = assertThrows(JMSException.class, topic::delete);
    assertEquals("in use: temporary-topic:t", failure.getMessage());
    TemporaryTopicDestination elsewhere = (TemporaryTopicDestination) serialised(topic);
    assertThrows(jakarta.jms.IllegalStateException.class, elsewhere::delete);
  }

  private static Object serialised(Serializable object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
