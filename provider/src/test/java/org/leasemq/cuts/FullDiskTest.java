package org.leasemq.cuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.store.OutcomeUnknownException;
import org.leasemq.store.file.sim.PowerCutDisk;
import org.leasemq.store.file.sim.PowerCutDisk.Fault;

/**
 * Every operation of the disk fails once, or is where the disk gets full: sends fail with the
 * cause, work goes on on the same connection when there is space again, consumers that wait go on,
 * and nothing that was accepted is lost, also not at a power cut.
 */
class FullDiskTest {

  private static final Logger LOG = Logger.getLogger("org.leasemq");
  private static final int SEGMENT = 32 << 10;
  private static final int SENDS = 14;

  private final Set<String> hit = new TreeSet<>();
  private int failures;

  @BeforeEach
  void quiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void loud() {
    LOG.setLevel(null);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void workGoesOnAfterAnErrorAtAnyOperation(Fault fault) throws Exception {
    int index = 0;
    while (runWithFaultAt(index, fault)) {
      index++;
    }
    assertTrue(failures > 10, "hardly a send failed: " + failures);
    Set<String> points =
        fault == Fault.FULL
            ? Set.of("write orders.leasemq.db")
            : Set.of(
                "write orders.leasemq.journal",
                "force orders.leasemq.journal",
                "write orders.leasemq.db",
                "force orders.leasemq.db");
    assertTrue(hit.containsAll(points), hit::toString);
  }

  /** Says whether the work got as far as the fault. */
  private boolean runWithFaultAt(int index, Fault fault) throws Exception {
    try (PowerCutDisk disk = PowerCutDisk.create(index)) {
      Set<Integer> accepted = new TreeSet<>();
      Set<Integer> unknown = new TreeSet<>();
      BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
      boolean failed;
      try (Provider provider = Provider.start(disk, SEGMENT);
          Connection connection = provider.connect()) {
        connection.start();
        Thread waiting = waitForAll(connection, received);
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("q"));
        disk.failAfter(index, fault);
        send(session, producer, accepted, unknown);
        assertTrue(
            fault == Fault.FULL || accepted.size() >= SENDS - 2, () -> "Accepted: " + accepted);
        failed = disk.hasFailed();
        disk.failedOperation().ifPresent(hit::add);
        disk.heal();
        producer.send(message(session, SENDS));
        accepted.add(SENDS);
        verify(received, accepted, unknown, "after the fault at " + index);
        Queue kept = session.createQueue("kept");
        for (int i = 0; i < SENDS; i++) {
          session.createProducer(kept).send(message(session, i));
        }
        disk.cut();
        waiting.interrupt();
        waiting.join();
      }
      verifyKept(disk, index);
      return failed;
    }
  }

  private static Thread waitForAll(Connection connection, BlockingQueue<Integer> received)
      throws JMSException {
    Session session = connection.createSession();
    MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
    Thread thread =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  Message message = consumer.receive();
                  if (message == null) {
                    return;
                  }
                  if (!message.getJMSRedelivered()) { // an acknowledge may fail too
                    received.add(message.getIntProperty("i"));
                  }
                } catch (JMSException e) {
                  // It tries again until it is interrupted.
                }
              }
            });
    thread.start();
    return thread;
  }

  private static void verify(
      BlockingQueue<Integer> received, Set<Integer> accepted, Set<Integer> unknown, String when)
      throws InterruptedException {
    List<Integer> all = new ArrayList<>();
    for (int last = -1; last != SENDS; all.add(last)) {
      Integer next = received.poll(10, TimeUnit.SECONDS);
      assertNotNull(next, () -> "the consumer has only " + all + " of " + accepted + " " + when);
      last = next;
    }
    all.removeIf(i -> unknown.contains(i) && !accepted.contains(i));
    assertEquals(List.copyOf(accepted), all, when);
  }

  private void send(
      Session session, MessageProducer producer, Set<Integer> accepted, Set<Integer> unknown)
      throws JMSException {
    for (int i = 0; i < SENDS; i++) {
      try {
        producer.send(message(session, i));
        accepted.add(i);
      } catch (JMSException e) {
        failures++;
        if (e.getCause() instanceof OutcomeUnknownException) {
          unknown.add(i);
        }
        assertTrue(isCausedByDisk(e), () -> Life.stack(e));
      }
    }
  }

  /** Whether the disk's own words are among the causes. */
  private static boolean isCausedByDisk(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof IOException
          && t.getMessage() != null
          && (t.getMessage().contains("No space left")
              || t.getMessage().contains("Input/output"))) {
        return true;
      }
    }
    return false;
  }

  private static Message message(Session session, int i) throws JMSException {
    var message = session.createBytesMessage();
    message.writeBytes(new byte[i % 7 == 6 ? 50_000 : 300]);
    message.setIntProperty("i", i);
    return message;
  }

  private static void verifyKept(PowerCutDisk disk, int index) throws JMSException {
    try (Provider provider = Provider.start(disk, SEGMENT);
        Connection connection = provider.connect()) {
      connection.start();
      Session session = connection.createSession();
      MessageConsumer consumer = session.createConsumer(session.createQueue("kept"));
      for (int i = 0; i < SENDS; i++) {
        Message message = consumer.receive(10_000);
        assertNotNull(message, "lost after the fault at " + index);
        assertEquals(i, message.getIntProperty("i"));
      }
      assertNull(consumer.receiveNoWait());
    }
  }
}
