package org.leasemq.benchmarks;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One round of a load on one broker: senders and listeners run for a fixed time, then the queue is
 * drained and the books are checked. Its threads end with it. Used once, by one thread.
 */
final class Round {

  private static final Duration RAMP = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LEFT_OVER_MILLIS = 100;

  private final ConnectionFactory factory;
  private final Load load;
  private final List<Ledger> ledgers;
  private final Semaphore room;
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private volatile boolean stopping;

  private Round(ConnectionFactory factory, Load load) {
    this.factory = factory;
    this.load = load;
    this.ledgers =
        Stream.generate(() -> new Ledger(load.senders(), load.groups()))
            .limit(load.copies())
            .toList();
    this.room = new Semaphore(load.inFlight() * load.copies());
  }

  /**
   * Runs a round.
   *
   * @return messages sent and received per second
   * @throws IllegalStateException if a message was lost, doubled or out of its group's order
   */
  static double run(ConnectionFactory factory, Load load, Duration length) throws Exception {
    Round round = new Round(factory, load);
    double rate = round.measure(length);
    round.checkBooks();
    return rate;
  }

  private double measure(Duration length) throws Exception {
    List<Connection> connections = new ArrayList<>();
    ExecutorService senders = Executors.newFixedThreadPool(load.senders());
    try {
      for (int consumer = 0; consumer < load.consumers(); consumer++) {
        connections.add(listen(consumer));
      }
      CountDownLatch sending = new CountDownLatch(load.senders());
      for (int sender = 0; sender < load.senders(); sender++) {
        int number = sender;
        senders.execute(() -> send(number, sending));
      }
      sleep(RAMP);
      long countBefore = whole();
      long before = System.nanoTime();
      sleep(length);
      long count = whole() - countBefore;
      long nanos = System.nanoTime() - before;
      stopping = true;
      await(sending.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "a sender does not end");
      int all = load.inFlight() * load.copies();
      boolean drained = room.tryAcquire(all, PATIENCE.toSeconds(), TimeUnit.SECONDS);
      await(drained, "messages do not arrive; " + complaints());
      return count * 1e9 / nanos;
    } finally {
      stopping = true;
      senders.shutdownNow();
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  private void send(int sender, CountDownLatch sending) {
    try (Connection connection = factory.createConnection();
        Session session = session(connection);
        MessageProducer producer = session.createProducer(load.destination(session))) {
      byte[] filling = new byte[load.size() - Load.HEADER_SIZE];
      for (int sequence = 0; !stopping; sequence++) {
        boolean open = room.tryAcquire(load.copies(), PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await(open, "no message arrives");
        BytesMessage message = session.createBytesMessage();
        message.writeInt(sender);
        message.writeInt(sequence);
        message.writeBytes(filling);
        if (load.groups() > 0) {
          message.setStringProperty("JMSXGroupID", load.group(sender, sequence));
        }
        producer.send(message);
        if (load.transacted()) {
          session.commit();
        }
        ledgers.forEach(ledger -> ledger.sent(sender));
      }
    } catch (Exception e) {
      failure.completeExceptionally(e);
    } finally {
      sending.countDown();
    }
  }

  /** Opens a connection with a listener. The listener's session reads into a buffer of its own. */
  private Connection listen(int consumer) throws JMSException {
    Connection connection = factory.createConnection();
    load.identify(connection, consumer);
    Session session = session(connection);
    Ledger ledger = ledgers.get(consumer % ledgers.size());
    byte[] buffer = new byte[load.size()];
    load.consumer(session).setMessageListener(message -> receive(session, message, buffer, ledger));
    connection.start();
    return connection;
  }

  private void receive(Session session, Message message, byte[] buffer, Ledger ledger) {
    try {
      BytesMessage bytes = (BytesMessage) message;
      int sender = bytes.readInt();
      int sequence = bytes.readInt();
      if (Load.HEADER_SIZE + bytes.readBytes(buffer) != load.size()) {
        throw new IllegalStateException("the body of a message is not whole");
      }
      // Before the commit, which is what lets others have the next message of the group.
      boolean first = ledger.received(sender, sequence);
      if (load.transacted()) {
        session.commit();
      }
      if (first) {
        room.release();
      }
    } catch (JMSException | RuntimeException e) {
      failure.completeExceptionally(e);
    }
  }

  private Session session(Connection connection) throws JMSException {
    return load.transacted()
        ? connection.createSession(true, Session.SESSION_TRANSACTED)
        : connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  /** Waits, but not after a sender or a listener has failed. */
  private void sleep(Duration duration) throws Exception {
    try {
      failure.get(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException timeIsUp) {
      // As it should be: nobody has failed.
    }
  }

  private void await(boolean done, String complaint) throws Exception {
    if (failure.isCompletedExceptionally()) {
      failure.get();
    }
    if (!done) {
      throw new IllegalStateException(load.title() + ": " + complaint);
    }
  }

  private void checkBooks() throws Exception {
    await(complaints().isEmpty(), complaints().toString());
    requireEmpty(factory, load);
  }

  /** The messages that went through whole, to all that should have them. */
  private long whole() {
    return ledgers.stream().mapToLong(Ledger::whole).min().orElseThrow();
  }

  private List<String> complaints() {
    return ledgers.stream().flatMap(ledger -> ledger.complaints().stream()).toList();
  }

  /**
   * Checks that the queue, or each subscription, of this load is empty: a consumer gets nothing.
   */
  static void requireEmpty(ConnectionFactory factory, Load load) throws JMSException {
    for (int copy = 0; copy < load.copies(); copy++) {
      requireEmpty(factory, load, copy);
    }
  }

  private static void requireEmpty(ConnectionFactory factory, Load load, int copy)
      throws JMSException {
    try (Connection connection = factory.createConnection()) {
      load.identify(connection, copy);
      try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
          MessageConsumer consumer = load.consumer(session)) {
        connection.start();
        if (consumer.receive(LEFT_OVER_MILLIS) != null) {
          throw new IllegalStateException(load.title() + ": a message was received once more");
        }
      }
    }
  }
}
