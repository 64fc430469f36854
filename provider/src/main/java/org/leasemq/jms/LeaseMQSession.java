package org.leasemq.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.io.Serializable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQBytesMessage;
import org.leasemq.jms.message.LeaseMQDestination;
import org.leasemq.jms.message.LeaseMQMapMessage;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.jms.message.LeaseMQObjectMessage;
import org.leasemq.jms.message.LeaseMQStreamMessage;
import org.leasemq.jms.message.LeaseMQTextMessage;
import org.leasemq.jms.message.QueueDestination;
import org.leasemq.jms.message.TopicDestination;
import org.leasemq.queue.MessageFilter;
import org.leasemq.queue.Permission;

/**
 * A session's many methods; {@link SessionCore} does the work. For one thread at a time, but for
 * {@link #close} (Jakarta Messaging 3.1, 6.2).
 */
class LeaseMQSession implements QueueSession, TopicSession {

  private final SessionCore core;
  private final Domain domain;

  LeaseMQSession(SessionCore core, Domain domain) {
    this.core = core;
    this.domain = domain;
  }

  final SessionCore core() {
    return core;
  }

  // Messages.

  private <M extends LeaseMQMessage> M made(Supplier<M> message) throws JMSException {
    core.requireOpen();
    return message.get();
  }

  @Override
  public Message createMessage() throws JMSException {
    return made(LeaseMQMessage::new);
  }

  @Override
  public BytesMessage createBytesMessage() throws JMSException {
    return made(LeaseMQBytesMessage::new);
  }

  @Override
  public MapMessage createMapMessage() throws JMSException {
    return made(LeaseMQMapMessage::new);
  }

  @Override
  public ObjectMessage createObjectMessage() throws JMSException {
    return made(LeaseMQObjectMessage::new);
  }

  @Override
  public ObjectMessage createObjectMessage(@Nullable Serializable object) throws JMSException {
    core.requireOpen();
    return new LeaseMQObjectMessage(object);
  }

  @Override
  public StreamMessage createStreamMessage() throws JMSException {
    return made(LeaseMQStreamMessage::new);
  }

  @Override
  public TextMessage createTextMessage() throws JMSException {
    return made(LeaseMQTextMessage::new);
  }

  @Override
  public TextMessage createTextMessage(@Nullable String text) throws JMSException {
    return made(() -> new LeaseMQTextMessage(text));
  }

  // Transactions and acknowledgement.

  @Override
  public boolean getTransacted() throws JMSException {
    return getAcknowledgeMode() == Session.SESSION_TRANSACTED;
  }

  @Override
  public int getAcknowledgeMode() throws JMSException {
    core.requireOpen();
    return core.acknowledgeMode().code();
  }

  @Override
  public void commit() throws JMSException {
    core.commit();
  }

  @Override
  public void rollback() throws JMSException {
    core.rollback();
  }

  @Override
  public void recover() throws JMSException {
    if (getTransacted()) {
      throw new IllegalStateException("A transacted session is rolled back, not recovered");
    }
    core.recover();
  }

  @Override
  public void close() throws JMSException {
    core.close();
  }

  // The distinguished listener of ServerSessions.

  @Override
  public @Nullable MessageListener getMessageListener() throws JMSException {
    core.requireOpen();
    return core.server().listener();
  }

  @Override
  public void setMessageListener(@Nullable MessageListener listener) throws JMSException {
    core.setServerListener(listener);
  }

  @Override
  public void run() {
    Unchecked.run(core::requireOpen);
    core.server().run();
  }

  // Queues.

  @Override
  public Queue createQueue(@Nullable String name) throws JMSException {
    core.requireOpen();
    domain.requireQueues("createQueue");
    return new QueueDestination(checkedName(name));
  }

  private static String checkedName(@Nullable String name) throws JMSException {
    try {
      return new org.leasemq.queue.QueueName(name == null ? "" : name).value();
    } catch (IllegalArgumentException e) {
      throw new InvalidDestinationException(e.getMessage());
    }
  }

  @Override
  public TemporaryQueue createTemporaryQueue() throws JMSException {
    core.requireOpen();
    domain.requireQueues("createTemporaryQueue");
    return core.connection().temporaries().createQueue();
  }

  @Override
  public MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
    return producer(destination);
  }

  @Override
  public QueueSender createSender(@Nullable Queue queue) throws JMSException {
    return producer(queue);
  }

  private LeaseMQProducer producer(@Nullable Destination destination) throws JMSException {
    core.requireOpen();
    if (destination == null) {
      return new LeaseMQProducer(core, null);
    }
    LeaseMQDestination target = Sender.checked(destination);
    core.sender().check(target);
    return new LeaseMQProducer(core, target);
  }

  @Override
  public MessageConsumer createConsumer(Destination destination) throws JMSException {
    return consumer(destination, null);
  }

  @Override
  public MessageConsumer createConsumer(Destination destination, @Nullable String selector)
      throws JMSException {
    return consumer(destination, selector);
  }

  /** {@inheritDoc} {@code noLocal} has no meaning for a queue. */
  @Override
  public MessageConsumer createConsumer(
      Destination destination, @Nullable String selector, boolean noLocal) throws JMSException {
    return consumer(destination, selector, noLocal);
  }

  @Override
  public QueueReceiver createReceiver(Queue queue) throws JMSException {
    return consumer(queue, null);
  }

  @Override
  public QueueReceiver createReceiver(Queue queue, @Nullable String selector) throws JMSException {
    return consumer(queue, selector);
  }

  private LeaseMQConsumer consumer(@Nullable Destination destination, @Nullable String selector)
      throws JMSException {
    return consumer(destination, selector, false);
  }

  private LeaseMQConsumer consumer(
      @Nullable Destination destination, @Nullable String selector, boolean noLocal)
      throws JMSException {
    requireReceiving();
    Source source = core.connection().sources().of(destination, selector, noLocal);
    return LeaseMQConsumer.open(core, source, selector, noLocal);
  }

  private void requireReceiving() throws JMSException {
    core.requireOpen();
    core.requireNoServerListener();
  }

  @Override
  public QueueBrowser createBrowser(Queue queue) throws JMSException {
    return createBrowser(queue, null);
  }

  @Override
  public QueueBrowser createBrowser(Queue queue, @Nullable String selector) throws JMSException {
    core.requireOpen();
    domain.requireQueues("createBrowser");
    LeaseMQDestination source = Sender.checked(queue);
    MessageFilter filter = Selectors.filter(selector);
    core.connection().queue(Permission.BROWSE, source);
    return new LeaseMQBrowser(core, source, filter);
  }

  // Topics.

  @Override
  public Topic createTopic(@Nullable String name) throws JMSException {
    core.requireOpen();
    domain.requireTopics("createTopic");
    return new TopicDestination(checkedName(name));
  }

  @Override
  public TemporaryTopic createTemporaryTopic() throws JMSException {
    requireTopics("createTemporaryTopic");
    return core.connection().temporaries().createTopic();
  }

  private void requireTopics(String method) throws JMSException {
    core.requireOpen();
    domain.requireTopics(method);
  }

  @Override
  public TopicPublisher createPublisher(@Nullable Topic topic) throws JMSException {
    return producer(topic);
  }

  @Override
  public TopicSubscriber createSubscriber(Topic topic) throws JMSException {
    return consumer(topic, null, false);
  }

  @Override
  public TopicSubscriber createSubscriber(Topic topic, @Nullable String selector, boolean noLocal)
      throws JMSException {
    return consumer(topic, selector, noLocal);
  }

  @Override
  public TopicSubscriber createDurableSubscriber(Topic topic, String name) throws JMSException {
    return durable("createDurableSubscriber", topic, name, null, false);
  }

  @Override
  public TopicSubscriber createDurableSubscriber(
      Topic topic, String name, @Nullable String selector, boolean noLocal) throws JMSException {
    return durable("createDurableSubscriber", topic, name, selector, noLocal);
  }

  @Override
  public MessageConsumer createDurableConsumer(Topic topic, String name) throws JMSException {
    return durable("createDurableConsumer", topic, name, null, false);
  }

  @Override
  public MessageConsumer createDurableConsumer(
      Topic topic, String name, @Nullable String selector, boolean noLocal) throws JMSException {
    return durable("createDurableConsumer", topic, name, selector, noLocal);
  }

  private LeaseMQConsumer durable(
      String method, Topic topic, String name, @Nullable String selector, boolean noLocal)
      throws JMSException {
    requireTopics(method);
    requireReceiving();
    Source source = core.connection().sources().durable(topic, name, selector, noLocal);
    return LeaseMQConsumer.open(core, source, selector, noLocal);
  }

  @Override
  public MessageConsumer createSharedConsumer(Topic topic, String name) throws JMSException {
    return createSharedConsumer(topic, name, null);
  }

  @Override
  public MessageConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector)
      throws JMSException {
    requireTopics("createSharedConsumer");
    return shared(topic, name, selector, false);
  }

  @Override
  public MessageConsumer createSharedDurableConsumer(Topic topic, String name) throws JMSException {
    return createSharedDurableConsumer(topic, name, null);
  }

  @Override
  public MessageConsumer createSharedDurableConsumer(
      Topic topic, String name, @Nullable String selector) throws JMSException {
    requireTopics("createSharedDurableConsumer");
    return shared(topic, name, selector, true);
  }

  private LeaseMQConsumer shared(
      Topic topic, String name, @Nullable String selector, boolean durable) throws JMSException {
    requireReceiving();
    Source source = core.connection().sources().shared(topic, name, selector, durable);
    return LeaseMQConsumer.open(core, source, selector, false);
  }

  @Override
  public void unsubscribe(String name) throws JMSException {
    requireTopics("unsubscribe");
    core.connection().sources().unsubscribe(name);
  }
}
