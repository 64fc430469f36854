package org.leasemq.ra.inflow;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.leasemq.InflowDelivery;
import org.leasemq.InflowSource;
import org.leasemq.InflowWorker;

/** A source in memory: gives out the numbers it was given, and notes what becomes of each. */
final class ListedMessages implements InflowSource {

  private static final int END = -1;

  final List<String> history = new CopyOnWriteArrayList<>();
  final AtomicInteger openWorkers = new AtomicInteger();
  final AtomicBoolean failing = new AtomicBoolean();
  final AtomicBoolean closed = new AtomicBoolean();
  private final BlockingDeque<Integer> waiting = new LinkedBlockingDeque<>();

  void add(int first, int last) {
    for (int i = first; i <= last; i++) {
      waiting.add(i);
    }
  }

  /** What the history says of a message, in order. */
  List<String> fateOf(int number) {
    List<String> fate = new ArrayList<>();
    for (String entry : history) {
      if (entry.startsWith(number + " ")) {
        fate.add(entry.substring(entry.indexOf(' ') + 1));
      }
    }
    return fate;
  }

  @Override
  public InflowWorker openWorker() throws JMSException {
    if (failing.get()) {
      throw new JMSException("The store is down");
    }
    openWorkers.incrementAndGet();
    return new Worker();
  }

  @Override
  public void stop() {
    waiting.addFirst(END);
  }

  @Override
  public void close() {
    stop();
    closed.set(true);
  }

  private final class Worker implements InflowWorker, XAResource {

    private final List<Listed> inBranch = new ArrayList<>();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private boolean active;

    @Override
    public XAResource xaResource() {
      return this;
    }

    @Override
    public @Nullable InflowDelivery take(Duration wait) throws InterruptedException, JMSException {
      if (failing.get()) {
        throw new JMSException("The store is down");
      }
      Integer number = waiting.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
      if (number != null && number == END) {
        waiting.addFirst(END);
        return null;
      }
      return number == null ? null : new Listed(number);
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        openWorkers.decrementAndGet();
      }
    }

    @Override
    public void start(Xid xid, int flags) {
      active = true;
    }

    @Override
    public void end(Xid xid, int flags) {
      active = false;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) {
      inBranch.forEach(delivery -> delivery.note("committed"));
      inBranch.clear();
    }

    @Override
    public void rollback(Xid xid) {
      inBranch.forEach(delivery -> delivery.note("rolled back"));
      inBranch.clear();
    }

    @Override
    public int prepare(Xid xid) {
      return XA_OK;
    }

    @Override
    public void forget(Xid xid) {}

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
      return other instanceof Worker;
    }

    @Override
    public Xid[] recover(int flag) {
      return new Xid[0];
    }

    @Override
    public int getTransactionTimeout() {
      return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
      return false;
    }

    private final class Listed implements InflowDelivery {

      private final int number;

      Listed(int number) {
        this.number = number;
      }

      void note(String what) {
        history.add(number + " " + what);
      }

      @Override
      public Message start() {
        note(active ? "started in branch" : "started");
        if (active) {
          inBranch.add(this);
        }
        return message(number);
      }

      @Override
      public void acknowledge() {
        note("acknowledged");
      }

      @Override
      public void fail(Throwable reason) {
        note("failed: " + reason.getMessage());
      }

      @Override
      public void putBack() {
        note("put back");
        waiting.addFirst(number);
      }
    }
  }

  /** A message of the foreign type that says its number. */
  private static Message message(int number) {
    return (Message)
        Proxy.newProxyInstance(
            Message.class.getClassLoader(),
            new Class<?>[] {Message.class},
            (proxy, method, args) -> {
              if (method.getName().equals("getIntProperty")) {
                return number;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
