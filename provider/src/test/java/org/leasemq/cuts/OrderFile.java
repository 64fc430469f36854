package org.leasemq.cuts;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.leasemq.store.StoreException;
import org.leasemq.store.file.sim.PowerCutDisk;
import org.leasemq.store.file.sim.PowerCutException;

/**
 * One file of orders, processed in as many lives as it takes. The application's table and the
 * transaction manager's log are on another machine, which keeps its power.
 *
 * <p>Thread use: one thread, which starts others.
 */
final class OrderFile {

  private static final int LINES = 120;
  private static final int CUSTOMERS = 7;
  private static final int MOST_LIVES = 100;
  private static final String CONFIRMATIONS = Provider.DONE;

  /** A line: the customer is the message group. */
  private record Order(int number, int customer, boolean poison) {
    String text() {
      return number + "," + customer + "," + poison;
    }

    static Order parse(String text) {
      String[] parts = text.split(",", -1);
      return new Order(
          Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Boolean.parseBoolean(parts[2]));
    }
  }

  private final long seed;
  private final Random random;
  private final List<Order> lines = new ArrayList<>();
  private final AtomicInteger branches = new AtomicInteger();

  /** The transaction manager's log, with the order that is written into the table. */
  private final Map<Branch, Order> decided = new ConcurrentHashMap<>();

  private final List<Order> table = new CopyOnWriteArrayList<>();
  private final Map<Integer, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private volatile int sent;

  OrderFile(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    for (int i = 0; i < LINES; i++) {
      boolean resent = i > 0 && random.nextInt(25) == 0;
      lines.add(
          resent
              ? lines.get(Math.max(0, i - 1 - random.nextInt(10)))
              : new Order(i, random.nextInt(CUSTOMERS), random.nextInt(40) == 0));
    }
  }

  List<String> problems() {
    return problems;
  }

  /** Processes the file; returns how often the power was cut. */
  int process() throws JMSException, XAException, InterruptedException {
    try (PowerCutDisk disk = PowerCutDisk.create(seed)) {
      int lives = 0;
      while (!live(disk) && lives < MOST_LIVES && problems.isEmpty()) {
        lives++;
      }
      if (lives == MOST_LIVES) {
        problems.add("The file is not done after " + lives + " lives");
      }
      return lives;
    }
  }

  /** Says whether all is done, and verified. */
  private boolean live(PowerCutDisk disk) throws JMSException, XAException, InterruptedException {
    disk.cutAfter(20 + random.nextInt(400));
    try (Provider provider = Provider.start(disk, 32 << 10);
        Connection connection = provider.connect();
        XAConnection xaConnection = provider.connectXa()) {
      recover(xaConnection.createXASession().getXAResource());
      connection.start();
      xaConnection.start();
      List<Thread> threads = new ArrayList<>();
      threads.add(new Thread(() -> sendAll(connection, disk), "sender"));
      for (int i = 0; i < 3; i++) {
        threads.add(new Thread(() -> processAll(provider, xaConnection, disk), "processor"));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      if (!disk.isOff()) {
        disk.cutAfter(Long.MAX_VALUE / 2);
        verify(connection, xaConnection);
        return true;
      }
    } catch (StoreException | JMSException | XAException e) {
      if (!PowerCutException.isCauseOf(e)) {
        throw e;
      }
    }
    disk.cut();
    return false;
  }

  /** What the log says is committed is committed, all other branches are rolled back. */
  private void recover(XAResource resource) throws XAException {
    for (Xid found : resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
      Branch xid = Branch.of(found);
      if (decided.containsKey(xid)) {
        resource.commit(xid, false);
      } else {
        resource.rollback(xid);
      }
    }
  }

  private void sendAll(Connection connection, PowerCutDisk disk) {
    while (sent < lines.size() && !disk.isOff()) {
      try (Session session = connection.createSession(Session.SESSION_TRANSACTED);
          MessageProducer producer = session.createProducer(session.createQueue(Provider.ORDERS))) {
        while (sent < lines.size()) {
          int end = Math.min(lines.size(), sent + 4);
          for (Order order : lines.subList(sent, end)) {
            TextMessage message = session.createTextMessage(order.text());
            message.setStringProperty("JMSXGroupID", "customer-" + order.customer());
            message.setStringProperty("JMS_SQS_DeduplicationId", "order-" + order.number());
            producer.send(message);
          }
          session.commit();
          sent = end;
        }
      } catch (JMSException e) {
        check(e, disk);
      }
    }
  }

  private void processAll(Provider provider, XAConnection connection, PowerCutDisk disk) {
    try {
      XASession session = connection.createXASession();
      MessageConsumer consumer = session.createConsumer(session.createQueue(Provider.ORDERS));
      while (!disk.isOff() && (sent < lines.size() || isAnyLeft(provider))) {
        processOne(session, consumer);
      }
      session.close();
    } catch (JMSException | XAException | StoreException e) {
      check(e, disk);
    }
  }

  private static boolean isAnyLeft(Provider provider) {
    return provider
            .node()
            .count(provider.node().queue(new org.leasemq.queue.QueueName(Provider.ORDERS)))
        > 0;
  }

  private void processOne(XASession session, MessageConsumer consumer)
      throws JMSException, XAException {
    XAResource resource = session.getXAResource();
    Branch xid = new Branch("order-" + branches.incrementAndGet());
    resource.start(xid, XAResource.TMNOFLAGS);
    Order order = null;
    boolean good = false;
    try {
      Message message = consumer.receive(1);
      if (message != null) {
        order = Order.parse(message.getBody(String.class));
        attempts.computeIfAbsent(order.number(), n -> new AtomicInteger()).incrementAndGet();
        if (!order.poison()) {
          try (MessageProducer producer =
              session.createProducer(session.createQueue(CONFIRMATIONS))) {
            producer.send(session.createTextMessage(order.text()));
          }
          good = true;
        }
      }
    } finally {
      resource.end(xid, XAResource.TMSUCCESS);
    }
    if (order == null || !good) {
      resource.rollback(xid);
      return;
    }
    resource.prepare(xid);
    decided.put(xid, order);
    table.add(order);
    resource.commit(xid, false);
  }

  private void check(Exception e, PowerCutDisk disk) {
    if (!disk.isOff()) {
      problems.add("Failed without need: " + Life.stack(e));
    }
  }

  private void verify(Connection connection, XAConnection xaConnection)
      throws JMSException, XAException {
    recover(xaConnection.createXASession().getXAResource());
    Session session = connection.createSession();
    Set<Order> dead = new HashSet<>(drain(session, Provider.DEAD_FIFO));
    Map<Integer, List<Order>> expected = new HashMap<>();
    for (Order order : new java.util.LinkedHashSet<>(lines)) {
      if (!dead.contains(order)) {
        expected.computeIfAbsent(order.customer(), c -> new ArrayList<>()).add(order);
        if (order.poison()) {
          problems.add("No dead letter: " + order);
        }
      } else if (attempts.get(order.number()).get() < Provider.MAX_RECEIVE_COUNT) {
        problems.add("A dead letter too early: " + order);
      }
    }
    Map<Integer, List<Order>> rows = new HashMap<>();
    table.forEach(row -> rows.computeIfAbsent(row.customer(), c -> new ArrayList<>()).add(row));
    if (!rows.equals(expected)) {
      problems.add("The table has " + rows + ", not " + expected);
    }
    List<Order> confirmed = drain(session, CONFIRMATIONS);
    if (confirmed.size() != table.size() || !Set.copyOf(confirmed).equals(Set.copyOf(table))) {
      problems.add("Confirmed are " + confirmed + ", not " + table);
    }
    if (!drain(session, Provider.ORDERS).isEmpty()) {
      problems.add("Orders are left");
    }
  }

  private static List<Order> drain(Session session, String queue) throws JMSException {
    List<Order> drained = new ArrayList<>();
    try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      for (Message m = consumer.receiveNoWait(); m != null; m = consumer.receiveNoWait()) {
        drained.add(Order.parse(m.getBody(String.class)));
      }
    }
    return drained;
  }
}
