package org.leasemq.tck.server.app;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/** Sends and receives with an injected context. Each instance on one thread at a time. */
@Stateless
public class Gateway {

  @Inject
  @JMSConnectionFactory("java:/LeaseMQConnectionFactory")
  private JMSContext jms;

  /** Sends in the caller's transaction, or in one of its own. */
  public void send(String queue, String text) {
    jms.createProducer().send(jms.createQueue(queue), text);
  }

  /** Sends numbers to a FIFO queue; a repeated call has no effect. */
  public void sendNumbers(String queue, String group, int first, int count) {
    for (int number = first; number < first + count; number++) {
      jms.createProducer()
          .setProperty("JMSXGroupID", group)
          .setProperty("JMS_SQS_DeduplicationId", group + "-" + number)
          .send(jms.createQueue(queue), Integer.toString(number));
    }
  }

  /** Receives in a transaction of its own. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public @Nullable String receive(String queue, long milliseconds) {
    try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
      return milliseconds == 0
          ? consumer.receiveBodyNoWait(String.class)
          : consumer.receiveBody(String.class, milliseconds);
    }
  }

  /** Receives a whole message in a transaction of its own. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public @Nullable Message receiveMessage(String queue, long milliseconds) {
    try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
      return consumer.receive(milliseconds);
    }
  }
}
