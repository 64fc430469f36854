package org.leasemq.samples.orders.demo;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.samples.orders.Order;
import org.leasemq.samples.orders.app.Names;

/** The application's queues while the server is down, opened in plain Java SE. One thread only. */
final class OrderQueues implements AutoCloseable {

  private final LeaseMQConnectionFactory factory;
  private final JMSContext context;

  /**
   * Opens the store.
   *
   * @param data the server's data directory, or a copy of it
   */
  OrderQueues(Path data) {
    factory =
        new LeaseMQConnectionFactory("jdbc:h2:file:" + data.resolve("leasemq").resolve("store"));
    context = factory.createContext();
  }

  /** The bodies of the confirmations. */
  List<String> confirmations() throws JMSException {
    return browse(Names.CONFIRMATIONS, message -> message.getBody(String.class));
  }

  /** The dead letters. */
  List<DeadLetter> deadLetters() throws JMSException {
    return browse(
        Names.DEAD_LETTERS,
        message ->
            new DeadLetter(
                Order.parse(message.getBody(String.class)).id(),
                message.getStringProperty("JMS_LEASEMQ_DEAD_LETTER_REASON"),
                message.getStringProperty("JMS_LEASEMQ_SOURCE_QUEUE")));
  }

  /** How many orders wait. */
  int waiting() throws JMSException {
    return browse(Names.ORDERS, Message::getJMSMessageID).size();
  }

  /** How many good orders were delivered and are not settled. */
  int startedDeliveries() throws JMSException {
    return (int) browse(Names.ORDERS, OrderQueues::isStarted).stream().filter(it -> it).count();
  }

  /** A message that has been delivered before shows as one to be redelivered. */
  private static boolean isStarted(Message message) throws JMSException {
    return message.getJMSRedelivered() && Order.parse(message.getBody(String.class)).isValid();
  }

  /** How many XA branches are prepared and neither committed nor rolled back. */
  int branchesInDoubt() throws XAException {
    try (XAJMSContext xa = ((XAConnectionFactory) factory).createXAContext()) {
      return xa.getXAResource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length;
    }
  }

  private <T> List<T> browse(String queue, Reader<T> reader) throws JMSException {
    List<T> found = new ArrayList<>();
    try (QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
      for (Enumeration<?> messages = browser.getEnumeration(); messages.hasMoreElements(); ) {
        found.add(reader.read((Message) messages.nextElement()));
      }
    }
    return found;
  }

  @Override
  public void close() {
    context.close();
  }

  /** What is wanted of a message. */
  private interface Reader<T> {
    T read(Message message) throws JMSException;
  }
}
