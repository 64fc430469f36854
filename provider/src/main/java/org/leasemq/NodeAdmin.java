package org.leasemq;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leasemq.engine.Administration;
import org.leasemq.engine.Node;
import org.leasemq.engine.QueueExistsException;
import org.leasemq.jms.Access;
import org.leasemq.jms.NodeHold;
import org.leasemq.jms.ReceivedMessages;
import org.leasemq.jms.Selectors;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.ObjectMessagePolicy;
import org.leasemq.jms.message.QueueDestination;
import org.leasemq.jms.message.ReceiveContext;
import org.leasemq.queue.Delivery;
import org.leasemq.queue.DestinationPattern;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Pause;
import org.leasemq.queue.Permission;
import org.leasemq.queue.Queue;
import org.leasemq.queue.QueueName;
import org.leasemq.tx.Failures;

/** Administration on a node of this JVM, as the user of a hold, which it closes. Thread-safe. */
final class NodeAdmin implements LeaseMQAdmin {

  private static final int MOST = 1000;
  private static final int MAX_EXAMINED = 10_000;
  private static final long MAX_BYTES = 16L << 20;

  private final NodeHold hold;
  private final Node node;
  private final Administration administration;
  private final ReceivedMessages messages;
  private final Access access;

  private interface Attempt<T> {
    T make() throws JMSException;
  }

  NodeAdmin(NodeHold hold, ObjectMessagePolicy objectMessages) {
    this.hold = hold;
    this.node = hold.shared().node();
    this.administration = node.administration();
    this.access = hold.access();
    this.messages = new ReceivedMessages(new ReceiveContext(objectMessages, hold.shared()));
  }

  @Override
  public List<QueueDescription> queues() throws JMSException {
    return done("The listing of the queues", this::administeredQueues);
  }

  private List<QueueDescription> administeredQueues() throws JMSException {
    List<QueueDescription> found = new ArrayList<>();
    for (Queue queue : node.queues()) {
      if (access.may(Permission.ADMINISTER, new QueueDestination(queue.name().value()))) {
        found.add(of(queue));
      }
    }
    return found;
  }

  @Override
  public Optional<QueueDescription> queue(String name) throws JMSException {
    return done("The look at " + name, () -> administration.find(administered(name)).map(this::of));
  }

  @Override
  public QueueDescription createQueue(String name, QueueOverrides settings) throws JMSException {
    return done(
        "The creation of " + name,
        () -> of(administration.create(administered(name), settings::applyTo)));
  }

  @Override
  public QueueDescription alterQueue(String name, QueueOverrides settings) throws JMSException {
    return done(
        "The alteration of " + name,
        () -> of(administration.alter(administered(name), settings::applyTo)));
  }

  @Override
  public QueueDescription pauseQueue(String name, Pause sides) throws JMSException {
    return alterQueue(
        name,
        QueueOverrides.NONE
            .with(QueueSetting.SEND_PAUSED, "" + sides.sends())
            .with(QueueSetting.RECEIVE_PAUSED, "" + sides.receives()));
  }

  @Override
  public void deleteQueue(String name) throws JMSException {
    var unused =
        done(
            "The deletion of " + name,
            () -> {
              administration.delete(administered(name));
              return true;
            });
  }

  @Override
  public long purgeQueue(String name) throws JMSException {
    return done("The purge of " + name, () -> administration.purge(administered(name)));
  }

  @Override
  public MessagePage browse(String name, @Nullable String selector, @Nullable Long from, int most)
      throws JMSException {
    if (most < 1 || most > MOST) {
      throw new JMSException("A page has 1 to " + MOST + " messages, not " + most);
    }
    MessageFilter filter = Selectors.filter(selector);
    Queue queue =
        done("The look at " + name, () -> administration.find(administered(name)))
            .orElseThrow(() -> new InvalidDestinationException("There is no queue '" + name + "'"));
    return done("The browsing of " + name, () -> page(queue, filter, from, most));
  }

  private MessagePage page(
      Queue queue, @Nullable MessageFilter filter, @Nullable Long from, int most) {
    List<BrowsedMessage> found = new ArrayList<>();
    Long after = from;
    long bytes = 0;
    int examined = 0;
    while (examined < MAX_EXAMINED) {
      List<Delivery> page = node.browse(queue, after);
      if (page.isEmpty()) {
        return new MessagePage(found, null);
      }
      examined += page.size();
      for (Delivery delivery : page) {
        after = delivery.rank();
        boolean selected = filter == null || filter.matches(delivery.message());
        Delivery whole = selected ? node.withBody(delivery) : null;
        if (whole != null) {
          found.add(browsed(whole));
          bytes += whole.message().size();
        }
        if (found.size() == most || bytes >= MAX_BYTES) {
          return new MessagePage(found, after);
        }
      }
    }
    return new MessagePage(found, after);
  }

  private BrowsedMessage browsed(Delivery delivery) {
    var group = delivery.message().traits().group();
    return new BrowsedMessage(
        delivery.id().value(),
        delivery.priorDeliveries(),
        group == null ? null : group.value(),
        delivery.message().size(),
        readable(delivery));
  }

  private jakarta.jms.@Nullable Message readable(Delivery delivery) {
    try {
      return messages.of(delivery);
    } catch (JMSException e) {
      return null;
    }
  }

  @Override
  public List<String> verify() throws JMSException {
    return done(
        "The verification of the store",
        () -> {
          access.require(
              Permission.ADMINISTER, new QueueDestination(DestinationPattern.ALL.value()));
          return administration.verify();
        });
  }

  @Override
  public void close() {
    hold.close();
  }

  /** The queue's name, if the user may administer it. */
  private QueueName administered(String name) throws JMSException {
    LeaseMQDestination queue = new QueueDestination(name);
    access.require(Permission.ADMINISTER, queue);
    return queue.toQueueName();
  }

  private QueueDescription of(Queue queue) {
    return new QueueDescription(
        queue.name().value(),
        queue.isFifo(),
        queue.temporary(),
        queue.settings(),
        administration.counts(queue));
  }

  private static <T> T done(String what, Attempt<T> attempt) throws JMSException {
    try {
      return attempt.make();
    } catch (QueueExistsException e) {
      throw Failures.caused(new JMSException(e.getMessage(), "QueueNameExists"), e);
    } catch (RuntimeException e) {
      throw Failures.of(what, e);
    }
  }
}
