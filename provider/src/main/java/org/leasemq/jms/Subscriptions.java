package org.leasemq.jms;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.leasemq.engine.Node;
import org.leasemq.jms.message.TopicDestination;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Subscription;
import org.leasemq.queue.SubscriptionKey;
import org.leasemq.queue.SubscriptionSpec;
import org.leasemq.tx.Failures;

/**
 * Who consumes which subscription of a node, and what follows from it (Jakarta Messaging 3.1, 8.3).
 * Thread-safe: for one subscription one caller is served at a time, and no lock is held meanwhile.
 */
public final class Subscriptions {

  private final Node node;
  private final Map<Identity, Active> active = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turnOver = lock.newCondition();

  @GuardedBy("lock")
  private final Set<Identity> busy = new HashSet<>();

  /** Durable subscriptions and others are name spaces of their own. */
  private record Identity(SubscriptionKey key, boolean durable) {

    @Override
    public String toString() {
      return (durable ? "the durable subscription '" : "the shared subscription '") + key + "'";
    }
  }

  /** A subscription with consumers. Changed by whoever has its turn. */
  private static final class Active {

    private final Subscription subscription;
    private int consumers = 1;

    Active(Subscription subscription) {
      this.subscription = subscription;
    }
  }

  private interface Turn<T> {
    T take() throws JMSException;
  }

  Subscriptions(Node node) {
    this.node = node;
  }

  /**
   * The subscription as specified, made if need be, for one more consumer. An inactive durable one
   * that was specified otherwise is deleted before (8.3.3, 8.3.4).
   *
   * @throws JMSException if there is one of this name that is active and may not be shared, is
   *     active and was specified otherwise, or is shared where this one is not or the reverse
   */
  public Subscription open(SubscriptionSpec spec) throws JMSException {
    SubscriptionKey key = spec.key();
    try {
      if (key == null) {
        return node.subscribe(spec);
      }
      Identity identity = new Identity(key, spec.durable());
      return inTurn(identity, () -> join(identity, spec));
    } catch (RuntimeException e) {
      throw Failures.of("The opening of a subscription", e);
    }
  }

  private Subscription join(Identity identity, SubscriptionSpec spec) throws JMSException {
    Active known = active.get(identity);
    if (known == null) {
      requireReplaceable(identity, spec);
      Subscription made = node.subscribe(spec);
      active.put(identity, new Active(made));
      return made;
    }
    SubscriptionSpec present = known.subscription.spec();
    requireSameSharing(identity, present, spec);
    if (!present.shared()) {
      throw new JMSException(
          "There is a consumer of " + identity + " already: close it first, or share it");
    }
    if (!present.equals(spec)) {
      throw new JMSException(
          "There is a consumer of "
              + identity
              + " with another topic or selector: close it first, or use another name");
    }
    known.consumers++;
    return known.subscription;
  }

  private void requireReplaceable(Identity identity, SubscriptionSpec spec) throws JMSException {
    Optional<Subscription> found = node.findSubscription(identity.key(), identity.durable());
    if (found.isEmpty()) {
      return;
    }
    requireSameSharing(identity, found.get().spec(), spec);
    if (!found.get().spec().equals(spec)) {
      requireSettled(identity, found.get(), "changed");
    }
  }

  private static void requireSameSharing(
      Identity identity, SubscriptionSpec present, SubscriptionSpec wanted) throws JMSException {
    if (present.shared() != wanted.shared()) {
      throw new JMSException(
          identity
              + (present.shared() ? " is shared" : " is not shared")
              + ": consume it so, unsubscribe it first, or use another name");
    }
  }

  private void requireSettled(Identity identity, Subscription subscription, String change)
      throws IllegalStateException {
    if (node.startedLeases(subscription.queue()) > 0) {
      throw new IllegalStateException(
          identity
              + " cannot be "
              + change
              + " while messages of it are not acknowledged or are part of a transaction");
    }
  }

  /** A consumer is closed; with the last one a subscription that is not durable goes. */
  public void leave(Subscription subscription) throws JMSException {
    SubscriptionKey key = subscription.spec().key();
    try {
      if (key == null) {
        node.endSubscription(subscription);
        return;
      }
      Identity identity = new Identity(key, subscription.spec().durable());
      inTurn(identity, () -> left(identity));
    } catch (RuntimeException e) {
      throw Failures.of("The closing of a subscription", e);
    }
  }

  private boolean left(Identity identity) {
    Active known = active.get(identity);
    if (known == null || --known.consumers > 0) {
      return false;
    }
    active.remove(identity);
    if (!identity.durable()) {
      node.endSubscription(known.subscription);
    }
    return true;
  }

  /**
   * Deletes a durable subscription.
   *
   * @throws InvalidDestinationException if there is none
   * @throws IllegalStateException while it has consumers, or messages that are not settled
   */
  void unsubscribe(SubscriptionKey key, Access access) throws JMSException {
    Identity identity = new Identity(key, true);
    try {
      inTurn(identity, () -> delete(identity, access));
    } catch (RuntimeException e) {
      throw Failures.of("The deletion of " + identity, e);
    }
  }

  private Subscription delete(Identity identity, Access access) throws JMSException {
    if (active.containsKey(identity)) {
      throw new IllegalStateException(identity + " has consumers: close them first");
    }
    Optional<Subscription> found = node.findSubscription(identity.key(), true);
    if (found.isEmpty()) {
      throw new InvalidDestinationException(identity + " does not exist");
    }
    access.require(
        Permission.RECEIVE, new TopicDestination(node.topic(found.get()).name().value()));
    requireSettled(identity, found.get(), "deleted");
    node.deleteSubscription(found.get());
    return found.get();
  }

  private <T> T inTurn(Identity identity, Turn<T> turn) throws JMSException {
    lock.lock();
    try {
      while (!busy.add(identity)) {
        turnOver.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    try {
      return turn.take();
    } finally {
      lock.lock();
      try {
        busy.remove(identity);
        turnOver.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
