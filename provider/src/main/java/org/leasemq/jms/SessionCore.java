package org.leasemq.jms;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.engine.Owner;
import org.leasemq.tx.Work;

/**
 * What a session consists of, and its life: stopped or started with its connection, closed once.
 * For the session's thread; {@link #start}, {@link #stop} and {@link #close} for any.
 */
final class SessionCore {

  private final LeaseMQConnection connection;
  private final Work work;
  private final AcknowledgeMode acknowledgeMode;
  private final Owner owner;
  private final DeliveryGate gate;
  private final Inbound inbound;
  private final Dispatcher dispatcher;
  private final ServerWork server;
  private final AsyncSends asyncSends = new AsyncSends();
  private final Sender sender;
  private final List<LeaseMQConsumer> consumers = new CopyOnWriteArrayList<>();
  private final ReentrantLock closing = new ReentrantLock();
  private volatile boolean closed;

  SessionCore(LeaseMQConnection connection, Work work, AcknowledgeMode acknowledgeMode) {
    this.connection = connection;
    this.work = work;
    this.acknowledgeMode = acknowledgeMode;
    Node node = connection.shared().node();
    this.owner = node.openOwner(connection.leaseTerms());
    this.gate = new DeliveryGate();
    this.inbound = new Inbound(this, node, owner, connection.receivedMessages());
    this.dispatcher = new Dispatcher(this, inbound, owner);
    this.server = new ServerWork(this, inbound);
    this.sender = new Sender(connection, work, asyncSends);
  }

  LeaseMQConnection connection() {
    return connection;
  }

  Problems problems() {
    return connection.problems();
  }

  Work work() {
    return work;
  }

  AcknowledgeMode acknowledgeMode() {
    return acknowledgeMode;
  }

  Owner owner() {
    return owner;
  }

  DeliveryGate gate() {
    return gate;
  }

  Sender sender() {
    return sender;
  }

  /** What it does for a ServerSession. */
  ServerWork server() {
    return server;
  }

  AsyncSends asyncSends() {
    return asyncSends;
  }

  List<LeaseMQConsumer> consumers() {
    return consumers;
  }

  void requireOpen() throws IllegalStateException {
    if (closed) {
      throw new IllegalStateException("The session is closed");
    }
  }

  void add(LeaseMQConsumer consumer) {
    consumers.add(consumer);
  }

  /** Refuses a consumer in a session that gets its messages from ConnectionConsumers. */
  void requireNoServerListener() throws IllegalStateException {
    if (server.listener() != null) {
      throw new IllegalStateException(
          "The session has a message listener of its own, so no consumer can receive in it");
    }
  }

  /** Sets the distinguished listener, which shuts out every other way to receive (11.2). */
  void setServerListener(@Nullable MessageListener listener) throws IllegalStateException {
    requireOpen();
    if (listener != null && !consumers.isEmpty()) {
      throw new IllegalStateException(
          "The session has consumers, so it cannot serve a ServerSession: close them first");
    }
    server.setListener(listener);
  }

  /** A consumer is closed: what it was to get again goes back. */
  void remove(LeaseMQConsumer consumer) {
    consumers.remove(consumer);
    dispatcher.listenersChanged();
    inbound.giveBack(consumer.takeRecovered(), "The consumer was closed");
    if (!isListenerThread()) {
      acknowledgeMode.flush();
    }
  }

  boolean isListenerThread() {
    return dispatcher.isCurrentThread() || server.isCurrentThread();
  }

  void listenersChanged() {
    dispatcher.listenersChanged();
  }

  <T> @Nullable T receive(LeaseMQConsumer consumer, Deadline deadline, Inbound.Look<T> look)
      throws JMSException {
    boolean listeners = consumers.stream().anyMatch(each -> each.listener() != null);
    if (listeners && !isListenerThread()) {
      throw new IllegalStateException(
          "The session has a message listener, so its messages are delivered to listeners only");
    }
    return inbound.receive(consumer, deadline, look);
  }

  void acknowledge(Handover handover) throws JMSException {
    requireOpen();
    acknowledgeMode.acknowledge(handover);
  }

  void acknowledgeAll() throws JMSException {
    requireOpen();
    acknowledgeMode.acknowledgeAll();
  }

  /** Redelivers what is not acknowledged (Jakarta Messaging 3.1, 6.2.11). */
  void recover() throws JMSException {
    requireOpen();
    inbound.redeliver(acknowledgeMode.takeUnacknowledged());
  }

  void commit() throws JMSException {
    requireOpen();
    asyncSends.await("commit");
    work.commit();
  }

  void rollback() throws JMSException {
    requireOpen();
    asyncSends.await("rollback");
    work.rollback();
  }

  void start() {
    gate.start();
  }

  /** First step of a stop: no message is handed out from now on. */
  void stop() {
    gate.stop();
    owner.cancelTake();
  }

  /** Second step: what is being handed out is done. */
  void awaitStopped() {
    gate.awaitIdle();
    acknowledgeMode.flush();
  }

  /** Refuses what would wait for the thread that asks for it. */
  void refuseInCallbacks(String method) throws IllegalStateException {
    if (isListenerThread()) {
      throw new IllegalStateException(
          "A message listener must not call " + method + " on its own session or connection");
    }
    asyncSends.refuseInCallback(method);
  }

  /** Closes (Jakarta Messaging 3.1, 6.2.14). Idempotent; a second caller waits for the first. */
  void close() throws JMSException {
    if (closed) {
      return;
    }
    refuseInCallbacks("close");
    closing.lock();
    try {
      if (!closed) {
        closeNow();
      }
    } finally {
      closing.unlock();
    }
  }

  private void closeNow() throws JMSException {
    gate.close();
    server.close();
    for (LeaseMQConsumer consumer : consumers) {
      LeaseMQConnection.tryToClose(consumer::close);
    }
    dispatcher.listenersChanged();
    gate.awaitIdle();
    asyncSends.await("close");
    asyncSends.close();
    acknowledgeMode.flush();
    closed = true;
    inbound.giveBack(acknowledgeMode.takeUnacknowledged(), "The session was closed");
    connection.remove(this);
    NodeHold hold = connection.anotherHold();
    work.close(
        () -> {
          owner.close();
          hold.close();
        });
  }
}
