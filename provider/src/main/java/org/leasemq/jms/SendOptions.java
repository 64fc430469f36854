package org.leasemq.jms;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * How a producer sends, checked when made. Immutable.
 *
 * @param deliveryMode persistent or not
 * @param priority 0 to 9
 * @param timeToLive in milliseconds; 0: for ever
 * @param deliveryDelay in milliseconds
 * @param disableId whether messages need no id
 * @param disableTimestamp whether messages need no timestamp
 */
record SendOptions(
    int deliveryMode,
    int priority,
    long timeToLive,
    long deliveryDelay,
    boolean disableId,
    boolean disableTimestamp) {

  static final SendOptions DEFAULT =
      new SendOptions(
          Message.DEFAULT_DELIVERY_MODE,
          Message.DEFAULT_PRIORITY,
          Message.DEFAULT_TIME_TO_LIVE,
          Message.DEFAULT_DELIVERY_DELAY,
          false,
          false);

  private static final int MAX_PRIORITY = 9;

  SendOptions withDeliveryMode(int value) throws JMSException {
    if (value != DeliveryMode.PERSISTENT && value != DeliveryMode.NON_PERSISTENT) {
      throw new JMSException("deliveryMode is PERSISTENT (2) or NON_PERSISTENT (1), not " + value);
    }
    return new SendOptions(value, priority, timeToLive, deliveryDelay, disableId, disableTimestamp);
  }

  SendOptions withPriority(int value) throws JMSException {
    if (value < 0 || value > MAX_PRIORITY) {
      throw new JMSException("priority is 0 to 9, not " + value);
    }
    return new SendOptions(
        deliveryMode, value, timeToLive, deliveryDelay, disableId, disableTimestamp);
  }

  SendOptions withTimeToLive(long value) throws JMSException {
    requireNotNegative("timeToLive", value);
    return new SendOptions(
        deliveryMode, priority, value, deliveryDelay, disableId, disableTimestamp);
  }

  SendOptions withDeliveryDelay(long value) throws JMSException {
    requireNotNegative("deliveryDelay", value);
    return new SendOptions(deliveryMode, priority, timeToLive, value, disableId, disableTimestamp);
  }

  SendOptions withDisableId(boolean value) {
    return new SendOptions(
        deliveryMode, priority, timeToLive, deliveryDelay, value, disableTimestamp);
  }

  SendOptions withDisableTimestamp(boolean value) {
    return new SendOptions(deliveryMode, priority, timeToLive, deliveryDelay, disableId, value);
  }

  private static void requireNotNegative(String name, long value) throws JMSException {
    if (value < 0) {
      throw new JMSException(name + " is 0 or more milliseconds, not " + value);
    }
  }
}
