package org.leasemq.cuts;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.store.file.sim.PowerCutDisk;
import org.leasemq.store.file.sim.PowerCutDisk.Fault;

/**
 * A listener that does not return, whatever happens meanwhile: the others go on working, its
 * message is lost neither at a cut nor later, and when it returns after all, it changes nothing
 * that is not its own.
 */
class BlockedListenerTest {

  private static final Logger LOG = Logger.getLogger("org.leasemq");
  private static final int SEGMENT = 32 << 10;
  private static final long SOON = 10_000;

  private final PowerCutDisk disk = PowerCutDisk.create(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final BlockingQueue<Object> returned = new LinkedBlockingQueue<>();
  private Provider provider;
  private Connection connection;

  /** How the listener's session acknowledges. */
  enum Mode {
    AUTO(Session.AUTO_ACKNOWLEDGE),
    CLIENT(Session.CLIENT_ACKNOWLEDGE),
    TRANSACTED(Session.SESSION_TRANSACTED);

    private final int number;

    Mode(int number) {
      this.number = number;
    }
  }

  /** What is asked of the connection while its listener blocks. */
  enum Call {
    STOP {
      @Override
      void on(Connection connection) throws JMSException {
        connection.stop();
      }
    },
    CLOSE {
      @Override
      void on(Connection connection) throws JMSException {
        connection.close();
      }
    };

    abstract void on(Connection connection) throws JMSException;
  }

  @BeforeEach
  void open() {
    LOG.setLevel(Level.OFF);
    provider = Provider.start(disk, SEGMENT);
  }

  @AfterEach
  void close() throws JMSException {
    go.countDown();
    connection.close();
    provider.close();
    disk.close();
    LOG.setLevel(null);
  }

  /** A listener on a FIFO queue with two messages of one group, which blocks with the first. */
  private void block(Mode mode) throws Exception {
    connection = provider.connect();
    Session session = connection.createSession(mode.number);
    send(session, Provider.ORDERS, "a1", "a2");
    if (mode == Mode.TRANSACTED) {
      session.commit();
    }
    session
        .createConsumer(session.createQueue(Provider.ORDERS))
        .setMessageListener(message -> handle(session, mode, message));
    connection.start();
    assertEquals("a1", next(seen));
  }

  private void handle(Session session, Mode mode, Message message) {
    try {
      seen.add(message.getBody(String.class));
      go.await();
      if (mode == Mode.CLIENT) {
        message.acknowledge();
      } else if (mode == Mode.TRANSACTED) {
        session.commit();
      }
      returned.add("done");
    } catch (JMSException | InterruptedException e) {
      returned.add(e);
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T element = queue.poll(SOON, TimeUnit.MILLISECONDS);
    assertNotNull(element, "nothing came");
    return element;
  }

  private static void send(Session session, String queue, String... texts) throws JMSException {
    var producer = session.createProducer(session.createQueue(queue));
    for (String text : texts) {
      Message message = session.createTextMessage(text);
      message.setStringProperty("JMSXGroupID", "a");
      producer.send(message);
    }
    producer.close();
  }

  /** Others work as ever. */
  private void othersWork() throws JMSException {
    try (Connection other = provider.connect();
        Session session = other.createSession()) {
      other.start();
      send(session, Provider.DONE_FIFO, "x");
      assertEquals(List.of("x"), drain(session, Provider.DONE_FIFO));
      assertEquals(List.of(), drain(session, Provider.ORDERS), "the group is the listener's");
    }
  }

  private static List<String> drain(Session session, String queue) throws JMSException {
    List<String> texts = new ArrayList<>();
    try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      for (Message m = consumer.receiveNoWait(); m != null; m = consumer.receiveNoWait()) {
        texts.add(m.getBody(String.class));
      }
    }
    return texts;
  }

  /** Begins a new life, in which the orders are these. */
  private void reopenWith(String... orders) throws JMSException {
    provider.close();
    provider = Provider.start(disk, SEGMENT);
    try (Connection next = provider.connect();
        Session session = next.createSession()) {
      next.start();
      assertEquals(List.of(orders), drain(session, Provider.ORDERS));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void atAPowerCut(Mode mode) throws Exception {
    block(mode);
    othersWork();
    disk.cut();
    reopenWith("a1", "a2");
    go.countDown();
    connection.close();
    othersWork();
    reopenWith();
  }

  /** The server stops: it does not wait for application code that does not return. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void atTheEndOfTheNode(Mode mode) throws Exception {
    block(mode);
    reopenWith("a1", "a2");
    go.countDown();
    connection.close();
    othersWork();
    reopenWith();
  }

  /** Stop and close wait for the listener (6.1.4, 6.1.5), and nobody else does. */
  @ParameterizedTest
  @EnumSource(Call.class)
  void atAStopOrClose(Call call) throws Exception {
    block(Mode.AUTO);
    Thread caller = call(call);
    othersWork();
    go.countDown();
    caller.join();
    assertEquals("done", next(returned));
    assertNull(seen.poll(), "a message was delivered after the call");
    disk.cut();
    reopenWith("a2");
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void atAStopOrCloseAndThenACut(Call call) throws Exception {
    block(Mode.AUTO);
    Thread caller = call(call);
    disk.cut();
    reopenWith("a1", "a2");
    go.countDown();
    caller.join();
    othersWork();
    reopenWith();
  }

  private Thread call(Call call) {
    Thread caller =
        new Thread(
            () -> {
              try {
                call.on(connection);
              } catch (JMSException e) {
                seen.add("failed: " + e);
              }
            });
    caller.start();
    await().until(() -> caller.getState() == Thread.State.WAITING);
    return caller;
  }

  /** The store fails for others while the listener blocks; its own lease goes on. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void atAFailureOfTheStore(boolean cut) throws Exception {
    block(Mode.CLIENT);
    try (Connection other = provider.connect();
        Session session = other.createSession()) {
      disk.failAfter(0, Fault.ERROR);
      assertThrows(JMSException.class, () -> send(session, Provider.DONE_FIFO, "lost"));
      assertTrue(disk.hasFailed());
      disk.heal();
    }
    othersWork();
    go.countDown();
    assertEquals("done", next(returned));
    assertEquals("a2", next(seen));
    assertEquals("done", next(returned));
    if (cut) {
      disk.cut();
    } else {
      connection.close();
    }
    reopenWith();
  }

  /** The store fails under its own acknowledge: it is told, and the next one is for both. */
  @Test
  void atAFailureOfItsOwn() throws Exception {
    block(Mode.CLIENT);
    disk.failAfter(0, Fault.ERROR);
    go.countDown();
    assertInstanceOf(JMSException.class, next(returned));
    assertEquals("a2", next(seen));
    assertEquals("done", next(returned));
    disk.cut();
    reopenWith();
  }
}
