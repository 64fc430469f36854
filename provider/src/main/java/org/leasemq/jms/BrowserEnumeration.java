package org.leasemq.jms;

import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Node;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.Queue;
import org.leasemq.tx.Failures;

/** A queue's messages in the order of their delivery, read in pages. For one thread. */
@SuppressWarnings("JdkObsolete") // as QueueBrowser has it
final class BrowserEnumeration implements Enumeration<LeaseMQMessage> {

  private final Node node;
  private final Queue queue;
  private final @Nullable MessageFilter filter;
  private final ReceivedMessages messages;
  private final Deque<Delivery> page = new ArrayDeque<>();
  private @Nullable Delivery next;
  private @Nullable Long lastRank;
  private boolean atEnd;

  BrowserEnumeration(
      Node node, Queue queue, @Nullable MessageFilter filter, ReceivedMessages messages) {
    this.node = node;
    this.queue = queue;
    this.filter = filter;
    this.messages = messages;
  }

  @Override
  public boolean hasMoreElements() {
    while (next == null && !(page.isEmpty() && atEnd)) {
      if (page.isEmpty()) {
        readPage();
      } else {
        next = withBody(page.remove());
      }
    }
    return next != null;
  }

  private @Nullable Delivery withBody(Delivery delivery) {
    try {
      return node.withBody(delivery);
    } catch (RuntimeException e) {
      throw Unchecked.of(Failures.of("The browsing of " + queue.name(), e));
    }
  }

  private void readPage() {
    List<Delivery> found;
    try {
      found = node.browse(queue, lastRank);
    } catch (RuntimeException e) {
      throw Unchecked.of(Failures.of("The browsing of " + queue.name(), e));
    }
    atEnd = found.isEmpty();
    Instant now = node.now();
    for (Delivery delivery : found) {
      lastRank = delivery.rank();
      if (isVisible(delivery, now)) {
        page.add(delivery);
      }
    }
  }

  /** Neither before its delivery time nor expired, and selected. */
  private boolean isVisible(Delivery delivery, Instant now) {
    MessageTraits traits = delivery.message().traits();
    Instant dueAt = traits.dueAt();
    Instant expiresAt = traits.expiresAt();
    return (dueAt == null || !dueAt.isAfter(now))
        && (expiresAt == null || expiresAt.isAfter(now))
        && (filter == null || filter.matches(delivery.message()));
  }

  @Override
  public LeaseMQMessage nextElement() {
    Delivery delivery = hasMoreElements() ? next : null;
    if (delivery == null) {
      throw new NoSuchElementException("The browser has no more messages");
    }
    next = null;
    try {
      return messages.of(delivery);
    } catch (JMSException e) {
      throw Unchecked.of(e);
    }
  }
}
