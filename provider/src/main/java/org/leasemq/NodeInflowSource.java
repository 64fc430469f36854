package org.leasemq;

import jakarta.jms.JMSException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Receiver;
import org.leasemq.jms.NodeHold;
import org.leasemq.jms.ReceivedMessages;
import org.leasemq.jms.Selectors;
import org.leasemq.jms.SharedNode;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.ObjectMessagePolicy;
import org.leasemq.jms.message.QueueDestination;
import org.leasemq.jms.message.ReceiveContext;
import org.leasemq.jms.message.TopicDestination;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Queue;
import org.leasemq.tx.FailureRule;
import org.leasemq.tx.Failures;
import org.leasemq.tx.XaTransaction;

/** A source on a node that its workers share. Thread-safe. */
final class NodeInflowSource implements InflowSource {

  private final NodeHold hold;
  private final Queue queue;
  private final @Nullable MessageFilter filter;
  private final ReceivedMessages messages;
  private final FailureRule failureRule;
  private final Set<NodeInflowWorker> workers = ConcurrentHashMap.newKeySet();

  /** Orders the opening of workers and the stop; not held while anything is awaited. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile boolean stopped;

  NodeInflowSource(NodeHold hold, InflowSettings settings, ObjectMessagePolicy objectMessages)
      throws JMSException {
    SharedNode shared = hold.shared();
    this.hold = hold;
    this.filter = Selectors.filter(settings.selector());
    this.queue = hold.access().resolve(Permission.RECEIVE, destination(settings));
    this.messages = new ReceivedMessages(new ReceiveContext(objectMessages, shared));
    this.failureRule = failureRule(shared.node(), settings.maxReceiveCount());
  }

  private static LeaseMQDestination destination(InflowSettings settings) {
    return switch (settings.kind()) {
      case QUEUE -> new QueueDestination(settings.destination());
      case TOPIC -> new TopicDestination(settings.destination());
    };
  }

  private FailureRule failureRule(Node node, @Nullable Integer maxReceiveCount) {
    return maxReceiveCount == null
        ? node::afterFailure
        : new LimitedRedelivery(node, queue, maxReceiveCount);
  }

  @Override
  public InflowWorker openWorker() throws JMSException {
    lock.lock();
    try {
      if (stopped) {
        throw new JMSException("The source of " + queue.name() + " has been stopped");
      }
      SharedNode shared = hold.shared();
      Owner owner = shared.node().openOwner();
      Receiver receiver = owner.openReceiver(queue, filter);
      NodeInflowWorker worker =
          new NodeInflowWorker(this, owner, receiver, new XaTransaction(shared.branches()));
      workers.add(worker);
      return worker;
    } catch (RuntimeException e) {
      throw Failures.of("The opening of a worker for " + queue.name(), e);
    } finally {
      lock.unlock();
    }
  }

  Node node() {
    return hold.shared().node();
  }

  NodeHold anotherHold() {
    return hold.another();
  }

  ReceivedMessages messages() {
    return messages;
  }

  FailureRule failureRule() {
    return failureRule;
  }

  boolean isStopped() {
    return stopped;
  }

  void remove(NodeInflowWorker worker) {
    workers.remove(worker);
  }

  @Override
  public void stop() {
    lock.lock();
    try {
      stopped = true;
    } finally {
      lock.unlock();
    }
    workers.forEach(NodeInflowWorker::endTake);
  }

  @Override
  public void close() {
    stop();
    workers.forEach(NodeInflowWorker::close);
    hold.close();
  }
}
