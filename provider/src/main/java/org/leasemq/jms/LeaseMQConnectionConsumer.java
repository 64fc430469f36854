package org.leasemq.jms;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Receiver;
import org.leasemq.engine.Taken;
import org.leasemq.queue.Delivery;
import org.leasemq.tx.Failures;

/**
 * Loads the sessions of a pool with messages and starts them (Jakarta Messaging 3.1, 11.2). Of a
 * FIFO queue's group a load has one message, and the next follows when that is settled: so order
 * holds, whatever sessions the pool gives. Thread-safe; no lock is held while the pool is asked.
 */
final class LeaseMQConnectionConsumer implements ConnectionConsumer {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** About how many bytes a load has at most; one message is always within it. */
  private static final long LOAD_BYTES = 1 << 20;

  private final LeaseMQConnection connection;
  private final Source source;
  private final ServerSessionPool pool;
  private final int maxMessages;
  private final Owner owner;
  private final Receiver receiver;
  private final DeliveryGate gate = new DeliveryGate();

  /** What was taken and has not been loaded. */
  @GuardedBy("this")
  private List<Delivery> taken = new ArrayList<>();

  @GuardedBy("this")
  private boolean closed;

  /**
   * A consumer, stopped.
   *
   * @param maxMessages how many messages a session is loaded with at most
   */
  LeaseMQConnectionConsumer(
      LeaseMQConnection connection, Source source, ServerSessionPool pool, int maxMessages) {
    this.connection = connection;
    this.source = source;
    this.pool = pool;
    this.maxMessages = maxMessages;
    this.owner = connection.shared().node().openOwner();
    this.receiver = owner.openReceiver(source.queue(), source.filter());
    Threads.daemon("leasemq-connection-consumer", this::run).start();
  }

  @Override
  public synchronized ServerSessionPool getServerSessionPool() throws JMSException {
    if (closed) {
      throw new IllegalStateException("The connection consumer is closed");
    }
    return pool;
  }

  void start() {
    gate.start();
  }

  /** First step of a stop: no session is loaded from now on. */
  void stop() {
    gate.stop();
    owner.cancelTake();
  }

  /** Second step: a session that is being loaded is loaded. */
  void awaitStopped() {
    gate.awaitIdle();
  }

  /** What sessions were loaded with is theirs; they go on with it. */
  @Override
  public void close() throws JMSException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    gate.close();
    connection.remove(this);
    try {
      owner.close();
      owner.putBack(unload());
      gate.awaitIdle();
    } catch (RuntimeException e) {
      throw source.left(Failures.of("The closing of a connection consumer", e));
    }
    source.leave().run();
  }

  private void run() {
    while (!gate.isClosed()) {
      try {
        step();
      } catch (InterruptedException e) {
        // A pool may interrupt whoever asks it; only the close ends this thread.
        Thread.interrupted();
      } catch (JMSException | RuntimeException e) {
        connection.problems().report(Failures.of("The loading of a ServerSession", e));
        pause();
      }
    }
  }

  private void pause() {
    try {
      gate.pause(PAUSE);
    } catch (InterruptedException e) {
      Thread.interrupted();
    }
  }

  private void step() throws InterruptedException, JMSException {
    if (!gate.awaitStarted(Deadline.NEVER) || !take(null)) {
      return;
    }
    try {
      ServerSession server = pool.getServerSession();
      if (server == null) {
        throw new JMSException("The ServerSessionPool gave null for a ServerSession");
      }
      ServerWork work = workOf(server);
      fill();
      start(server, load(work));
    } finally {
      owner.putBack(unload());
    }
  }

  private ServerWork workOf(ServerSession server) throws JMSException {
    if (server.getSession() instanceof LeaseMQSession session
        && session.core().connection() == connection) {
      return session.core().server();
    }
    throw new JMSException(
        "The ServerSessionPool gave a session of another connection: make its sessions with the"
            + " connection of the connection consumer");
  }

  /** Takes one more delivery; null: waits for it without end. */
  private boolean take(@Nullable Duration wait) throws InterruptedException {
    Taken one = owner.take(List.of(receiver), wait);
    // Whom it goes to is not known yet, and only that session may have what follows in its group.
    owner.forgetLanes();
    if (one == null) {
      return false;
    }
    synchronized (this) {
      if (!closed) {
        taken.add(one.delivery());
        return true;
      }
    }
    owner.putBack(List.of(one.delivery()));
    return false;
  }

  private void fill() throws InterruptedException {
    boolean more = true;
    while (more && hasRoom()) {
      more = take(Duration.ZERO);
    }
  }

  private synchronized boolean hasRoom() {
    return taken.size() < maxMessages
        && taken.stream().mapToLong(delivery -> delivery.message().size()).sum() < LOAD_BYTES;
  }

  private synchronized List<Delivery> unload() {
    List<Delivery> all = taken;
    taken = new ArrayList<>();
    return all;
  }

  /** Null if nothing may be loaded now. The session is started all the same: its pool waits. */
  private ServerWork.@Nullable Load load(ServerWork work) throws JMSException {
    if (!gate.enter()) {
      return null;
    }
    try {
      List<Delivery> all = unload();
      try {
        return work.load(source.queue(), all);
      } catch (JMSException e) {
        owner.putBack(all);
        throw e;
      }
    } finally {
      gate.leave();
    }
  }

  private static void start(ServerSession server, ServerWork.@Nullable Load load)
      throws JMSException {
    try {
      server.start();
    } catch (JMSException | RuntimeException e) {
      if (load != null) {
        load.putBack(null);
      }
      throw e;
    }
  }
}
