package org.leasemq;

import jakarta.jms.JMSException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Receiver;
import org.leasemq.jms.NodeHold;
import org.leasemq.jms.ReceivedMessages;
import org.leasemq.jms.Selectors;
import org.leasemq.jms.SharedNode;
import org.leasemq.jms.Subscriptions;
import org.leasemq.jms.Unchecked;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.ObjectMessagePolicy;
import org.leasemq.jms.message.QueueDestination;
import org.leasemq.jms.message.ReceiveContext;
import org.leasemq.jms.message.TopicDestination;
import org.leasemq.queue.LeaseTerms;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Queue;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.tx.FailureRule;
import org.leasemq.tx.Failures;
import org.leasemq.tx.XaTransaction;

/** A source on a node that its workers share. Thread-safe. */
final class NodeInflowSource implements InflowSource {

  private static final Logger LOG = System.getLogger(NodeInflowSource.class.getName());

  private final NodeHold hold;
  private final Inlet inlet;
  private final ReceivedMessages messages;
  private final FailureRule failureRule;
  private final LeaseTerms leaseTerms;
  private final InflowSettings.Pace pace;
  private final Set<NodeInflowWorker> workers = ConcurrentHashMap.newKeySet();

  /** Orders the opening of workers and the stop; not held while anything is awaited. */
  private final ReentrantLock lock = new ReentrantLock();

  private final AtomicBoolean left = new AtomicBoolean();
  private volatile boolean stopped;

  NodeInflowSource(
      NodeHold hold,
      InflowSettings settings,
      ObjectMessagePolicy objectMessages,
      LeaseTerms ofFactory)
      throws JMSException {
    SharedNode shared = hold.shared();
    this.hold = hold;
    this.inlet = settings.kind() == DestinationKind.QUEUE ? queue(settings) : topic(settings);
    this.messages = new ReceivedMessages(new ReceiveContext(objectMessages, shared));
    this.pace = settings.pace();
    this.leaseTerms = pace.leaseTerms(ofFactory);
    this.failureRule = failureRule(shared.node(), pace.maxReceiveCount());
  }

  /** The queue that all workers take from, which of its messages, and what is done in the end. */
  private record Inlet(Queue queue, @Nullable MessageFilter filter, Unchecked.Action leave) {}

  private Inlet queue(InflowSettings settings) throws JMSException {
    MessageFilter filter = Selectors.filter(settings.selector());
    LeaseMQDestination named = new QueueDestination(settings.destination());
    return new Inlet(hold.access().queue(Permission.RECEIVE, named), filter, () -> {});
  }

  /** One subscription, which is one consumer's, however many workers there are. */
  private Inlet topic(InflowSettings settings) throws JMSException {
    MessageFilter filter = Selectors.filter(settings.selector());
    LeaseMQDestination named = new TopicDestination(settings.destination());
    InflowSettings.Subscription wanted = settings.subscription();
    SubscriptionSpec spec =
        new SubscriptionSpec(
            hold.access().topic(Permission.RECEIVE, named).id(),
            wanted == null ? null : new SubscriptionKey(wanted.clientId(), wanted.name()),
            wanted != null && wanted.durable(),
            wanted != null && wanted.shared(),
            filter == null ? null : filter.text(),
            null);
    Subscriptions subscriptions = hold.shared().subscriptions();
    Subscription subscription = subscriptions.open(spec);
    return new Inlet(subscription.queue(), null, () -> subscriptions.leave(subscription));
  }

  private FailureRule failureRule(Node node, @Nullable Integer maxReceiveCount) {
    return maxReceiveCount == null
        ? node::afterFailure
        : new LimitedRedelivery(node, inlet.queue(), maxReceiveCount);
  }

  @Override
  public InflowWorker openWorker() throws JMSException {
    lock.lock();
    try {
      if (stopped) {
        throw new JMSException("The source of " + inlet.queue().name() + " has been stopped");
      }
      SharedNode shared = hold.shared();
      Owner owner = shared.node().openOwner(leaseTerms);
      Receiver receiver =
          owner.openReceiver(inlet.queue(), inlet.filter(), pace.receiveBatchSize());
      NodeInflowWorker worker =
          new NodeInflowWorker(this, owner, receiver, new XaTransaction(shared.branches()));
      workers.add(worker);
      return worker;
    } catch (RuntimeException e) {
      throw Failures.of("The opening of a worker for " + inlet.queue().name(), e);
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
    try {
      if (left.compareAndSet(false, true)) {
        inlet.leave().run();
      }
    } catch (JMSException e) {
      LOG.log(Level.WARNING, "The activation has ended, but for its subscription", e);
    } finally {
      hold.close();
    }
  }
}
