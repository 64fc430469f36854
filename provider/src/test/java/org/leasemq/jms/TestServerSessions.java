package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A pool as an application server has one: so many sessions, each run on a thread of its own. */
final class TestServerSessions implements ServerSessionPool, AutoCloseable {

  /** What is done around a session's run. */
  interface Around {
    void run(Session session) throws Exception;
  }

  private final BlockingQueue<One> free = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Around around = Session::run;

  private final class One implements ServerSession {

    private final Session session;

    One(Session session) {
      this.session = session;
    }

    @Override
    public Session getSession() {
      return session;
    }

    @Override
    public void start() {
      threads.execute(this::work);
    }

    private void work() {
      try {
        around.run(session);
      } catch (Exception e) {
        throw new AssertionError(e);
      } finally {
        free.add(this);
      }
    }
  }

  void add(Session session, MessageListener listener) throws JMSException {
    session.setMessageListener(listener);
    free.add(new One(session));
  }

  void around(Around newAround) {
    around = newAround;
  }

  @Override
  public ServerSession getServerSession() throws JMSException {
    try {
      return free.take();
    } catch (InterruptedException e) {
      throw new JMSException("interrupted");
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
