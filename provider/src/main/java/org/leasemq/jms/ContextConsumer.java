package org.leasemq.jms;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.LeaseMQMessage;

/** A consumer of the simplified interface (Jakarta Messaging 3.1, 2.8). As its consumer. */
final class ContextConsumer implements JMSConsumer {

  private final MessageConsumer consumer;
  private final ProviderObjects objects;

  ContextConsumer(MessageConsumer consumer, ProviderObjects objects) {
    this.consumer = consumer;
    this.objects = objects;
  }

  @Override
  public @Nullable String getMessageSelector() {
    return Unchecked.find(consumer::getMessageSelector);
  }

  @Override
  public @Nullable MessageListener getMessageListener() {
    return Unchecked.find(consumer::getMessageListener);
  }

  @Override
  public void setMessageListener(@Nullable MessageListener listener) {
    Unchecked.run(() -> consumer.setMessageListener(listener));
  }

  @Override
  public @Nullable Message receive() {
    return Unchecked.find(consumer::receive);
  }

  @Override
  public @Nullable Message receive(long timeout) {
    return Unchecked.find(() -> consumer.receive(timeout));
  }

  @Override
  public @Nullable Message receiveNoWait() {
    return Unchecked.find(consumer::receiveNoWait);
  }

  @Override
  public <T> @Nullable T receiveBody(Class<T> type) {
    return receiveBody(type, Deadline.NEVER);
  }

  @Override
  public <T> @Nullable T receiveBody(Class<T> type, long timeout) {
    return receiveBody(type, Unchecked.get(() -> LeaseMQConsumer.forTimeout(timeout)));
  }

  @Override
  public <T> @Nullable T receiveBodyNoWait(Class<T> type) {
    return receiveBody(type, Deadline.in(Duration.ZERO));
  }

  private <T> @Nullable T receiveBody(Class<T> type, Deadline deadline) {
    return Unchecked.find(
        () ->
            ((LeaseMQConsumer) objects.behind(consumer))
                .receive(deadline, message -> body(message, type)));
  }

  private static <T> T body(LeaseMQMessage message, Class<T> type) throws JMSException {
    T body = message.isBodyAssignableTo(type) ? message.getBody(type) : null;
    if (body == null) {
      throw new MessageFormatException(
          message + " has no body that can be had as a " + type.getName());
    }
    return body;
  }

  @Override
  public void close() {
    Unchecked.run(consumer::close);
  }
}
