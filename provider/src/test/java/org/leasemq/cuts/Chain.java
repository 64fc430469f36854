package org.leasemq.cuts;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.leasemq.queue.QueueName;
import org.leasemq.store.StoreException;
import org.leasemq.store.file.sim.PowerCutDisk;
import org.leasemq.store.file.sim.PowerCutDisk.Fault;
import org.leasemq.store.file.sim.PowerCutException;

/**
 * Some lives of a provider on one disk, one after the other, each with its cut or its fault; all of
 * it follows from the seed, but for the order in which threads run.
 *
 * <p>Thread use: one thread.
 */
final class Chain {

  private static final int[] SEGMENTS = {32 << 10, 32 << 10, 64 << 10};
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final long seed;
  private final Random random;
  private final Figures figures;
  private final Ledger ledger = new Ledger();

  Chain(long seed, Figures figures) {
    this.seed = seed;
    this.random = new Random(seed);
    this.figures = figures;
  }

  /** Runs it; returns what went wrong. */
  List<String> run() throws JMSException, XAException, InterruptedException {
    try (PowerCutDisk disk = PowerCutDisk.create(seed)) {
      int lives = 1 + random.nextInt(5);
      for (int life = 0; life < lives && ledger.problems().isEmpty(); life++) {
        cutDuringRecovery(disk);
        try (Provider provider = Provider.start(disk, segment())) {
          ledger.chapter("new life");
          settle(provider);
          if (random.nextInt(4) == 0) {
            meetFault(disk, provider);
          } else {
            meetCut(disk, provider);
          }
        }
      }
      try (Provider provider = Provider.start(disk, segment())) {
        settle(provider);
      }
    }
    figures.told(ledger.told());
    return ledger.problems();
  }

  private int segment() {
    return SEGMENTS[random.nextInt(SEGMENTS.length)];
  }

  private void cutDuringRecovery(PowerCutDisk disk) {
    while (random.nextInt(3) == 0) {
      ledger.chapter("cut in recovery");
      disk.cutAfter(random.nextInt(60));
      try (Provider provider = Provider.start(disk, segment())) {
        provider.node().runServices();
      } catch (StoreException e) {
        if (!PowerCutException.isCauseOf(e)) {
          throw e;
        }
      }
      disk.cut();
      figures.recoveryCuts.incrementAndGet();
    }
  }

  private void meetCut(PowerCutDisk disk, Provider provider)
      throws JMSException, InterruptedException {
    ledger.chapter("cut");
    // Now and then long enough for steps of compaction.
    disk.cutAfter(random.nextInt(random.nextInt(20) == 0 ? 3000 : 1 + random.nextInt(300)));
    work(disk, new Life(provider, ledger, disk, 1500, -1));
    disk.cut();
    figures.cuts.incrementAndGet();
  }

  /** The provider goes on after the fault; what it has then is compared before and after a cut. */
  private void meetFault(PowerCutDisk disk, Provider provider)
      throws JMSException, XAException, InterruptedException {
    ledger.chapter("fault");
    disk.failAfter(random.nextInt(200), random.nextBoolean() ? Fault.ERROR : Fault.FULL);
    int failures = 1 + random.nextInt(12);
    Life life = new Life(provider, ledger, disk, 50 + random.nextInt(200), failures);
    work(disk, life);
    life.heal();
    figures.faults.incrementAndGet();
    ledger.chapter("after the fault");
    settle(provider);
    if (random.nextInt(4) != 0) {
      disk.cut();
    }
  }

  private void work(PowerCutDisk disk, Life life) throws JMSException, InterruptedException {
    List<Thread> threads = new ArrayList<>();
    Connection connection = life.provider.connect();
    XAConnection xaConnection = life.provider.connectXa();
    try {
      for (Worker worker : workers(disk, life, connection, xaConnection)) {
        threads.add(new Thread(worker, worker.name));
      }
      if (random.nextBoolean()) {
        String from = random.nextBoolean() ? Provider.DONE : Provider.DONE_FIFO;
        new Listening("listener", life, fork(), from).listen(connection);
      }
      connection.start();
      xaConnection.start();
      threads.forEach(Thread::start);
    } catch (JMSException e) {
      life.failed(e);
    } finally {
      for (Thread thread : threads) {
        thread.join();
      }
      connection.close();
      xaConnection.close();
    }
  }

  private Random fork() {
    return new Random(random.nextLong());
  }

  private List<Worker> workers(
      PowerCutDisk disk, Life life, Connection connection, XAConnection xaConnection) {
    String work = Provider.WORK;
    String orders = Provider.ORDERS;
    String done = Provider.DONE;
    String doneFifo = Provider.DONE_FIFO;
    String dead = random.nextBoolean() ? Provider.DEAD : Provider.DEAD_FIFO;
    List<Worker> all =
        new ArrayList<>(
            List.of(
                new Workers.Transactor("batch", life, fork(), connection, null, orders),
                new Workers.Transactor("mixed", life, fork(), connection, orders, done),
                new Workers.Transactor("forward", life, fork(), connection, orders, doneFifo),
                new Workers.Transactor("other", life, fork(), connection, work, doneFifo),
                new Workers.Acknowledger("ack", life, fork(), connection, done),
                new Workers.Acknowledger("ackFifo", life, fork(), connection, doneFifo),
                new Workers.Receiver("auto", life, fork(), connection, doneFifo),
                new Workers.Receiver("dead", life, fork(), connection, dead),
                new Workers.Coordinated("xa", life, fork(), xaConnection, orders, doneFifo),
                new Workers.Coordinated("xaWork", life, fork(), xaConnection, work, done)));
    Collections.shuffle(all, random);
    List<Worker> some = new ArrayList<>(all.subList(0, 1 + random.nextInt(4)));
    some.add(new Workers.Sender("sender", life, fork(), connection));
    if (random.nextInt(10) == 0) {
      some.add(new Workers.Intruder("intruder", life, fork(), connection, disk));
    }
    return some;
  }

  /** Waits until nobody holds anything and nothing is parked, and compares. */
  private void settle(Provider provider) throws JMSException, XAException {
    long begin = System.nanoTime();
    while (ledger.problems().isEmpty()) {
      Set<Branch> prepared = prepared(provider);
      Map<String, String> there = browse(provider);
      int expected = there.size() + ledger.held(prepared);
      long count = 0;
      for (String queue : Provider.QUEUES) {
        count += provider.node().count(provider.node().queue(new QueueName(queue)));
      }
      if (count == expected) {
        ledger.settle(there, prepared);
        return;
      }
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        ledger.problem(
            "Stuck: "
                + (count - expected)
                + " of "
                + count
                + " messages, perhaps "
                + ledger.missing(there.keySet()));
      }
      provider.node().runServices();
    }
  }

  private static Set<Branch> prepared(Provider provider) throws JMSException, XAException {
    Set<Branch> prepared = new HashSet<>();
    XAConnection connection = provider.connectXa();
    try {
      XAResource resource = connection.createXASession().getXAResource();
      for (Xid xid : resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
        prepared.add(Branch.of(xid));
      }
    } finally {
      connection.close();
    }
    return prepared;
  }

  private Map<String, String> browse(Provider provider) throws JMSException {
    Map<String, String> there = new HashMap<>();
    Connection connection = provider.connect();
    try {
      Session session = connection.createSession();
      for (String name : Provider.QUEUES) {
        QueueBrowser browser = session.createBrowser(session.createQueue(name));
        Enumeration<?> messages = browser.getEnumeration();
        while (messages.hasMoreElements()) {
          Message message = (Message) messages.nextElement();
          String id = message.getStringProperty("letter");
          if (there.put(id, name) != null) {
            ledger.problem("There twice: " + id);
          }
          ledger.checkBody(id, message.getBody(byte[].class));
        }
      }
    } finally {
      connection.close();
    }
    return there;
  }
}
