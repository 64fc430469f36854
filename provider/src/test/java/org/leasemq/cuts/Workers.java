package org.leasemq.cuts;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.XASession;
import java.util.Random;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.leasemq.store.StoreException;
import org.leasemq.store.file.StoreFileException;
import org.leasemq.store.file.sim.PowerCutDisk;

/** The kinds of {@link Worker}. Stateless. */
final class Workers {

  private Workers() {}

  /** Sends one by one, some of them twice. */
  static final class Sender extends Worker {
    private final Connection connection;

    Sender(String name, Life life, Random random, Connection connection) {
      super(name, life, random);
      this.connection = connection;
    }

    @Override
    Session open() throws JMSException {
      return connection.createSession(Session.AUTO_ACKNOWLEDGE);
    }

    @Override
    void step(Session session) throws JMSException {
      Deal deal = ledger.begin(name, null);
      String queue = chance(50) ? Provider.ORDERS : Provider.WORK;
      Letter letter = null;
      if (chance(15)) {
        String group = queue.equals(Provider.WORK) ? "null" : name + "-" + random.nextInt(3);
        letter = ledger.again(deal, queue + "/" + group, random);
      }
      if (letter == null) {
        letter = write(deal, queue);
      }
      ledger.become(deal, State.ENDING);
      try {
        send(session, letter);
        ledger.become(deal, State.DONE);
      } catch (JMSException e) {
        life.failed(deal, e);
      }
    }
  }

  /** Sends several in a local transaction, or receives and forwards them. */
  static final class Transactor extends Worker {
    private final Connection connection;
    private final @Nullable String from;
    private final String to;
    private @Nullable MessageConsumer consumer;

    Transactor(
        String name,
        Life life,
        Random random,
        Connection connection,
        @Nullable String from,
        String to) {
      super(name, life, random);
      this.connection = connection;
      this.from = from;
      this.to = to;
    }

    @Override
    Session open() throws JMSException {
      Session session = connection.createSession(Session.SESSION_TRANSACTED);
      if (from != null) {
        consumer = session.createConsumer(session.createQueue(from));
      }
      return session;
    }

    @Override
    void step(Session session) throws JMSException {
      Deal deal = ledger.begin(name, null);
      boolean refuse = chance(10);
      try {
        int wanted = 1 + random.nextInt(3);
        for (int i = 0; i < wanted; i++) {
          Letter received = consumer == null || from == null ? null : receive(consumer, deal, from);
          refuse |= received != null && received.poison;
          if (consumer == null || received != null) {
            send(session, write(deal, to));
          }
        }
      } catch (JMSException e) {
        rollBack(session, deal);
        throw e;
      }
      if (refuse) {
        rollBack(session, deal);
        return;
      }
      ledger.become(deal, State.ENDING);
      try {
        session.commit();
        ledger.become(deal, State.DONE);
      } catch (JMSException e) {
        if (life.failed(deal, e) == State.NOT) {
          session.rollback();
        }
      }
    }

    private void rollBack(Session session, Deal deal) throws JMSException {
      ledger.become(deal, State.NOT);
      session.rollback();
    }
  }

  /** Receives and acknowledges some time later, or never. */
  static final class Acknowledger extends Worker {
    private final Connection connection;
    private final String from;
    private @Nullable MessageConsumer consumer;

    Acknowledger(String name, Life life, Random random, Connection connection, String from) {
      super(name, life, random);
      this.connection = connection;
      this.from = from;
    }

    @Override
    Session open() throws JMSException {
      Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
      consumer = session.createConsumer(session.createQueue(from));
      return session;
    }

    @Override
    void step(Session session) throws JMSException {
      Deal deal = ledger.begin(name, null);
      Message last = null;
      try {
        for (int i = 0; i < 3 && consumer != null; i++) {
          Message message = consumer.receive(1);
          if (message != null) {
            last = message;
            life.received(deal, message, from);
          }
        }
      } catch (JMSException e) {
        deal.told = " (no more received)";
        ledger.become(deal, State.NOT);
        session.recover();
        throw e;
      }
      if (last == null) {
        ledger.become(deal, State.DONE);
      } else if (chance(15)) {
        deal.told = " (recovered)";
        ledger.become(deal, State.NOT);
        session.recover();
      } else {
        ledger.become(deal, State.ENDING);
        try {
          last.acknowledge();
          ledger.become(deal, State.DONE);
        } catch (JMSException e) {
          life.failed(deal, e);
          session.recover();
        }
      }
    }
  }

  /** Receives, and the session acknowledges. */
  static final class Receiver extends Worker {
    private final Connection connection;
    private final String from;
    private @Nullable MessageConsumer consumer;
    private @Nullable Deal last;

    Receiver(String name, Life life, Random random, Connection connection, String from) {
      super(name, life, random);
      this.connection = connection;
      this.from = from;
    }

    @Override
    Session open() throws JMSException {
      Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
      consumer = session.createConsumer(session.createQueue(from));
      return session;
    }

    @Override
    void step(Session session) throws JMSException {
      Deal deal = ledger.begin(name, null);
      deal.automatic = true;
      Letter letter = consumer == null ? null : receive(consumer, deal, from);
      // A receive waits for the former acknowledge; only if nothing fails does nobody hear of it.
      Deal before = last;
      if (before != null && life.isHealthy()) {
        ledger.become(before, State.DONE);
      }
      last = letter == null ? null : deal;
      ledger.become(deal, letter == null ? State.DONE : State.ENDING);
    }
  }

  /** Does all in XA branches, its own and those that earlier lives left prepared. */
  static final class Coordinated extends Worker {
    private final jakarta.jms.XAConnection connection;
    private final String from;
    private final String to;
    private final String prefix;
    private int branches;
    private @Nullable MessageConsumer consumer;

    Coordinated(
        String name,
        Life life,
        Random random,
        jakarta.jms.XAConnection connection,
        String from,
        String to) {
      super(name, life, random);
      this.connection = connection;
      this.from = from;
      this.to = to;
      this.prefix = Long.toHexString(random.nextLong()) + "-";
    }

    @Override
    XASession open() throws JMSException {
      XASession session = connection.createXASession();
      consumer = session.createConsumer(session.createQueue(from));
      return session;
    }

    @Override
    void step(Session session) throws JMSException {
      XAResource resource = ((XASession) session).getXAResource();
      try {
        if (chance(25)) {
          recover(resource);
        } else {
          work(session, resource);
        }
      } catch (XAException e) {
        life.failed(e);
      }
    }

    private void recover(XAResource resource) throws XAException {
      for (Xid found : resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
        Branch xid = Branch.of(found);
        Deal deal = ledger.undecided(xid);
        if (deal == null) {
          ledger.problem("Recovered a branch that nobody has prepared: " + xid);
        } else if (deal.worker.equals(name) && chance(50)) {
          end(resource, deal, xid);
        }
      }
    }

    private void end(XAResource resource, Deal deal, Xid xid) throws XAException {
      boolean commit = deal.state == State.COMMIT_MAYBE || chance(70);
      if (deal.state == State.ROLLBACK_MAYBE || deal.state == State.PREPARE_MAYBE) {
        commit = false;
      }
      ledger.become(deal, commit ? State.COMMIT_MAYBE : State.ROLLBACK_MAYBE);
      if (commit) {
        resource.commit(xid, false);
        ledger.become(deal, State.DONE);
      } else {
        resource.rollback(xid);
        ledger.become(deal, State.NOT);
      }
    }

    private void work(Session session, XAResource resource) throws JMSException, XAException {
      Branch xid = new Branch(prefix + branches++);
      Deal deal = ledger.begin(name, xid);
      resource.start(xid, XAResource.TMNOFLAGS);
      boolean good = true;
      try {
        for (int i = 1 + random.nextInt(2); i > 0 && consumer != null; i--) {
          Letter received = receive(consumer, deal, from);
          good &= received == null || !received.poison;
          if (received != null || chance(20)) {
            send(session, write(deal, to));
          }
        }
      } catch (JMSException e) {
        good = false;
        life.failed(e);
      }
      resource.end(xid, XAResource.TMSUCCESS);
      if (!good || chance(10)) {
        ledger.become(deal, State.NOT);
        resource.rollback(xid);
      } else if (chance(30)) {
        commitOnePhase(resource, deal, xid);
      } else {
        prepare(resource, deal, xid);
      }
    }

    private void commitOnePhase(XAResource resource, Deal deal, Xid xid) throws XAException {
      ledger.become(deal, State.ENDING);
      try {
        resource.commit(xid, true);
        ledger.become(deal, State.DONE);
      } catch (XAException e) {
        ledger.become(deal, e.errorCode == XAException.XAER_RMFAIL ? State.MAYBE : State.NOT);
        throw e;
      }
    }

    private void prepare(XAResource resource, Deal deal, Xid xid) throws XAException {
      ledger.become(deal, State.PREPARE_MAYBE);
      try {
        if (resource.prepare(xid) == XAResource.XA_RDONLY) {
          ledger.become(deal, State.DONE);
          return;
        }
      } catch (XAException e) {
        life.failed(e);
        if (e.errorCode != XAException.XAER_RMFAIL) {
          ledger.become(deal, State.NOT);
          return;
        }
        resource.rollback(xid);
        ledger.become(deal, State.NOT);
        return;
      }
      ledger.become(deal, State.PREPARED);
      if (chance(80)) {
        end(resource, deal, xid);
      }
    }
  }

  /** Tries to open the store once more; it is refused, and must do no harm. */
  static final class Intruder extends Worker {
    private final Connection connection;
    private final PowerCutDisk disk;

    Intruder(String name, Life life, Random random, Connection connection, PowerCutDisk disk) {
      super(name, life, random);
      this.connection = connection;
      this.disk = disk;
    }

    @Override
    Session open() throws JMSException {
      return connection.createSession();
    }

    @Override
    void step(Session session) {
      try {
        Provider.open(disk, 32 << 10).close();
        if (life.isHealthy()) {
          ledger.problem("A second opener was let in");
        }
      } catch (StoreException e) {
        if (life.isHealthy() && StoreFileException.causeOf(e).isEmpty()) {
          ledger.problem("A second opener was refused for another reason: " + Life.stack(e));
        }
      }
    }
  }
}
