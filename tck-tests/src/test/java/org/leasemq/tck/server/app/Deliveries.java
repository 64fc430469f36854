package org.leasemq.tck.server.app;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the beans were given, by queue, for the tests in the same application. Any thread. */
public final class Deliveries {

  private static final Map<String, BlockingQueue<Seen>> SEEN = new ConcurrentHashMap<>();

  private Deliveries() {}

  /** One call of a listener. */
  public record Seen(String text, String group, int count, boolean redelivered) {}

  static Seen note(String queue, Message message) throws JMSException {
    Seen seen =
        new Seen(
            message.getBody(String.class),
            String.valueOf(message.getStringProperty("JMSXGroupID")),
            message.getIntProperty("JMSXDeliveryCount"),
            message.getJMSRedelivered());
    of(queue).add(seen);
    return seen;
  }

  /** The next delivery of a queue to a bean. */
  public static Seen next(String queue) throws InterruptedException {
    Seen seen = of(queue).poll(30, TimeUnit.SECONDS);
    if (seen == null) {
      throw new AssertionError("Nothing was delivered from " + queue);
    }
    return seen;
  }

  private static BlockingQueue<Seen> of(String queue) {
    return SEEN.computeIfAbsent(queue, name -> new LinkedBlockingQueue<>());
  }
}
