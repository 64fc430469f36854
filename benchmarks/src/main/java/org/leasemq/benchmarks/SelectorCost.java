package org.leasemq.benchmarks;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.leasemq.jms.Selectors;
import org.leasemq.jms.message.EncodedContent;
import org.leasemq.jms.message.LeaseMQTextMessage;
import org.leasemq.jms.message.MessageCodec;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.StoredMessage;

/**
 * What selectors cost: evaluations per second in one thread on stored messages, and how soon a
 * consumer with a selector gets a match behind a backlog that does not match. For one thread.
 */
final class SelectorCost {

  private static final String FIVE_TERMS =
      "region = 'EU' AND amount > 100.5 AND kind IN ('order', 'return')"
          + " AND customer LIKE 'c-%7' AND cancelled = FALSE";

  private static final int EVALUATIONS = 1_000_000;
  private static final int MESSAGES = 64;
  private static final int MATCHES = 1_000;
  private static final int BATCH = 1_000;
  private static final long RECEIVE_MILLIS = 60_000;

  private final Options options;
  private final PrintStream out;

  SelectorCost(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs both parts and prints their figures. */
  void run() throws Exception {
    out.printf("Evaluations/s in one thread: %s%n", evaluations());
    for (Contender contender : options.contenders()) {
      Path directory = Stores.fresh(options.directory().resolve(contender.option() + "-selectors"));
      try (Broker broker = contender.start(directory);
          Connection connection = broker.connectionFactory().createConnection()) {
        connection.start();
        fillAndSelect(contender, connection);
      }
      Stores.delete(directory);
    }
  }

  /** Half of the messages match; of the others each fails at another term. */
  private Rates evaluations() throws JMSException {
    MessageFilter filter = Objects.requireNonNull(Selectors.filter(FIVE_TERMS));
    StoredMessage[] messages = new StoredMessage[MESSAGES];
    for (int i = 0; i < MESSAGES; i++) {
      messages[i] = stored(i);
    }
    Rates rates = new Rates();
    for (int round = -1; round < options.rounds(); round++) {
      long start = System.nanoTime();
      int matching = 0;
      for (int i = 0; i < EVALUATIONS; i++) {
        matching += filter.matches(messages[i % MESSAGES]) ? 1 : 0;
      }
      double rate = EVALUATIONS * 1e9 / (System.nanoTime() - start);
      if (matching != EVALUATIONS / 2) {
        throw new IllegalStateException(matching + " messages matched");
      }
      if (round >= 0) {
        rates.add(rate);
      }
    }
    return rates;
  }

  private static StoredMessage stored(int number) throws JMSException {
    int wrongTerm = number % 10;
    LeaseMQTextMessage message = new LeaseMQTextMessage();
    message.setStringProperty("region", wrongTerm == 0 ? "US" : "EU");
    message.setDoubleProperty("amount", wrongTerm == 2 ? 3.5 : 1000 + number);
    message.setStringProperty("kind", wrongTerm == 4 ? "offer" : "order");
    message.setStringProperty("customer", wrongTerm == 6 ? "c-8" : "c-" + number + "7");
    message.setBooleanProperty("cancelled", wrongTerm == 8);
    EncodedContent content = MessageCodec.encode(message);
    return new StoredMessage(MessageTraits.PLAIN, content.headers(), content.body());
  }

  private void fillAndSelect(Contender contender, Connection connection) throws JMSException {
    try (Session filling = connection.createSession(true, Session.SESSION_TRANSACTED);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer filler = filling.createProducer(filling.createQueue("mixed"));
        MessageProducer producer = session.createProducer(session.createQueue("mixed"))) {
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      for (int i = 1; i <= options.backlog(); i++) {
        filler.send(message(filling, "other"));
        if (i % BATCH == 0 || i == options.backlog()) {
          filling.commit();
        }
      }
      try (MessageConsumer consumer =
          session.createConsumer(session.createQueue("mixed"), "colour = 'wanted'")) {
        double first = millisToReceive(session, producer, consumer);
        Rates millis = new Rates();
        for (int i = 0; i < MATCHES; i++) {
          millis.add(millisToReceive(session, producer, consumer));
        }
        out.printf(
            "%s: behind %,d others a match takes %,.0f ms at first, then %.2f ms (median of %,d)%n",
            contender.title(), options.backlog(), first, millis.median(), MATCHES);
      }
    }
  }

  private static double millisToReceive(
      Session session, MessageProducer producer, MessageConsumer consumer) throws JMSException {
    long start = System.nanoTime();
    producer.send(message(session, "wanted"));
    if (consumer.receive(RECEIVE_MILLIS) == null) {
      throw new IllegalStateException("a matching message does not arrive");
    }
    return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static TextMessage message(Session session, String colour) throws JMSException {
    TextMessage message = session.createTextMessage("text");
    message.setStringProperty("colour", colour);
    return message;
  }
}
